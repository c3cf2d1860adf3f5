/** Window and zoom drags of our viewport against cornerstone-core's own renderers and cornerstone3D, in one Chromium. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { CHROMIUM_ARGS } from "../support/chromium";
import type { ContenderName } from "./page/contenders";
import type { FilmName } from "./page/films";
import type { Drag } from "./page/main";
import { launch, median } from "./served";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const FILMS: readonly FilmName[] = ["ct", "dx", "spine"];
const DRAGS: readonly Drag[] = ["window", "zoom"];
const PAGE_SIZE = { width: 1280, height: 960 };

interface Mode {
  readonly name: string;
  readonly args: readonly string[];
  readonly contenders: readonly ContenderName[];
}

const withoutGl = CHROMIUM_ARGS;
const withSoftwareGl = [
  ...CHROMIUM_ARGS.filter((arg) => arg !== "--disable-gpu" && arg !== "--disable-3d-apis"),
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

const MODES: readonly Mode[] = [
  { name: "GL off", args: withoutGl, contenders: ["ours", "cornerstone-core canvas", "cornerstone3D CPU"] },
  {
    name: "software GL",
    args: withSoftwareGl,
    contenders: ["ours", "cornerstone-core canvas", "cornerstone-core WebGL", "cornerstone3D CPU", "cornerstone3D GPU"],
  },
];

/** Of one drag, milliseconds a frame. */
interface Figures {
  /**
   * Processor time of the page's main thread. Not the length of its tasks: a canvas that is "desynchronized", as those of
   * cornerstone-core are, is drawn on that thread after its task has ended.
   */
  readonly mainMs: number;
  /** Processor time of all processes of the browser: where there is no GPU, what the main thread hands over is drawn there. */
  readonly allMs: number;
  /** From frame to frame. */
  readonly intervalMs: number;
}

const FIGURES: Readonly<Record<keyof Figures, string>> = {
  mainMs: "main-thread ms of processor time per frame",
  allMs: "ms of processor time per frame in all of the browser",
  intervalMs: "ms from frame to frame",
};

/** Beside the others and not among them: no picture, and what any change of the page costs. */
const FLOOR: ContenderName = "a moved box";

type Results = Map<string, Figures[]>;

const keyOf = (...parts: readonly string[]): string => parts.join("|");

async function measure(browser: Browser, url: string, contender: ContenderName, film: FilmName, mode: Mode, results: Results): Promise<void> {
  const page = await browser.newPage({ viewport: PAGE_SIZE });
  page.on("pageerror", (error) => console.error(`${contender}, ${film}: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => "bench" in window);
  await page.evaluate(([name, of]) => window.bench.prepare(name, of), [contender, film] as const);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const system = await browser.newBrowserCDPSession();
  for (const drag of DRAGS) {
    await page.evaluate((kind) => window.bench.drag(kind), drag); // warm
    const before = await processorMs(session, system);
    const { frames, painted, wallMs } = (await page.evaluate((kind) => window.bench.drag(kind), drag)) ?? { frames: NaN, painted: 0, wallMs: NaN };
    const after = await processorMs(session, system);
    if (painted < frames * 0.9) console.error(`${contender}, ${film}, ${drag}: only ${painted} of ${frames} frames were painted`);
    const key = keyOf(mode.name, film, drag, contender);
    results.set(key, [...(results.get(key) ?? []), { mainMs: (after.main - before.main) / frames, allMs: (after.all - before.all) / frames, intervalMs: wallMs / frames }]);
  }
  await page.close();
}

async function processorMs(page: CDPSession, system: CDPSession): Promise<{ readonly main: number; readonly all: number }> {
  const { metrics } = await page.send("Performance.getMetrics");
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  const main = metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN;
  return { main: main * 1000, all: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000 };
}

function report(mode: Mode, results: Results): void {
  for (const figure of ["mainMs", "allMs", "intervalMs"] as const) {
    console.log(`\n${mode.name}: ${FIGURES[figure]}, median of ${ROUNDS}\n`);
    console.log(["film", "drag", ...mode.contenders, "ours : best other", FLOOR].join(" | "));
    for (const film of FILMS) {
      for (const drag of DRAGS) {
        const of = (name: ContenderName): number => median((results.get(keyOf(mode.name, film, drag, name)) ?? []).map((f) => f[figure]));
        const values = mode.contenders.map(of);
        const [ours = NaN, ...others] = values;
        const ratio = ours / Math.min(...others.filter(Number.isFinite));
        console.log([film, drag, ...values.map((value) => value.toFixed(1)), ratio.toFixed(2), of(FLOOR).toFixed(1)].join(" | "));
      }
    }
  }
}

export async function benchRendering(url: string): Promise<void> {
  const results: Results = new Map();
  for (const mode of MODES) {
    const browser = await launch(mode.args);
    for (let round = 0; round < ROUNDS; round++) {
      for (const film of FILMS) for (const contender of [FLOOR, ...mode.contenders]) await measure(browser, url, contender, film, mode, results);
    }
    report(mode, results);
    const page = await browser.newPage({ viewport: PAGE_SIZE });
    await page.goto(url);
    const worst = await page.evaluate(() => window.bench.tallFilmError());
    console.log(`\n4000 x 10000, ${mode.name}: greatest error of a grey on the canvas ${worst.toFixed(2)} of 255`);
    for (const film of FILMS) {
      const { mean, greatest } = await motionDifference(page, film);
      console.log(`${film} in motion, ${mode.name}: greys on the screen differ from those at rest by ${mean.toFixed(2)} in the mean, ${greatest} at most`);
    }
    await browser.close();
  }
}

/** What is seen of the picture in motion against the same picture once it has come to rest: the compositor's work is on no canvas. */
async function motionDifference(page: Page, film: FilmName): Promise<{ readonly mean: number; readonly greatest: number }> {
  const found: { readonly mean: number; readonly greatest: number }[] = [];
  const seen = async (): Promise<string> => (await page.screenshot({ clip: { x: 0, y: 0, width: 1200, height: 900 } })).toString("base64");
  for (let index = 0; ; index++) {
    await page.reload();
    await page.waitForFunction(() => "bench" in window);
    if (!(await page.evaluate(([name, at]) => window.bench.holdInMotion(name, at), [film, index] as const))) break;
    const moving = await seen();
    await page.evaluate(() => window.bench.rest());
    found.push(await page.evaluate(([one, other]) => window.bench.difference(one, other), [moving, await seen()] as const));
  }
  return { mean: found.reduce((sum, { mean }) => sum + mean, 0) / found.length, greatest: Math.max(...found.map(({ greatest }) => greatest)) };
}
