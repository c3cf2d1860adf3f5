/** The same hand on the grey scale as in the image viewport. */
export { windowedBy } from "../overlay/windowing";
