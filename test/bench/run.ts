/** `npm run bench`: figures as ratios within one run on one machine; nothing here passes or fails. */
import { benchRendering } from "./rendering";

await benchRendering();
