import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { boxOf, button, choice, display, imagePoint, onDisk, placeAll, sit, verdict, viewport, withFinger, type Corner, type Hand, type Sitting } from "./driver";
import { expectAngle, openFilm, PJA, PLAIN } from "./film";
import { kyphosis } from "./truth";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

/** Presses Tab until the element has the focus, as somebody without a mouse gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const there = () => target.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < 150; presses++) {
    if (await there()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** The cross-hair of the keyboard: it begins in the middle of the viewport, arrows move it by one or ten CSS pixels, Enter places. */
function keys(): Hand {
  let cursor: Corner | undefined;
  return async (page, { at }) => {
    const m = await display(page);
    if (cursor === undefined) {
      const { width, height } = await boxOf(page);
      await page.keyboard.press("Enter");
      cursor = imagePoint(m, width / 2, height / 2);
    }
    const css = ([column, row]: Corner) => ({ x: m.a * column + m.c * row + m.e, y: m.b * column + m.d * row + m.f });
    const [from, to] = [css(cursor), css(at)];
    const by = { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) };
    await steps(page, by.x, "ArrowLeft", "ArrowRight");
    await steps(page, by.y, "ArrowUp", "ArrowDown");
    await page.keyboard.press("Enter");
    cursor = imagePoint(m, from.x + by.x, from.y + by.y);
    return cursor;
  };
}

async function steps(page: Page, by: number, back: string, forth: string): Promise<void> {
  const key = by < 0 ? back : forth;
  const distance = Math.abs(by);
  for (let tens = 0; tens < Math.floor(distance / 10); tens++) await page.keyboard.press(`Shift+${key}`);
  for (let ones = 0; ones < distance % 10; ones++) await page.keyboard.press(key);
}

describe("without a mouse", () => {
  it("from a chosen file to a verdict by keyboard alone", async () => {
    const { page } = sitting;
    const made = film({ pjaDegrees: 29 });
    // Listening from the start, Chromium is told in time that the chooser is ours.
    page.on("filechooser", () => undefined);
    await tabTo(page, page.getByLabel("Open DICOM files"));
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
    await chooser.setFiles([...onDisk([made]).paths]);
    await viewport(page).waitFor();
    await tabTo(page, choice(page, "Upper instrumented vertebra"));
    await page.keyboard.type("T10");
    await tabTo(page, choice(page, "Protocol"));
    await page.keyboard.press("Home");
    await tabTo(page, button(page, "Place points"));
    await page.keyboard.press("Enter");
    await tabTo(page, viewport(page));
    const placed = await placeAll(page, made.landmarks, keys());
    await expectAngle(page, PJA, kyphosis(PLAIN, placed, "T8 superior", "T10 inferior"));
    expect((await verdict(page)).state).toBe("met");

    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await verdict(page)).state).toBe("undecidable");
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(async () => (await verdict(page)).state).toBe("met");
  });

  it("the same by touch", async () => {
    await sitting.end();
    sitting = await sit({ hasTouch: true, viewport: { width: 1180, height: 820 } });
    const made = film({ pjaDegrees: 31 });
    await openFilm(sitting.page, made);
    const placed = await placeAll(sitting.page, made.landmarks, withFinger);
    await expectAngle(sitting.page, PJA, kyphosis(PLAIN, placed, "T8 superior", "T10 inferior"));
    expect((await verdict(sitting.page)).state).toBe("met");
  });
});
