/**
 * A CT of 512 x 512 x 600 from the choice of its files to a sagittal picture that is scrolled and windowed: the built app
 * against cornerstone3D's volume viewport, in one Chromium without GL and one with software GL; with the image loader that
 * it is shipped with, and (which is the volume alone) with our own decoders under it.
 */
import type { Browser, Page } from "playwright-core";
import { CHROMIUM_ARGS } from "../support/chromium";
import { rendererOf } from "./renderer";
import { launch, median, type Served, serve } from "./served";
import { type Encoding, ENCODINGS, seriesFiles } from "./volumeFiles";
import { benchFive, benchHands } from "./volumeHands";
import { choose, isComplete, type StepKind, walk, watchedPage } from "./volumePage";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 2);
const SLICES = 600;
const RAW_MB = (SLICES * 512 * 512 * 2) / 1024 ** 2;
const STEPS = 40;

const SOFTWARE_GL = [
  ...CHROMIUM_ARGS.filter((arg) => arg !== "--disable-gpu" && arg !== "--disable-3d-apis"),
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

const CONTENDERS = {
  ours: "",
  "cornerstone3D CPU": "mode=CPU",
  "cornerstone3D GPU": "mode=GPU",
  "cornerstone3D CPU, our decoders": "mode=CPU&loader=ours",
} as const;
type Contender = keyof typeof CONTENDERS;
const NAMES = Object.keys(CONTENDERS) as readonly Contender[];
const SHIPPED: readonly Contender[] = ["cornerstone3D CPU", "cornerstone3D GPU"];

interface Step {
  readonly wallMs: number;
  readonly mainMs: number;
  readonly cpuMs: number;
}

interface Figures {
  readonly firstMs: number;
  readonly completeMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly longestTaskMs: number;
  readonly scroll: Step;
  readonly window: Step;
}

async function measure(browser: Browser, url: string, files: readonly string[]): Promise<Figures> {
  const page = await watchedPage(browser, url);
  const renderer = await rendererOf(browser);
  const peak = renderer.watchMemory();
  const before = renderer.cpuMs();
  await choose(page, files);
  await isComplete(page);
  const cpuMs = renderer.cpuMs() - before;
  // Thumbnails and what else comes after the last slice.
  await page.waitForTimeout(1500);
  const { firstMs, completeMs, longestTaskMs } = await page.evaluate(() => ({ ...window.volumeWatch, complete: undefined }));
  const scroll = await steps(page, renderer, "scroll");
  const windowed = await steps(page, renderer, "window");
  const figures = { firstMs: firstMs ?? NaN, completeMs: completeMs ?? NaN, cpuMs, longestTaskMs, peakMb: peak(), scroll, window: windowed };
  await page.context().close();
  return figures;
}

async function steps(page: Page, renderer: Awaited<ReturnType<typeof rendererOf>>, kind: StepKind): Promise<Step> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const mainMs = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
  };
  await walk(page, kind, 5);
  await page.waitForTimeout(500);
  const [mainBefore, cpuBefore] = [await mainMs(), renderer.cpuMs()];
  const wallMs = await walk(page, kind, STEPS);
  return { wallMs: wallMs / STEPS, mainMs: ((await mainMs()) - mainBefore) / STEPS, cpuMs: (renderer.cpuMs() - cpuBefore) / STEPS };
}

