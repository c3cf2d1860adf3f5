import { ImageError } from "../problem";

/** What ended a worker. An event that says nothing comes of one whose own code could not be fetched (HTML, "run a worker"). */
export const endedBy = ({ message }: { readonly message?: string }): ImageError =>
  message === undefined ? new ImageError("not-fetched") : new ImageError("crashed", { detail: message });
