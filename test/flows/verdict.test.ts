import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film, sagittalSeries } from "../../fixtures/synthetic";
import { chooseProtocol, chooseUiv, display, onDisk, openFiles, placeAll, placedPoint, readText, sit, spotOf, verdict, viewport, type Sitting } from "./driver";
import { expectAngle, FOUR, openFilm, PJA, PLAIN } from "./film";
import { kyphosis } from "./truth";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

describe("from a dropped film to a verdict", () => {
  it.each([
    { pjaDegrees: 24, state: "met" },
    { pjaDegrees: 12, state: "not-met" },
    { pjaDegrees: -9, state: "not-met" },
    { pjaDegrees: 95, state: "met" },
  ])("drop, UIV, four clicks: a junction drawn at $pjaDegrees degrees reads that, and is $state", async ({ pjaDegrees, state }) => {
    const made = film({ pjaDegrees, stepDegrees: pjaDegrees > 60 ? 0 : 1.5, uivTiltDegrees: pjaDegrees > 60 ? -45 : -12 });
    await openFilm(sitting.page, made);
    const placed = await placeAll(sitting.page, made.landmarks);
    expect([...placed.keys()]).toEqual(FOUR);
    const truth = kyphosis(PLAIN, placed, "T8 superior", "T10 inferior");
    expect(Math.abs(truth - pjaDegrees), "a click is off by less than a screen pixel").toBeLessThan(2.5);
    await expectAngle(sitting.page, PJA, truth);
    const read = await verdict(sitting.page);
    expect(read.state).toBe(state);
    expect(read.text).toContain(await readText(sitting.page, PJA));
  });

  it("says within measurement error near the threshold, and not far from it", async () => {
    const near = film({ pjaDegrees: 21 });
    await openFilm(sitting.page, near);
    await placeAll(sitting.page, near.landmarks);
    expect(await verdict(sitting.page)).toMatchObject({ state: "met", withinError: "true" });
    await sitting.end();
    sitting = await sit();
    const far = film({ pjaDegrees: 45 });
    await openFilm(sitting.page, far);
    await placeAll(sitting.page, far.landmarks);
    expect(await verdict(sitting.page)).toMatchObject({ state: "met", withinError: "false" });
  });

  it("reads a right-facing film as its mirror image does, and a film whose direction isn't said only after it was asked for", async () => {
    const right = film({ pjaDegrees: 26, anterior: "right" });
    await openFilm(sitting.page, right);
    const placed = await placeAll(sitting.page, right.landmarks);
    await expectAngle(sitting.page, PJA, kyphosis({ spacingMm: [0.3, 0.3], anterior: "right" }, placed, "T8 superior", "T10 inferior"));
    expect((await verdict(sitting.page)).state).toBe("met");

    await sitting.end();
    sitting = await sit();
    const unsaid = film({ pjaDegrees: 26, anterior: "right", sayOrientation: false });
    await openFilm(sitting.page, unsaid);
    const placedUnsaid = await placeAll(sitting.page, unsaid.landmarks);
    expect(await readText(sitting.page, PJA)).toBe("—");
    expect((await verdict(sitting.page)).state).toBe("undecidable");
    await sitting.page.getByRole("group", { name: /anterior/i }).getByRole("button", { name: /right/i }).click();
    await expectAngle(sitting.page, PJA, kyphosis({ spacingMm: [0.3, 0.3], anterior: "right" }, placedUnsaid, "T8 superior", "T10 inferior"));
  });

  it("shows a film with oblong pixels in its true shape and reads its angle in millimetres", async () => {
    const oblong = film({ pjaDegrees: 20.5, columns: 400, rows: 500, spacingMm: [0.6, 0.4] });
    await openFilm(sitting.page, oblong);
    const { a, d } = await display(sitting.page);
    expect(Math.abs(d / a)).toBeCloseTo(0.6 / 0.4, 9);
    const placed = await placeAll(sitting.page, oblong.landmarks);
    const truth = kyphosis({ spacingMm: [0.6, 0.4], anterior: "left" }, placed, "T8 superior", "T10 inferior");
    const ignoringShape = kyphosis({ spacingMm: [1, 1], anterior: "left" }, placed, "T8 superior", "T10 inferior");
    expect(Math.abs(truth - ignoringShape), "the film can tell right from wrong").toBeGreaterThan(3);
    await expectAngle(sitting.page, PJA, truth);
  });

  it("reads a sagittal series with unequal spacings, its points on every slice of it", async () => {
    const { page } = sitting;
    const series = sagittalSeries({ pjaDegrees: 23, slices: 7 });
    await openFiles(page, onDisk(series.files).paths);
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");
    const placed = await placeAll(page, series.landmarks);
    await expectAngle(sitting.page, PJA, kyphosis({ spacingMm: [1.25, 0.75], anterior: "left" }, placed, "T8 superior", "T10 inferior"));
    await viewport(page).hover();
    await page.mouse.wheel(0, 120);
    await placedPoint(page, FOUR[0]).waitFor();
  });

  it("draws the picture where it says it stands: the rims of the bodies are bright and what is beside them is not", async () => {
    const made = film({ pjaDegrees: 24, columns: 400, rows: 500, spacingMm: [0.6, 0.4] });
    await openFilm(sitting.page, made);
    const { "T9.superior": upper, "T9.inferior": lower } = made.landmarks;
    if (upper === undefined || lower === undefined) throw new Error("the film shows T9");
    const middle = spotBetween(upper.posterior, upper.anterior, lower.posterior, lower.anterior);
    const inside = await brightness(middle);
    // As far in front of the body as the body is deep.
    const beside = await brightness([2 * upper.anterior[0] - middle[0], middle[1]]);
    expect(inside).toBeGreaterThan(beside + 50);
  });
});

const spotBetween = (...corners: readonly (readonly [number, number])[]): readonly [number, number] => [
  corners.reduce((total, [column]) => total + column, 0) / corners.length,
  corners.reduce((total, [, row]) => total + row, 0) / corners.length,
];

/** Mean grey of 5 x 5 screen pixels about an image point. */
async function brightness(corner: readonly [number, number]): Promise<number> {
  const { page } = sitting;
  const { x, y } = await spotOf(page, corner);
  const shot = await page.screenshot({ clip: { x: x - 2, y: y - 2, width: 5, height: 5 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no 2d context");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += data[i] ?? 0;
    return sum / (data.length / 4);
  }, shot.toString("base64"));
}
