import { readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film as drawnFilm } from "../../fixtures/synthetic";
import { begin, button, choice, chooseUiv, cornerNamed, downloaded, askedFor, isAsking, onDisk, openFiles, place, placedPoint, sit, viewport, type Corner, type Corners, type Sitting } from "./driver";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

interface Truth {
  readonly films: readonly { readonly exam: string; readonly file: string; readonly sopInstanceUid: string; readonly pixelMm: number; readonly angles: { readonly PJA: number }; readonly landmarks: Corners }[];
}
const truth = JSON.parse(readFileSync("fixtures/sample/truth.json", "utf8")) as Truth;
const filmOf = (exam: string) => {
  const found = truth.films.find((each) => each.exam === exam);
  if (!found) throw new Error(`no film "${exam}"`);
  return found;
};
const trueChange = (exam: string): number => filmOf(exam).angles.PJA - filmOf("pre").angles.PJA;

const dialog = (page: Page): Locator => page.getByRole("dialog", { name: "Compare exams" });
const pane = (page: Page, number: number): Locator => dialog(page).getByRole("region", { name: `Exam ${number}`, exact: true });
const panes = (page: Page): Locator => dialog(page).getByRole("region", { name: /^Exam \d$/ });
const within = (page: Page, name: string): Locator => dialog(page).getByRole("button", { name, exact: true });

async function openSample(page: Page): Promise<void> {
  await button(page, "Open the sample case").click();
  await placedPoint(page, "T8 superior endplate, anterior corner").waitFor();
}

async function openCompare(page: Page): Promise<void> {
  await button(page, "Compare…").click();
  await painted(page);
}

/** Every picture stands exactly, and has stopped moving. */
async function painted(page: Page): Promise<void> {
  const canvases = dialog(page).locator("canvas");
  await canvases.first().waitFor();
  const read = () => canvases.evaluateAll((all) => all.map((each) => `${(each as HTMLCanvasElement).dataset["painted"]} ${(each as HTMLCanvasElement).width} ${each.parentElement?.dataset["display"]}`));
  let before = await read();
  for (let still = 0; still < 4; ) {
    await page.waitForTimeout(80);
    const now = await read();
    still = now.join() === before.join() && now.every((state) => state.startsWith("exact")) ? still + 1 : 0;
    before = now;
  }
}

/** The full value behind what is printed, of the panes that have one. */
const changeIn = async (card: Locator): Promise<number> => Number(await card.locator(".compare-change data").getAttribute("value"));

/** What a canvas shows: the red channel, -1 where nothing is. */
interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: Int16Array;
}

async function greys(canvas: Locator): Promise<Grey> {
  // As text: an array of a million numbers takes seconds to come over.
  const { width, height, text } = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data = (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let text = "";
    for (let i = 0; i < width * height; i++) text += String.fromCharCode(data[4 * i + 3] === 0 ? 0 : 1 + (data[4 * i] ?? 0));
    return { width, height, text };
  });
  return { width, height, values: Int16Array.from(text, (letter) => letter.charCodeAt(0) - 1) };
}

/** (column, row) of the marked film to pixels of the canvas, as the pane itself says. */
async function mapOf(picture: Locator): Promise<(at: Corner) => readonly [number, number]> {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = JSON.parse((await picture.getAttribute("data-display")) ?? "[]") as number[];
  return ([column, row]) => [a * column + c * row + e, b * column + d * row + f];
}

type Patch = readonly (readonly [number, number])[];

/** The pixels of a body between its endplates' corners (image coordinates), drawn in a little from its rim. */
function bodyPatch(to: (at: Corner) => readonly [number, number], superior: { readonly posterior: Corner; readonly anterior: Corner }, inferior: { readonly posterior: Corner; readonly anterior: Corner }): Patch {
  const corners = [superior.posterior, superior.anterior, inferior.anterior, inferior.posterior].map(to);
  const centre = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 4);
  const polygon = corners.map((corner) => [0, 1].map((axis) => (centre[axis] ?? 0) + 0.9 * ((corner[axis] ?? 0) - (centre[axis] ?? 0))) as [number, number]);
  const inside = (x: number, y: number): boolean =>
    polygon.every(([px, py], i) => {
      const [qx, qy] = polygon[(i + 1) % 4]!;
      return Math.sign((qx - px) * (y - py) - (qy - py) * (x - px)) === Math.sign((polygon[1]![0] - polygon[0]![0]) * (centre[1]! - polygon[0]![1]) - (polygon[1]![1] - polygon[0]![1]) * (centre[0]! - polygon[0]![0]));
    });
  const [xs, ys] = [polygon.map(([x]) => x), polygon.map(([, y]) => y)];
  const found: [number, number][] = [];
  for (let y = Math.ceil(Math.min(...ys)); y < Math.max(...ys); y++) for (let x = Math.ceil(Math.min(...xs)); x < Math.max(...xs); x++) if (inside(x, y)) found.push([x, y]);
  return found;
}

