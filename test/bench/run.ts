/** `npm run bench [rendering|loading|volume [uncompressed|"JPEG lossless"|"JPEG 2000"]]`: figures as ratios within one run on one machine; nothing here passes or fails. */
import { benchLoading } from "./loading";
import { benchRendering } from "./rendering";
import { serveBench } from "./served";
import { benchVolume } from "./volume";

const [only, encoding] = process.argv.slice(2);
const pages = await serveBench();
try {
  if (only === undefined || only === "rendering") await benchRendering(pages.url);
  if (only === undefined || only === "loading") await benchLoading(pages.url);
  if (only === undefined || only === "volume") await benchVolume(pages.url, encoding);
} finally {
  await pages.close();
}
