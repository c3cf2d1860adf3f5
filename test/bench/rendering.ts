/** Window and zoom drags of our viewport against cornerstone-core's own renderers and cornerstone3D, in one Chromium. */
import type { Browser } from "playwright-core";
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

/** One drag: main-thread milliseconds a frame, and milliseconds from frame to frame. */
interface Figures {
  readonly mainMs: number;
  readonly intervalMs: number;
}

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
  const taskMs = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
  };
  for (const drag of DRAGS) {
    await page.evaluate((kind) => window.bench.drag(kind), drag); // warm
    const before = await taskMs();
    const { frames, painted, wallMs } = (await page.evaluate((kind) => window.bench.drag(kind), drag)) ?? { frames: NaN, painted: 0, wallMs: NaN };
    const mainMs = ((await taskMs()) - before) / frames;
    if (painted < frames * 0.9) console.error(`${contender}, ${film}, ${drag}: only ${painted} of ${frames} frames were painted`);
    const key = keyOf(mode.name, film, drag, contender);
    results.set(key, [...(results.get(key) ?? []), { mainMs, intervalMs: wallMs / frames }]);
  }
  await page.close();
}

function report(mode: Mode, results: Results): void {
  for (const figure of ["mainMs", "intervalMs"] as const) {
    console.log(`\n${mode.name}: ${figure === "mainMs" ? "main-thread ms per frame" : "ms from frame to frame"}, median of ${ROUNDS}\n`);
    console.log(["film", "drag", ...mode.contenders, "ours : best other"].join(" | "));
    for (const film of FILMS) {
      for (const drag of DRAGS) {
        const values = mode.contenders.map((name) => median((results.get(keyOf(mode.name, film, drag, name)) ?? []).map((f) => f[figure])));
        const [ours = NaN, ...others] = values;
        const ratio = ours / Math.min(...others.filter(Number.isFinite));
        console.log([film, drag, ...values.map((value) => value.toFixed(1)), ratio.toFixed(2)].join(" | "));
      }
    }
  }
}

export async function benchRendering(url: string): Promise<void> {
  const results: Results = new Map();
  for (const mode of MODES) {
    const browser = await launch(mode.args);
    for (let round = 0; round < ROUNDS; round++) {
      for (const film of FILMS) for (const contender of mode.contenders) await measure(browser, url, contender, film, mode, results);
    }
    report(mode, results);
    const page = await browser.newPage({ viewport: PAGE_SIZE });
    await page.goto(url);
    const worst = await page.evaluate(() => window.bench.tallFilmError());
    console.log(`\n4000 x 10000, ${mode.name}: greatest error of a grey on the canvas ${worst.toFixed(2)} of 255`);
    for (const film of FILMS) {
      await page.reload();
      const { mean, greatest } = await page.evaluate((name) => window.bench.motionDifference(name), film);
      console.log(`${film} in motion, ${mode.name}: greys differ from those at rest by ${mean.toFixed(2)} in the mean, ${greatest} at most`);
    }
    await browser.close();
  }
}