const at = ({ width, values }: Grey, [x, y]: readonly [number, number]): number => values[y * width + x] ?? -1;

/** Robust standard deviation of what a smooth surface does not explain: each pixel against the mean of its two neighbours at a distance. */
function noiseOf(grey: Grey, patch: Patch): number {
  const rough = patch.map(([x, y]) => at(grey, [x, y]) - (at(grey, [x - 3, y]) + at(grey, [x + 3, y])) / 2).map(Math.abs);
  return (1.4826 * median(rough)) / Math.sqrt(1.5);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const rms = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe("the sample's exams beside each other", () => {
  it("hang by date and timepoint without being asked for: before, first after, latest; of two and of four too", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    const hung = async (): Promise<readonly string[]> => dialog(page).locator(".compare-card select").evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).selectedOptions[0]?.textContent ?? ""));
    expect(await hung()).toEqual(["2024-03-04, Preoperative (film)", "2024-03-18, Postoperative", "2024-09-10, Follow-up"]);
    await within(page, "2").click();
    expect(await hung()).toEqual(["2024-03-04, Preoperative (film)", "2024-09-10, Follow-up"]);
    await within(page, "4").click();
    expect(await hung()).toEqual(["2024-03-04, Preoperative (film)", "2024-03-18, Postoperative", "2024-04-23, Follow-up", "2024-09-10, Follow-up"]);
    expect(await pane(page, 3).locator(".compare-about").textContent()).toBe("6.0 weeks after surgery · supine · mm in the patient");
    expect(await pane(page, 1).locator(".compare-about").textContent()).toMatch(/^1\.1 weeks before surgery/);
  });

  it("change as they were built to, to a millionth of a degree, and say whether that is more than error", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    await within(page, "4").click();
    for (const [index, exam] of ["post", "w6", "m6"].entries()) {
      expect(Math.abs((await changeIn(pane(page, index + 2))) - trueChange(exam)), exam).toBeLessThan(1e-6);
    }
    expect(await pane(page, 2).locator(".compare-change").textContent()).toContain("+2.0°");
    expect(await pane(page, 2).locator(".compare-mdc").textContent()).toContain("smaller than the minimal detectable change");
    expect(await pane(page, 4).locator(".compare-mdc").textContent()).toContain("more than the minimal detectable change");
    expect(await pane(page, 4).textContent()).toContain("Aligned on T10 (2 endplates)");
  });

  it("one drag and one turn of the wheel move all of them, by as many millimetres", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    const corners = ["pre", "post", "m6"].map((exam) => cornerNamed(filmOf(exam).landmarks, "T10 inferior endplate, posterior corner"));
    const spots = async () => Promise.all(corners.map(async (corner, i) => (await mapOf(pane(page, i + 1).getByRole("img")))(corner)));
    const apart = (all: Awaited<ReturnType<typeof spots>>): number => Math.max(...all.flatMap(([x, y]) => all.map(([u, v]) => Math.hypot(x - u, y - v))));
    const before = await spots();
    expect(apart(before), "the construct stands at one place in all panes").toBeLessThan(1);
    const box = await pane(page, 2).getByRole("img").boundingBox();
    if (!box) throw new Error("no second pane");
    await page.mouse.move(box.x + 200, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 250, { steps: 4 });
    await page.mouse.up();
    const moved = await spots();
    moved.forEach(([x, y], i) => {
      expect(x - before[i]![0]).toBeCloseTo(-40, 0);
      expect(y - before[i]![1]).toBeCloseTo(-50, 0);
    });
    await page.mouse.wheel(0, -300);
    await expect.poll(async () => (await spots())[0]![1] - moved[0]![1]).not.toBe(0);
    const zoomed = await spots();
    expect(apart(zoomed)).toBeLessThan(1);
    expect(Math.abs(zoomed[0]![0] - moved[0]![0]) + Math.abs(zoomed[0]![1] - moved[0]![1])).toBeGreaterThan(5);
  });
});