/** Each figure with the most that ours may be of the best other. */
const ROWS: readonly { readonly name: string; readonly of: (one: Figures) => number; readonly target: Readonly<Record<Encoding, number>> | number | null }[] = [
  { name: "first sagittal picture, ms", of: (one) => one.firstMs, target: 0.2 },
  { name: "complete volume, ms", of: (one) => one.completeMs, target: { uncompressed: 1 / 3, "JPEG lossless": 0.7, "JPEG 2000": 0.9 } },
  { name: "loading, processor ms", of: (one) => one.cpuMs, target: null },
  // Ours wait for the screen's next frame, 17 ms at most; cornerstone3D on the CPU draws at once.
  { name: "scroll step, ms", of: (one) => one.scroll.wallMs, target: 0.2 },
  { name: "scroll step, main thread ms", of: (one) => one.scroll.mainMs, target: 0.2 },
  { name: "scroll step, processor ms", of: (one) => one.scroll.cpuMs, target: 0.2 },
  { name: "window step, ms", of: (one) => one.window.wallMs, target: 0.2 },
  { name: "window step, main thread ms", of: (one) => one.window.mainMs, target: 0.2 },
  { name: "window step, processor ms", of: (one) => one.window.cpuMs, target: 0.2 },
  { name: "peak renderer memory, MB", of: (one) => one.peakMb, target: null },
  { name: "longest task of the main thread while loading, ms", of: (one) => one.longestTaskMs, target: null },
];

function report(encoding: Encoding, results: ReadonlyMap<Contender, readonly Figures[]>): void {
  console.log(`\n512 x 512 x ${SLICES}, ${encoding}, median of ${ROUNDS}\n`);
  console.log(["figure", ...NAMES, "ours : best as shipped", "at most", "ours : best of all"].join(" | "));
  for (const { name, of, target } of ROWS) {
    const figure = (contender: Contender): number => median((results.get(contender) ?? []).map(of));
    const values = NAMES.map(figure);
    const ratioTo = (others: readonly Contender[]): string => (figure("ours") / Math.min(...others.map(figure).filter(Number.isFinite))).toFixed(2);
    const most = typeof target === "number" ? target : target?.[encoding];
    console.log([name, ...values.map((value) => value.toFixed(value < 20 ? 1 : 0)), ratioTo(SHIPPED), most?.toFixed(2) ?? "", ratioTo(NAMES.slice(1))].join(" | "));
  }
  const peak = Math.max(...(results.get("ours") ?? []).map((one) => one.peakMb));
  console.log(`Peak memory of our renderer: ${(peak / RAW_MB).toFixed(2)} of the raw volume (${RAW_MB.toFixed(0)} MB); at most 1.50, and the files, which stay on the disk`);
}

export async function benchVolume(benchUrl: string, only?: string): Promise<void> {
  const app = await serve({});
  const browsers: Readonly<Record<Contender, Browser>> = await launched();
  try {
    await benchHands(browsers.ours, app.url);
    await benchFive(browsers.ours, app.url);
    for (const encoding of ENCODINGS.filter((name) => only === undefined || name === only)) {
      const files = await seriesFiles(encoding, SLICES);
      if (files === undefined) {
        console.log(`\n${encoding}: skipped, its encoder (dcmtk's dcmcjpeg, GDCM's gdcmconv) isn't installed`);
        continue;
      }
      const results = new Map<Contender, Figures[]>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const contender of NAMES) {
          // Never the best where GL is software, and the slowest by far: once is enough.
          if (contender === "cornerstone3D GPU" && round > 0) continue;
          const figures = await measure(browsers[contender], urlOf(contender, app, benchUrl), files);
          results.set(contender, [...(results.get(contender) ?? []), figures]);
        }
      }
      report(encoding, results);
    }
  } finally {
    await Promise.all([...new Set(Object.values(browsers))].map((browser) => browser.close()));
    await app.close();
  }
}

async function launched(): Promise<Record<Contender, Browser>> {
  const withoutGl = await launch(CHROMIUM_ARGS);
  return { ours: withoutGl, "cornerstone3D CPU": withoutGl, "cornerstone3D GPU": await launch(SOFTWARE_GL), "cornerstone3D CPU, our decoders": withoutGl };
}

const urlOf = (contender: Contender, app: Served, benchUrl: string): string =>
  contender === "ours" ? app.url : new URL(`volume.html?${CONTENDERS[contender]}`, benchUrl).href;
