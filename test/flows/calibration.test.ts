import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { askedFor, begin, button, choice, chooseProtocol, cornerNamed, downloaded, nextPoint, place, readText, readValue, sit, spotOf, viewport, withMouse, type Corner, type Corners, type Sitting } from "./driver";
import { openFilm } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const CSVA = "Cervical sagittal vertical axis";
const POSTERIOR_C7 = "C7 superior endplate, posterior corner";
const ANTERIOR_C7 = "C7 superior endplate, anterior corner";
const CENTRE_C2 = "C2 vertebral body, centre";
const made = film({ spacingMm: null, levels: ["C2", "C7", "T8", "T9", "T10", "L1"], pjaDegrees: 10, columns: 600, rows: 900 });

const middleOf = (corners: Corners, level: string): Corner => {
  const four = [`${level} superior endplate`, `${level} inferior endplate`].flatMap((plate) => ["posterior", "anterior"].map((part) => cornerNamed(corners, `${plate}, ${part} corner`)));
  return [four.reduce((sum, [column]) => sum + column, 0) / 4, four.reduce((sum, [, row]) => sum + row, 0) / 4];
};

async function skip(page: Page): Promise<void> {
  const before = await nextPoint(page).textContent();
  await button(page, "Skip").click();
  await expect.poll(() => nextPoint(page).textContent()).not.toBe(before);
}

/** Places what the cervical SVA needs, skipping the rest of the full panel. */
async function placeNeck(page: Page): Promise<ReadonlyMap<string, Corner>> {
  await chooseProtocol(page, "Full sagittal");
  await begin(page);
  const wanted = new Map<string, Corner>([
    [CENTRE_C2, middleOf(made.landmarks, "C2")],
    [POSTERIOR_C7, cornerNamed(made.landmarks, POSTERIOR_C7)],
    [ANTERIOR_C7, cornerNamed(made.landmarks, ANTERIOR_C7)],
  ]);
  const placed = new Map<string, Corner>();
  while (placed.size < wanted.size) {
    const name = await askedFor(page);
    const corner = wanted.get(name);
    if (corner === undefined) await skip(page);
    else placed.set(name, await place(page, name, corner));
  }
  await button(page, "Cancel").click();
  return placed;
}

async function calibrate(page: Page, tool: string, corners: readonly Corner[], size: string, millimetres: number): Promise<readonly Corner[]> {
  await choice(page, "Calibrate").selectOption({ label: tool });
  const marked: Corner[] = [];
  for (const corner of corners) {
    await expect.poll(() => nextPoint(page).textContent()).toContain(`${marked.length + 1} of ${corners.length}`);
    marked.push(await withMouse(page, await spotOf(page, corner)));
  }
  await page.getByLabel(size).fill(String(millimetres));
  await button(page, "Calibrate").click();
  return marked;
}

interface Spacing {
  readonly rowMm: number;
  readonly columnMm: number;
  readonly source: string;
}

async function exportedSpacing(page: Page): Promise<Spacing> {
  const { bytes } = await downloaded(page, () => button(page, "Export case file").click());
  const document = JSON.parse(bytes.toString("utf8")) as { readonly exams: readonly { readonly readings: readonly { readonly image: { readonly spacing: Spacing } }[] }[] };
  const spacing = document.exams[0]?.readings[0]?.image.spacing;
  if (spacing === undefined) throw new Error("the exported reading has no spacing");
  return spacing;
}

describe("a film without a scale", () => {
  it("shows no distance until a line of known length is marked, and then the right one", async () => {
    const { page } = sitting;
    await openFilm(page, made);
    const placed = await placeNeck(page);
    expect(await readText(page, CSVA)).toBe("—");

    const [top = [0, 0], bottom = [0, 0]] = await calibrate(page, "With a line of known length", [[100, 100], [160, 500]], "Length of the line, mm", 120);
    const mmPerPixel = 120 / Math.hypot(bottom[0] - top[0], bottom[1] - top[1]);
    const spacing = await exportedSpacing(page);
    expect(spacing.rowMm).toBeCloseTo(mmPerPixel, 9);
    expect(spacing.columnMm).toBeCloseTo(mmPerPixel, 9);
    expect(spacing.source).toBe("user-line");
    await expect.poll(() => viewport(page).textContent()).toContain("calibrated by user");

    // Anterior is on the left: the smaller column lies further forward.
    const truth = ((placed.get(POSTERIOR_C7)?.[0] ?? NaN) - (placed.get(CENTRE_C2)?.[0] ?? NaN)) * mmPerPixel;
    expect(Math.abs((await readValue(page, CSVA)) - truth)).toBeLessThanOrEqual(0.05 + 1e-9);

    await button(page, "Undo").click();
    await expect.poll(() => readText(page, CSVA)).toBe("—");
  });

  it("is calibrated by a ball of known diameter as well", async () => {
    const { page } = sitting;
    await openFilm(page, made);
    const [a = [0, 0], b = [0, 0], c = [0, 0]] = await calibrate(page, "With a ball of known size", [[300, 100], [340, 140], [300, 180]], "Diameter of the ball, mm", 25);
    const mmPerPixel = 25 / (2 * circumradius(a, b, c));
    const spacing = await exportedSpacing(page);
    expect(spacing.rowMm).toBeCloseTo(mmPerPixel, 9);
    expect(spacing.source).toBe("user-ball");
  });
});

/** abc / 4K. */
function circumradius(a: Corner, b: Corner, c: Corner): number {
  const side = (p: Corner, q: Corner) => Math.hypot(p[0] - q[0], p[1] - q[1]);
  const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
  return (side(a, b) * side(b, c) * side(c, a)) / (4 * area);
}
