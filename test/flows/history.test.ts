import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { begin, boxOf, button, choice, display, imagePoint, onDisk, openFiles, place, placeAll, placedPoint, readText, readValue, sit, spotOf, verdict, type Sitting } from "./driver";
import { expectAngle, FOUR, openFilm, PJA, PLAIN } from "./film";
import { kyphosis } from "./truth";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

describe("undo, redo and a closed tab", () => {
  const made = film({ pjaDegrees: 27 });

  it("undoes to nothing and redoes to the same verdict", async () => {
    const { page } = sitting;
    await openFilm(sitting.page, made);
    await placeAll(page, made.landmarks);
    const before = { value: await readText(page, PJA), verdict: await verdict(page) };
    for (const name of FOUR.toReversed()) {
      await button(page, "Undo").click();
      await expect.poll(() => placedPoint(page, name).count()).toBe(0);
      expect(await readText(page, PJA)).toBe("—");
      expect((await verdict(page)).state).toBe("undecidable");
    }
    while (await button(page, "Undo").isEnabled()) await button(page, "Undo").click();
    for (let steps = 0; (await button(page, "Redo").isEnabled()) && steps < 50; steps++) await button(page, "Redo").click();
    expect({ value: await readText(page, PJA), verdict: await verdict(page) }).toEqual(before);
  });

  it("moves a point by dragging as one step, its value moving along", async () => {
    const { page } = sitting;
    await openFilm(sitting.page, made);
    const placed = new Map(await placeAll(page, made.landmarks));
    const before = await readText(page, PJA);
    const from = await spotOf(page, placed.get(FOUR[3]) ?? [0, 0]);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 12, { steps: 4 });
    await expect.poll(() => readText(page, PJA)).not.toBe(before);
    await page.mouse.move(from.x, from.y + 20, { steps: 4 });
    await page.mouse.up();
    const box = await boxOf(page);
    placed.set(FOUR[3], imagePoint(await display(page), from.x - box.x, from.y + 20 - box.y));
    await expectAngle(page, PJA, kyphosis(PLAIN, placed, "T8 superior", "T10 inferior"));
    await button(page, "Undo").click();
    expect(await readText(page, PJA)).toBe(before);
  });

  it("finds everything again after a reload in the middle, undo and redo included", async () => {
    const { page } = sitting;
    await openFilm(sitting.page, made);
    const [first, second, third, fourth] = FOUR;
    const { "T10.inferior": lower, "T8.superior": upper } = made.landmarks;
    if (lower === undefined || upper === undefined) throw new Error("the film shows T8 and T10");
    await begin(page);
    await place(page, first, lower.posterior);
    await place(page, second, lower.anterior);
    await place(page, third, upper.posterior);
    await page.waitForTimeout(300);
    await page.reload();

    await openFiles(page, onDisk([made]).paths);
    await placedPoint(page, third).waitFor();
    expect(await choice(page, "Upper instrumented vertebra").inputValue()).toBe("T10");
    const rest = await placeAll(page, made.landmarks);
    expect([...rest.keys()]).toEqual([fourth]);
    const value = await readValue(page, PJA);
    expect(Math.abs(value - 27)).toBeLessThan(2.5);
    for (const name of [fourth, third]) {
      await button(page, "Undo").click();
      await expect.poll(() => placedPoint(page, name).count()).toBe(0);
    }
    await button(page, "Redo").click();
    await button(page, "Redo").click();
    expect(await readValue(page, PJA)).toBe(value);
  });
});
