/** The built app's first image of a 24-megapixel film against decoding that film alone; long tasks; the shell's size. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { dicomFile, element } from "../image/support/dicomWriter";
import { CHROMIUM_ARGS } from "../support/chromium";
import { launch, median, type Served, serve } from "./served";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 5);
const COLUMNS = 3000;
const ROWS = 8000;
const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

/** A smooth film with noise on it, 12 bits, as DX. */
function filmFile(): Uint8Array {
  const pixels = new Uint16Array(COLUMNS * ROWS);
  let seed = 1;
  for (let at = 0; at < pixels.length; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    pixels[at] = 2000 + 1500 * Math.sin((at % COLUMNS) / 330) * Math.cos(at / COLUMNS / 610) + (seed >>> 27);
  }
  return dicomFile(EXPLICIT_LITTLE_ENDIAN, [
    element("00080016", "UI", "1.2.840.10008.5.1.4.1.1.1.1"),
    element("00080018", "UI", "2.25.24000000"),
    element("00080060", "CS", "DX"),
    element("00100010", "PN", "BENCH"),
    element("00100020", "LO", "BENCH"),
    element("0020000d", "UI", "2.25.24000001"),
    element("0020000e", "UI", "2.25.24000002"),
    element("00280002", "US", [1]),
    element("00280004", "CS", "MONOCHROME2"),
    element("00280010", "US", [ROWS]),
    element("00280011", "US", [COLUMNS]),
    element("00280100", "US", [16]),
    element("00280101", "US", [12]),
    element("00280102", "US", [11]),
    element("00280103", "US", [0]),
    element("7fe00010", "OW", new Uint8Array(pixels.buffer)),
  ]);
}

/** The film uncompressed and, where dcmtk is at hand, as JPEG lossless. */
async function filmFiles(folder: string): Promise<readonly { readonly name: string; readonly file: string }[]> {
  const raw = path.join(folder, "uncompressed.dcm");
  await writeFile(raw, filmFile());
  const lossless = path.join(folder, "jpeg-lossless.dcm");
  const compressed = spawnSync("dcmcjpeg", ["+e1", raw, lossless]).status === 0;
  return [{ name: "uncompressed", file: raw }, ...(compressed ? [{ name: "JPEG lossless", file: lossless }] : [])];
}

interface Loading {
  readonly visibleMs: number;
  readonly longestTaskMs: number;
}

/** From the file's choice to the first picture on the canvas, as the page itself sees it. */
async function load(browser: Browser, url: string, file: string): Promise<Loading> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.addInitScript({ path: path.join(import.meta.dirname, "page/watchLoading.js") });
  await page.goto(url);
  // Nobody comes to a file without a key or a pointer, and then the system's own dialog takes longer than this.
  await page.keyboard.press("Tab");
  await page.waitForTimeout(500);
  await page.getByLabel("Open DICOM files").setInputFiles(file);
  await page.waitForFunction(() => window.loading.visibleMs !== null);
  // Longer than the thumbnail and whatever else comes after the picture takes.
  await page.waitForTimeout(1500);
  const { visibleMs, longestTaskMs } = await page.evaluate(() => window.loading);
  await page.close();
  return { visibleMs: visibleMs ?? NaN, longestTaskMs };
}

declare global {
  interface Window {
    loading: { visibleMs: number | null; longestTaskMs: number };
  }
}

async function decodeAlone(page: Page, file: string): Promise<number> {
  await page.locator("input").setInputFiles(file);
  return await page.evaluate(() => window.decodeChosen());
}

/** All JavaScript that the page asks for by itself, gzipped. */
async function shellBytes(browser: Browser, app: Served): Promise<number> {
  const page = await browser.newPage();
  const scripts = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".js")) scripts.add(pathname);
  });
  await page.goto(app.url);
  await page.waitForTimeout(1500);
  await page.close();
  const sizes = await Promise.all([...scripts].map(async (name) => gzipSync(await readFile(path.join(app.outDir, name))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

export async function benchLoading(benchUrl: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "sagitta-film-"));
  const app = await serve({});
  const browser = await launch(CHROMIUM_ARGS);
  try {
    const kilobytes = (await shellBytes(browser, app)) / 1024;
    console.log(`\nApp shell: ${kilobytes.toFixed(0)} kB of JavaScript (gzip) before the first image; at most 250`);
    console.log(`\nFirst image of a ${COLUMNS} x ${ROWS} film, GL off, median of ${ROUNDS}\n`);
    console.log("film | decoding alone, ms | to visible, ms | visible - decoding (at most 150) | longest task, ms (at most 50)");
    const page = await browser.newPage();
    await page.goto(new URL("decode.html", benchUrl).href);
    for (const { name, file } of await filmFiles(folder)) {
      const alone: number[] = [];
      const loads: Loading[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        alone.push(await decodeAlone(page, file));
        loads.push(await load(browser, app.url, file));
      }
      const decode = median(alone);
      const visible = median(loads.map((one) => one.visibleMs));
      const longest = Math.max(...loads.map((one) => one.longestTaskMs));
      console.log([name, decode.toFixed(0), visible.toFixed(0), (visible - decode).toFixed(0), longest.toFixed(0)].join(" | "));
    }
  } finally {
    await browser.close();
    await app.close();
    await rm(folder, { recursive: true });
  }
}