describe("greys of one exam", () => {
  it("are changed by a drag with the right button, those of the others not, and come back", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    const canvas = (number: number): Locator => pane(page, number).locator("canvas");
    const [first, second] = [await greys(canvas(1)), await greys(canvas(2))];
    const box = await pane(page, 2).getByRole("img").boundingBox();
    if (!box) throw new Error("no second pane");
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.down({ button: "right" });
    await page.mouse.move(box.x + 60, box.y + 240, { steps: 3 });
    await page.mouse.up({ button: "right" });
    await painted(page);
    expect((await greys(canvas(1))).values).toEqual(first.values);
    expect((await greys(canvas(2))).values).not.toEqual(second.values);
    await within(page, "Grey scale as opened").click();
    await painted(page);
    expect((await greys(canvas(2))).values).toEqual(second.values);
  });
});

describe("the sample's exams on each other", () => {
  it("blink: the construct stands still below the noise, and the junction moves above it", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    // First after surgery and six months: both have the metal, so that only the bend is between them.
    await within(page, "Blink").click();
    await dialog(page).getByRole("combobox", { name: "Earlier exam" }).selectOption({ label: "2024-03-18, Postoperative" });
    await within(page, "Stop blinking").click();
    await page.keyboard.press("j");
    await painted(page);
    const picture = dialog(page).getByRole("img");
    const canvas = dialog(page).locator("canvas");
    const front = async (): Promise<string> => (await dialog(page).locator(".compare-front").textContent()) ?? "";
    // A blink shows what is painted already: nothing goes through a draft.
    await page.evaluate(() => {
      const seen: string[] = [];
      const canvas = document.querySelector("dialog canvas");
      if (canvas) new MutationObserver(() => seen.push((canvas as HTMLCanvasElement).dataset["painted"] ?? "")).observe(canvas, { attributes: true });
      Object.assign(globalThis, { seenPainting: seen });
    });
    if (!(await front()).includes("2024-03-18")) await within(page, "Other exam").click();
    await expect.poll(front).toContain("2024-03-18");
    const to = await mapOf(picture);
    const earlier = await greys(canvas);
    await within(page, "Other exam").click();
    await expect.poll(front).toContain("2024-09-10");
    const later = await greys(canvas);
    expect(await page.evaluate(() => (globalThis as unknown as { seenPainting: readonly string[] }).seenPainting)).toEqual([]);
    const { landmarks } = filmOf("post");
    const body = (level: string): Patch => bodyPatch(to, landmarks[`${level}.superior`]!, landmarks[`${level}.inferior`]!).filter((pixel) => at(earlier, pixel) >= 0 && at(later, pixel) >= 0);
    const still = body("T10");
    // Where there is neither bone nor metal: before the body, in the abdomen.
    const { "T10.superior": upper, "T10.inferior": lower } = landmarks;
    const before = ({ posterior, anterior }: { readonly posterior: Corner; readonly anterior: Corner }) => ({
      posterior: [2 * anterior[0] - posterior[0], 2 * anterior[1] - posterior[1]] as const,
      anterior: [3 * anterior[0] - 2 * posterior[0], 3 * anterior[1] - 2 * posterior[1]] as const,
    });
    const beside = bodyPatch(to, before(upper!), before(lower!));
    const moving = body("T8");
    expect(still.length).toBeGreaterThan(2000);
    expect(moving.length).toBeGreaterThan(2000);
    const change = (patch: Patch): number => rms(patch.map((pixel) => at(later, pixel) - at(earlier, pixel)));
    // Two films' noises add in quadrature; both are read off the films themselves.
    const noise = Math.hypot(noiseOf(earlier, beside), noiseOf(later, beside));
    console.info(`difference in T10 ${change(still).toFixed(2)}, in T11 ${change(body("T11")).toFixed(2)}, in T8 ${change(moving).toFixed(2)} greys; noise of two films ${noise.toFixed(2)}`);
    // Once the noise is taken off (in quadrature) less than half of it is left.
    const beyondNoise = (patch: Patch): number => Math.sqrt(Math.max(0, change(patch) ** 2 - noise ** 2));
    expect(beyondNoise(still)).toBeLessThan(noise / 2);
    expect(beyondNoise(body("T11"))).toBeLessThan(noise / 2);
    expect(change(moving)).toBeGreaterThan(3 * noise);
  });

  it("a difference shows the same in one picture: even grey inside the construct, and not above it", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    await page.keyboard.press("d");
    await dialog(page).getByRole("combobox", { name: "Earlier exam" }).selectOption({ label: "2024-03-18, Postoperative" });
    await page.keyboard.press("j");
    await painted(page);
    const to = await mapOf(dialog(page).getByRole("img"));
    const shown = await greys(dialog(page).locator("canvas"));
    const { landmarks } = filmOf("m6");
    const spread = (level: string): number => rms(bodyPatch(to, landmarks[`${level}.superior`]!, landmarks[`${level}.inferior`]!).filter((pixel) => at(shown, pixel) >= 0).map((pixel) => at(shown, pixel) - 127.5));
    expect(spread("T8")).toBeGreaterThan(3 * spread("T10"));
    expect(await dialog(page).textContent()).toContain("Grey: alike. Brighter or darker: brighter or darker in 2024-09-10, Follow-up");
  });

  it("an overlay has the later exam's opacity in the reader's hand", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    await within(page, "Overlay").click();
    await painted(page);
    const canvas = dialog(page).locator("canvas");
    const middle = async (): Promise<readonly number[]> => {
      const { width, height, values } = await greys(canvas);
      return Array.from(values.slice(width * Math.floor(height / 2), width * Math.floor(height / 2) + width));
    };
    const slider = dialog(page).getByRole("slider", { name: "Opacity of the later exam" });
    const rowAt = async (percent: string) => {
      await slider.fill(percent);
      await expect.poll(() => dialog(page).locator("output").textContent()).toBe(`${percent} %`);
      return middle();
    };
    const [none, half, all] = [await rowAt("0"), await rowAt("50"), await rowAt("100")];
    const mixed = none.flatMap((value, i) => (value < 0 || (all[i] ?? -1) < 0 ? [] : [Math.abs((half[i] ?? 0) - (value + (all[i] ?? 0)) / 2)]));
    expect(mixed.length).toBeGreaterThan(100);
    expect(Math.max(...mixed)).toBeLessThanOrEqual(1.5);
    expect(rms(none.map((value, i) => value - (all[i] ?? 0)))).toBeGreaterThan(5);
  });
});

