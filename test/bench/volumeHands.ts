/** What only our own program does with a volume: planes turned freely, slabs across them, and one CT after the other in one tab. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { rendererOf } from "./renderer";
import { seriesFiles } from "./volumeFiles";
import { choose, isComplete, type StepKind, walk, watchedPage } from "./volumePage";

const SLICES = 600;
const TURNS = 16;

/** One kind of step: milliseconds each, and the longest task of the main thread meanwhile. */
async function handle(page: Page, kind: StepKind): Promise<void> {
  await page.evaluate(() => {
    window.volumeWatch.longestTaskMs = 0;
  });
  const wallMs = (await walk(page, kind, TURNS)) / TURNS;
  // Tasks are told of a little later; what follows a step when the hand rests is part of it.
  await page.waitForTimeout(1000);
  const longest = await page.evaluate(() => window.volumeWatch.longestTaskMs);
  console.log([kind, wallMs.toFixed(1), longest.toFixed(0)].join(" | "));
}

export async function benchHands(browser: Browser, url: string): Promise<void> {
  const files = await seriesFiles("uncompressed", SLICES);
  if (files === undefined) return;
  const page = await watchedPage(browser, url);
  await choose(page, files);
  await isComplete(page);
  await page.waitForTimeout(1500);
  console.log("\nOur own steps in a CT of 512 x 512 x 600\n\nstep | ms to the picture | longest task of the main thread, ms (at most 50)");
  await handle(page, "scroll");
  await page.getByRole("button", { name: "Turn plane" }).click();
  await handle(page, "turn");
  await page.getByRole("combobox", { name: "Slab" }).selectOption("mean");
  await handle(page, "slab");
  await page.context().close();
}

/** Of the page and of each of its workers: every one has a heap of its own. */
async function collectGarbage(session: CDPSession): Promise<void> {
  const message = JSON.stringify({ id: 1, method: "HeapProfiler.collectGarbage" });
  const inWorker = ({ sessionId }: { readonly sessionId: string }): void => void session.send("Target.sendMessageToTarget", { sessionId, message });
  session.on("Target.attachedToTarget", inWorker);
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false });
  await session.send("HeapProfiler.collectGarbage");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await session.send("Target.setAutoAttach", { autoAttach: false, waitForDebuggerOnStart: false });
  session.off("Target.attachedToTarget", inWorker);
}

const PATIENTS = 5;
const FEW_SLICES = 200;
/** What may stay behind of a CT: its headers and thumbnail, as a part of its voxels. */
const MOST_LEFT = 0.1;

/** Five CTs of five patients, each dropped on the one before: the memory of the last is to be that of the first. */
export async function benchFive(browser: Browser, url: string): Promise<void> {
  const page = await watchedPage(browser, url);
  const renderer = await rendererOf(browser);
  const session = await page.context().newCDPSession(page);
  const volumeMb = (FEW_SLICES * 512 * 512 * 2) / 1024 ** 2;
  const memory: number[] = [];
  for (let patient = 0; patient < PATIENTS; patient += 1) {
    const files = await seriesFiles("uncompressed", FEW_SLICES, patient);
    if (files === undefined) return;
    await choose(page, files);
    await page.waitForFunction((name) => document.body.innerText.includes(name), `BENCH-${10 + patient}`);
    await isComplete(page);
    await page.waitForTimeout(2000);
    await collectGarbage(session);
    await page.waitForTimeout(1000);
    memory.push(renderer.memoryMb());
  }
  const left = ((memory.at(-1) ?? NaN) - (memory[0] ?? NaN)) / (PATIENTS - 1) / volumeMb;
  console.log(`\nFive CTs of ${volumeMb.toFixed(0)} MB one after another in one tab, renderer after each, MB: ${memory.map((mb) => mb.toFixed(0)).join(", ")}`);
  console.log(`Left behind by each: ${(100 * left).toFixed(1)} % of its voxels; at most ${100 * MOST_LEFT} %`);
  await page.context().close();
}
