/** `npx tsx test/support/screenshot.ts`: the picture in README.md, of the sample case in the built app. */
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { CHROMIUM_ARGS, findOrInstallChromium } from "./chromium";

const executablePath = findOrInstallChromium();
if (executablePath === undefined) throw new Error("no Chromium");
const server = await preview({ preview: { port: 0, open: false }, logLevel: "warn" });
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.resolvedUrls?.local[0] ?? "");
await page.getByRole("button", { name: "Open the sample case" }).click();
await page.getByRole("button", { name: "T8 superior endplate, anterior corner" }).waitFor();
await page.waitForLoadState("networkidle");
await page.waitForTimeout(1500);
mkdirSync("fixtures/screenshots", { recursive: true });
await page.screenshot({ path: "fixtures/screenshots/main.png" });
await browser.close();
await server.close();