/** A film with its own place and direction: what the sample's films do not have, who all lie alike. */
const laterFilm = (pjaDegrees: number, more: Parameters<typeof drawnFilm>[0]) => drawnFilm({ pjaDegrees, patientId: "MOVED", ...more });

async function readAll(page: Page, corners: Corners): Promise<void> {
  await begin(page);
  while (await isAsking(page)) await place(page, await askedFor(page), cornerNamed(corners, await askedFor(page)));
}

describe("films that lie otherwise", () => {
  const before = laterFilm(12, { date: "2025-01-10", study: "a", columns: 900, rows: 1300 });
  const after = laterFilm(25, { date: "2025-06-10", study: "b", anterior: "right", spacingMm: [0.24, 0.3], columns: 1000, rows: 1400 });
  const files = [{ ...before, name: "before.dcm" }, { ...after, name: "after.dcm" }] as const;

  it("a mirrored one of another size and spacing comes to lie on the first by its UIV, and off it when asked", async () => {
    const { page } = sitting;
    await openFiles(page, onDisk(files).paths);
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    const exams = page.getByRole("listbox", { name: "Exams" }).getByRole("option");
    await expect.poll(() => exams.count()).toBe(2);
    await exams.nth(0).click();
    await readAll(page, before.landmarks);
    await exams.nth(1).click();
    expect(await choice(page, "Upper instrumented vertebra").inputValue(), "the UIV is the patient's").toBe("T10");
    await expect.poll(() => isAsking(page), { message: "and the protocol goes on by itself" }).toBe(true);
    await readAll(page, after.landmarks);
    await openCompare(page);
    expect(Math.abs((await changeIn(pane(page, 2))) - 13), "placed by mouse").toBeLessThan(0.5);
    const spot = async (number: number, corners: Corners, name: string) => (await mapOf(pane(page, number).getByRole("img")))(cornerNamed(corners, name));
    const gap = async (name: string): Promise<number> => {
      const [p, q] = [await spot(1, before.landmarks, name), await spot(2, after.landmarks, name)];
      return Math.hypot(p[0] - q[0], p[1] - q[1]);
    };
    const [posterior, anterior] = ["T10 inferior endplate, posterior corner", "T10 inferior endplate, anterior corner"] as const;
    expect(await gap(posterior)).toBeLessThan(3);
    expect(await gap(anterior)).toBeLessThan(3);
    expect(await gap("T6 superior endplate, posterior corner"), "what lies above has moved").toBeGreaterThan(6);
    await page.keyboard.press("a");
    await expect.poll(() => pane(page, 2).textContent()).toContain("Not aligned");
    expect(await gap(posterior)).toBeGreaterThan(6);
  });

  it("an exam without a placed UIV says so, and one whose image isn't open offers to open it", async () => {
    const { page } = sitting;
    await openFiles(page, onDisk(files).paths);
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    const exams = page.getByRole("listbox", { name: "Exams" }).getByRole("option");
    await exams.nth(0).click();
    await readAll(page, before.landmarks);
    await openCompare(page);
    expect(await pane(page, 2).textContent()).toContain("Not aligned: no endplate of T10 is placed here with both corners");
    expect(await pane(page, 2).textContent()).toContain("No points are placed on this exam yet");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(800);
    await page.reload();
    await openFiles(page, onDisk([files[1]]).paths);
    await viewport(page).waitFor();
    await button(page, "Compare…").click();
    await expect.poll(() => pane(page, 1).textContent()).toContain("The image of this exam isn't open.");
    // In a blink neither stands alone under the other's name.
    await page.keyboard.press("b");
    await expect.poll(() => dialog(page).textContent()).toContain("The image of this exam isn't open.");
    expect(await dialog(page).locator(".compare-front").count()).toBe(0);
    expect(await dialog(page).locator("[data-mark]").count()).toBe(0);
    await page.keyboard.press("s");
    await pane(page, 1).getByLabel("Open DICOM files").setInputFiles([...onDisk([files[0]]).paths]);
    await pane(page, 1).locator("canvas[data-painted=exact]").waitFor();
    await expect.poll(() => pane(page, 1).textContent()).not.toContain("isn't open");
  });

  it("the earlier exam's endplates guide the later reading, and are never a part of it", async () => {
    const { page } = sitting;
    await openFiles(page, onDisk(files).paths);
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    const exams = page.getByRole("listbox", { name: "Exams" }).getByRole("option");
    await exams.nth(0).click();
    await readAll(page, before.landmarks);
    await exams.nth(1).click();
    await begin(page);
    const ghosts = viewport(page).locator("[data-ghost]");
    const legend = page.locator(".viewport-guide");
    await expect.poll(() => legend.textContent()).toContain("are shown once T10, or two endplates, are placed");
    expect(await ghosts.count()).toBe(0);
    for (const part of ["posterior", "anterior"] as const) await place(page, `T10 inferior endplate, ${part} corner`, cornerNamed(after.landmarks, `T10 inferior endplate, ${part} corner`));
    await expect.poll(() => ghosts.count()).toBe(1);
    expect(await ghosts.getAttribute("data-ghost")).toBe("T8.superior");
    await expect.poll(() => legend.textContent()).toContain("A guide, not a measurement");
    // Where a ghost lies the pointer meets the picture, not the ghost.
    const box = await ghosts.first().boundingBox();
    if (!box) throw new Error("the ghost is not to be seen");
    const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest("[data-ghosts]") !== null, [box.x + box.width / 2, box.y + box.height / 2] as const);
    expect(hit).toBe(false);
    expect(await viewport(page).locator("[data-ghosts][data-transient]").count(), "left out of every exported picture").toBe(1);
    const { bytes } = await downloaded(page, async () => button(page, "Export case file").click());
    const kept = JSON.parse(bytes.toString("utf8")) as { readonly exams: readonly { readonly readings: readonly { readonly landmarks: object }[] }[] };
    expect(Object.keys(kept.exams[1]?.readings[0]?.landmarks ?? {})).toEqual(["T10.inferior"]);
    await page.keyboard.press("g");
    await expect.poll(() => ghosts.count()).toBe(0);
    expect(await legend.count()).toBe(0);
  });
});

