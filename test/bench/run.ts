/** `npm run bench [rendering|loading]`: figures as ratios within one run on one machine; nothing here passes or fails. */
import { benchLoading } from "./loading";
import { benchRendering } from "./rendering";
import { serveBench } from "./served";

const only = process.argv[2];
const pages = await serveBench();
try {
  if (only !== "loading") await benchRendering(pages.url);
  if (only !== "rendering") await benchLoading(pages.url);
} finally {
  await pages.close();
}
