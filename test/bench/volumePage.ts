/** Pages of the volume bench: the built app, or another viewer that is given the same files in the same way. */
import path from "node:path";
import type { Browser, Page } from "playwright-core";

const PAGE_SIZE = { width: 1440, height: 900 };

export type StepKind = "scroll" | "window" | "turn" | "slab";

declare global {
  interface Window {
    volumeWatch: { readonly firstMs: number | null; readonly completeMs: number | null; longestTaskMs: number; complete(): void };
    volumeSteps: Record<"scroll" | "window", (n: number) => Promise<void>> & Partial<Record<"turn" | "slab", (n: number) => Promise<void>>>;
  }
}

const MOST_MS = 180_000;

/** A page of its own, with what watches it. */
export async function watchedPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: PAGE_SIZE });
  const page = await context.newPage();
  page.setDefaultTimeout(MOST_MS);
  page.on("pageerror", (error) => console.error(`${url}: ${error.message}`));
  await page.addInitScript({ path: path.join(import.meta.dirname, "page/watchVolume.js") });
  await page.goto(url);
  // Nobody comes to a file without a key or a pointer, and then the system's own dialog takes longer than this.
  await page.keyboard.press("Tab");
  await page.waitForTimeout(500);
  return page;
}

export async function choose(page: Page, files: readonly string[]): Promise<void> {
  await page.getByLabel("Open DICOM files").setInputFiles([...files]);
}

export async function isComplete(page: Page): Promise<void> {
  await page.waitForFunction(() => window.volumeWatch.completeMs !== null, undefined, { polling: 100 });
}

/** Steps one after the other, the next one when the one before is painted; milliseconds for all. */
export const walk = (page: Page, kind: StepKind, count: number): Promise<number> =>
  page.evaluate(
    async ([which, times]) => {
      const start = performance.now();
      for (let n = 0; n < times; n++) await window.volumeSteps[which]?.(n);
      return performance.now() - start;
    },
    [kind, count] as const,
  );