describe("placed by hand on the sample's own films", () => {
  it("the changes are the true ones within half a degree", async () => {
    const { page } = sitting;
    const files = truth.films.map(({ file }) => path.resolve("public/sample", file));
    await openFiles(page, files);
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    const exams = page.getByRole("listbox", { name: "Exams" }).getByRole("option");
    await expect.poll(() => exams.count()).toBe(4);
    for (const [index, { landmarks }] of truth.films.entries()) {
      await exams.nth(index).click();
      await begin(page);
      const box = await viewport(page).boundingBox();
      if (!box) throw new Error("no viewport");
      // A whole pixel of the screen is a fraction of one of the film: enlarged, about the junction.
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.72);
      await page.mouse.wheel(0, -500);
      while (await isAsking(page)) {
        const name = await askedFor(page);
        await place(page, name, cornerNamed(landmarks, name));
      }
    }
    await openCompare(page);
    await within(page, "4").click();
    for (const [index, exam] of ["post", "w6", "m6"].entries()) {
      expect(Math.abs((await changeIn(pane(page, index + 2))) - trueChange(exam)), exam).toBeLessThan(0.5);
    }
    expect(await pane(page, 2).textContent()).toContain("posture unknown");
  });
});

describe("by keyboard, and for whoever cannot see or bear all of it", () => {
  it("opens by C, goes through every view by its key, and gives the focus back on Escape", async () => {
    const { page } = sitting;
    await openSample(page);
    await button(page, "Compare…").focus();
    await page.keyboard.press("c");
    await painted(page);
    expect(await panes(page).count()).toBe(3);
    const first = pane(page, 1).getByRole("img");
    const whole = await first.getAttribute("data-display");
    await page.keyboard.press("j");
    await expect.poll(() => first.getAttribute("data-display")).not.toBe(whole);
    const junction = await first.getAttribute("data-display");
    for (const key of ["+", "ArrowLeft", "ArrowUp"]) {
      const was = await first.getAttribute("data-display");
      await page.keyboard.press(key);
      await expect.poll(() => first.getAttribute("data-display"), { message: key }).not.toBe(was);
    }
    await page.keyboard.press("f");
    await expect.poll(() => first.getAttribute("data-display")).toBe(whole);
    expect(junction).not.toBe(whole);
    await page.keyboard.press("b");
    await expect.poll(() => within(page, "Stop blinking").count()).toBe(1);
    await page.keyboard.press("o");
    await expect.poll(() => dialog(page).getByRole("slider").count()).toBe(1);
    await dialog(page).getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => dialog(page).locator("output").textContent()).toBe("55 %");
    await page.keyboard.press("s");
    await expect.poll(() => panes(page).count()).toBe(3);
    await page.keyboard.press("g");
    expect(await within(page, "Endplates of the other exam").getAttribute("aria-pressed")).toBe("false");
    expect(await dialog(page).locator("[data-ghost]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(await button(page, "Compare…").evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("axe finds nothing in any view, at both widths", async () => {
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    const findings = async (): Promise<readonly string[]> => {
      const { violations } = await new AxeBuilder({ page }).include("dialog").withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
    };
    for (const size of [{ width: 1440, height: 900 }, { width: 1024, height: 768 }]) {
      await page.setViewportSize(size);
      for (const key of ["s", "b", "o", "d"]) {
        await page.keyboard.press(key);
        expect(await findings(), `${key} at ${size.width}`).toEqual([]);
      }
      expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
  }, 120_000);

  it("where less motion is asked for nothing blinks until it is started", async () => {
    await sitting.end();
    sitting = await sit({ reducedMotion: "reduce" });
    const { page } = sitting;
    await openSample(page);
    await openCompare(page);
    await page.keyboard.press("b");
    const front = dialog(page).locator(".compare-front");
    const shown = await front.textContent();
    await page.waitForTimeout(1700);
    expect(await front.textContent()).toBe(shown);
    expect(await dialog(page).textContent()).toContain("Your system asks for less motion");
    await page.keyboard.press(" ");
    await expect.poll(() => front.textContent()).not.toBe(shown);
    await within(page, "Start blinking").click();
    await expect.poll(() => front.textContent()).toBe(shown);
  });
});
