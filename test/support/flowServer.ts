/** Before the flows: the built app served on a free port, and one Chromium that all of them share. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { preview } from "vite";
import type { TestProject } from "vitest/node";
import { CHROMIUM_ARGS, CHROMIUM_VARIABLE, findChromium } from "./chromium";

declare module "vitest" {
  interface ProvidedContext {
    readonly appUrl: string;
    readonly chromiumEndpoint: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`no Chromium found; set ${CHROMIUM_VARIABLE}, or run "npm test", which installs one`);
  if (!existsSync("dist/index.html")) throw new Error('dist/index.html is missing: run "npm run build" first');
  const server = await preview({ preview: { port: 0, strictPort: false, open: false }, logLevel: "warn" });
  const appUrl = server.resolvedUrls?.local[0];
  if (appUrl === undefined) throw new Error("the preview server tells no address");
  const browser = await chromium.launchServer({ executablePath, args: [...CHROMIUM_ARGS] });
  project.provide("appUrl", appUrl);
  project.provide("chromiumEndpoint", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}
