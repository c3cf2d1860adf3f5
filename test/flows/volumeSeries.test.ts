/** Volumes whose every voxel is known: what is read of them is held against the phantom's own geometry. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { uidOf } from "../../fixtures/dicomWriter";
import { bodyCorners, classicSeries, hounsfieldAt, MULTI_FRAMES, multiFrame, niftiGz, PHANTOM, voxelPoint, type Point } from "../../fixtures/volumePhantom";
import { askedFor, begin, button, choice, chooseProtocol, chooseUiv, downloaded, onDisk, openFiles, openFolder, placedPoint, readText, readValue, sit, spotOf, viewport, type Sitting } from "./driver";
import { PJA } from "./film";

async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const bar = (page: Page): Locator => page.getByRole("region", { name: "Volume", exact: true });
const bone = (page: Page): Locator => page.getByRole("region", { name: "Bone density" });
const axial = (page: Page): Locator => page.getByRole("region", { name: "Axial view" });
const coronal = (page: Page): Locator => page.getByRole("region", { name: "Coronal view" });

async function complete(page: Page): Promise<void> {
  await button(page, "Sagittal view").waitFor({ timeout: 60_000 });
  await expect.poll(() => bar(page).getAttribute("data-phase"), { timeout: 60_000 }).toBe("complete");
}

function folderOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "phantom-"));
  for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

type Landmarks = Readonly<Record<string, Readonly<Record<string, Point>>>>;

/** A case of the phantom's patient with points that are known. */
function caseOf(landmarks: Landmarks, name = "ct"): string {
  const image = { kind: "volume", seriesInstanceUid: uidOf(`volume phantom ${name}`), frameOfReferenceUid: uidOf(`volume phantom space ${name}`) };
  const exam = { id: "ct", timepoint: "preoperative", date: "2025-02-20", posture: "supine", readings: [{ id: "r", image, landmarks }] };
  const file = { format: "sagitta-case", version: 1, subject: { id: "phantom" }, surgery: { uiv: "T10" }, exams: [exam] };
  const [text = ""] = onDisk([{ name: "phantom.json", bytes: JSON.stringify(file) }]).paths;
  return text;
}

interface Region {
  readonly kind: string;
  readonly centre: Point;
  readonly halfU: Point;
  readonly halfV: Point;
}

interface Density {
  readonly meanHu: number;
  readonly sdHu: number;
  readonly areaMm2: number;
  readonly voxels: number;
  readonly kvp?: number;
  readonly contrast?: boolean;
  readonly metalVoxels?: number;
  readonly region: Region;
}

type ExportedCase = { readonly exams: readonly { readonly boneDensity?: Readonly<Record<string, Density>>; readonly readings: readonly { readonly image: { readonly kind: string; readonly seriesInstanceUid: string; readonly curve?: unknown }; readonly landmarks: Landmarks }[] }[] };

async function exported(page: Page): Promise<ExportedCase> {
  const { bytes } = await downloaded(page, () => button(page, "Export case file").click());
  return JSON.parse(bytes.toString("utf8")) as ExportedCase;
}

/** Where the middle of something stands once it has come to rest: the pane comes close to a region that is placed. */
async function middleOf(page: Page, what: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await what.waitFor();
  for (let before = ""; ; ) {
    const box = await what.boundingBox();
    const now = JSON.stringify(box);
    if (box && now === before) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    before = now;
    await page.waitForTimeout(200);
  }
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const size = (a: Point): number => Math.hypot(...a);

/** The phantom's voxels in a region, counted by hand: centres in the outline and half a voxel off its plane at most. */
function counted({ kind, centre, halfU, halfV }: Region, value = hounsfieldAt): { readonly mean: number; readonly sd: number; readonly voxels: number } {
  const [lu, lv] = [size(halfU), size(halfV)];
  const normal: Point = [(halfU[1] * halfV[2] - halfU[2] * halfV[1]) / (lu * lv), (halfU[2] * halfV[0] - halfU[0] * halfV[2]) / (lu * lv), (halfU[0] * halfV[1] - halfU[1] * halfV[0]) / (lu * lv)];
  const reach = 0.5 / Math.hypot(normal[0] / PHANTOM.pixelMm, normal[1] / PHANTOM.pixelMm, normal[2] / PHANTOM.sliceMm);
  const values: number[] = [];
  for (let k = 0; k < PHANTOM.slices; k += 1)
    for (let j = 0; j < PHANTOM.rows; j += 1)
      for (let i = 0; i < PHANTOM.columns; i += 1) {
        const p = voxelPoint(i, j, k);
        const from: Point = [p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]];
        const [u, v, off] = [dot(from, halfU) / lu ** 2, dot(from, halfV) / lv ** 2, dot(from, normal)];
        const isIn = kind === "ellipse" ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1;
        if (isIn && off >= -reach - 1e-9 && off < reach - 1e-9) values.push(value(p));
      }
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1)), voxels: values.length };
}

const rowOf = (page: Page, level: string): Locator => bone(page).locator(`tbody[data-level="${level}"]`);
const numbersOf = async (page: Page, level: string): Promise<readonly number[]> => (await rowOf(page, level).locator("td.number").allInnerTexts()).map(Number);

const densityIn = async (page: Page, level: string): Promise<Density> => {
  const found = (await exportedWithPanel(page)).exams[0]?.boneDensity?.[level];
  if (!found) throw new Error(`no density of ${level}`);
  return found;
};

/** Asking for the file takes a second each time. */
const SLOW = { timeout: 20_000 };

/** The exports stand with the results, whose place the panel takes. */
async function exportedWithPanel(page: Page): Promise<ExportedCase> {
  await button(page, "Close bone density").click();
  const document = await exported(page);
  await button(page, "Bone density").click();
  return document;
}

const CORNERS = { T10: bodyCorners(2), T9: bodyCorners(3) };
const landmarksOf = (corners: Readonly<Record<string, ReturnType<typeof bodyCorners>>>): Landmarks =>
  Object.fromEntries(Object.entries(corners).flatMap(([level, { superior, inferior }]) => [[`${level}.superior`, superior], [`${level}.inferior`, inferior]]));

describe("bone density", { timeout: 120_000 }, () => {
  it("is proposed inside the body from its corners, and is what is counted there; by mouse and keys it is moved and resized; undo, reload", async () => {
    const { page } = sitting;
    const folder = folderOf(classicSeries({ kvp: 100, contrast: "OMNIPAQUE" }));
    await openFiles(page, [caseOf(landmarksOf(CORNERS))]);
    await openFolder(page, folder);
    await complete(page);
    await button(page, "Bone density").click();
    await button(page, "Place T10").click();
    await expect.poll(async () => (await numbersOf(page, "T10")).length).toBe(4);
    await expect.poll(() => rowOf(page, "T10").innerText()).toContain("Tube voltage: 100 kV. Contrast: given.");
    expect(await bone(page).innerText()).toContain("Proposed inside the body from its four corners");
    const proposed = await densityIn(page, "T10");
    const { superior, inferior } = CORNERS.T10;
    // Inside the body, about its middle, and smaller than it.
    expect(proposed.region.kind).toBe("ellipse");
    expect(Math.abs(proposed.region.centre[2] - (superior.anterior[2] + inferior.anterior[2]) / 2)).toBeLessThan(1e-6);
    expect(Math.abs(proposed.region.centre[0] - PHANTOM.column[0])).toBeLessThan(1e-6);
    expect(size(proposed.region.halfU)).toBeLessThan(PHANTOM.radiusMm - PHANTOM.cortexMm);
    expectCounted(proposed);
    expect(await numbersOf(page, "T10")).toEqual([proposed.meanHu, proposed.sdHu, proposed.areaMm2, proposed.voxels].map(Math.round));
    expect(Math.abs(proposed.meanHu - 150)).toBeLessThan(1);

    expect(await axeFindings(page)).toEqual([]);

    // By the mouse, into the cortex: the mean rises, and is what is counted there.
    const grip = axial(page).getByRole("button", { name: /^Region T10/ });
    const { x, y } = await middleOf(page, grip);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y, { steps: 3 });
    await page.mouse.move(x + 28, y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await densityIn(page, "T10")).region.centre[0], SLOW).toBeGreaterThan(proposed.region.centre[0] + 2);
    await expect.poll(() => bone(page).innerText()).toContain("The region of T10 is not the one that its four corners propose");
    const dragged = await densityIn(page, "T10");
    expect(dragged.region.centre.slice(1)).toEqual([expect.closeTo(proposed.region.centre[1], 6), expect.closeTo(proposed.region.centre[2], 6)]);
    expectCounted(dragged);

    // By the keys: a pixel of the screen, a slice, wider.
    await grip.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(async () => (await densityIn(page, "T10")).region.centre[0], SLOW).toBeLessThan(dragged.region.centre[0]);
    await grip.focus();
    await page.keyboard.press("PageUp");
    await expect.poll(async () => (await densityIn(page, "T10")).region.centre[2], SLOW).toBeCloseTo(dragged.region.centre[2] + PHANTOM.sliceMm, 6);
    const handle = axial(page).getByRole("button", { name: "T10 region, depth" });
    await handle.focus();
    await page.keyboard.press("Shift+ArrowUp");
    await expect.poll(async () => size((await densityIn(page, "T10")).region.halfU), SLOW).toBeCloseTo(size(dragged.region.halfU) + 1, 6);
    expectCounted(await densityIn(page, "T10"));

    await button(page, "Undo").click();
    await button(page, "Undo").click();
    await button(page, "Undo").click();
    await button(page, "Undo").click();
    expect(await densityIn(page, "T10")).toEqual(proposed);

    // A rectangle on the sagittal view; then everything is found again.
    await bone(page).getByRole("combobox", { name: "Region" }).selectOption({ label: "Rectangle, sagittal" });
    await button(page, "Place T9").click();
    await expect.poll(async () => (await numbersOf(page, "T9"))[3]).toBeGreaterThan(0);
    const rectangle = await densityIn(page, "T9");
    expect(rectangle.region.kind).toBe("rectangle");
    expectCounted(rectangle);
    await viewport(page).getByRole("button", { name: /^Region T9/ }).waitFor();
    expect(await rowOf(page, "T9").innerText()).toContain(`UIV+1 / UIV: ${(rectangle.meanHu / proposed.meanHu).toFixed(3)}`);
    await page.waitForTimeout(500);
    await page.reload();
    await openFolder(page, folder);
    await complete(page);
    await button(page, "Bone density").click();
    await button(page, "Show T9").click();
    await viewport(page).getByRole("button", { name: /^Region T9/ }).waitFor();
    expect(await densityIn(page, "T9")).toEqual(rectangle);
  });

  it("warns of metal, and refuses where there are no Hounsfield units", async () => {
    const { page } = sitting;
    const centre = bodyCorners(2);
    const middle = (centre.superior.anterior[2] + centre.inferior.anterior[2]) / 2;
    const screw = (point: Point): number => (Math.abs(point[0] - PHANTOM.column[0]) < 2 && Math.abs(point[2] - middle) < 4 ? 3000 : hounsfieldAt(point));
    await openFiles(page, [caseOf(landmarksOf(CORNERS))]);
    await openFolder(page, folderOf(classicSeries({ value: screw })));
    await complete(page);
    await button(page, "Bone density").click();
    await button(page, "Place T10").click();
    await expect.poll(() => bone(page).getByRole("alert").innerText()).toMatch(/T10: metal in the region \(voxels: \d+\)/);
    expect(await rowOf(page, "T10").innerText()).toContain("Tube voltage: not stated. Contrast: not stated.");
    const density = await densityIn(page, "T10");
    const metal = (point: Point): number => (screw(point) > 2000 ? 1 : 0);
    expect(density.metalVoxels).toBe(Math.round(counted(density.region, metal).mean * density.voxels));

    await sitting.end();
    sitting = await sit();
    await openFolder(sitting.page, folderOf(classicSeries({ modality: "MR", name: "mr" })));
    await complete(sitting.page);
    await button(sitting.page, "Bone density").click();
    expect(await bone(sitting.page).getByRole("alert").innerText()).toContain("which this volume doesn't have");
    expect(await bone(sitting.page).getByRole("table").count()).toBe(0);
  });
});

describe("the angles of the plane", { timeout: 120_000 }, () => {
  it("are turned on the sagittal picture, beside the other views and below what is asked for; Escape closes them", async () => {
    await sitting.end();
    sitting = await sit({ viewport: { width: 1024, height: 768 } });
    const { page } = sitting;
    await openFolder(page, folderOf(classicSeries()));
    await complete(page);
    await button(page, "Turn plane").click();
    const panel = page.getByRole("group", { name: "Turn plane" });
    expect((await panel.innerText()).match(/°/g), "a unit beside each number").toHaveLength(3);
    const [box, picture, pane] = await Promise.all([panel.boundingBox(), viewport(page).boundingBox(), coronal(page).boundingBox()]);
    if (!box || !picture || !pane) throw new Error("not all is there");
    expect(box.y).toBeGreaterThanOrEqual(picture.y);
    expect(box.y + box.height).toBeLessThanOrEqual(pane.y);
    expect(box.x + box.width).toBeLessThan(picture.x + picture.width / 2);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("spinbutton", { name: /^About the long axis/ }).fill("12");
    await page.keyboard.press("Escape");
    expect(await panel.count()).toBe(0);
    expect(await button(page, "Turn plane").evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await bar(page).innerText()).toContain("turned by 12.0° about the long axis");
    await button(page, "Undo").click();
    await expect.poll(() => bar(page).innerText()).not.toContain("turned by");
    await button(page, "Turn plane").click();
    await page.keyboard.press("Escape");
    expect(await panel.count()).toBe(0);
  });
});

describe("bodies marked for a curve", { timeout: 120_000 }, () => {
  const markedBody = (page: Page, number: number): Locator => coronal(page).getByRole("button", { name: `Marked body ${number}`, exact: true });
  const curveIn = async (page: Page): Promise<readonly Point[]> => ((await exported(page)).exams[0]?.readings[0]?.image.curve ?? []) as readonly Point[];

  it("are moved and removed; the points that a protocol asks for go before them; marking ends, and they are found again as marked", async () => {
    const { page } = sitting;
    const folder = folderOf(classicSeries());
    await openFolder(page, folder);
    await complete(page);
    await choice(page, "Picture").selectOption({ label: "Follow marked bodies" });
    await page.getByText("Click the vertebral bodies in the coronal view").waitFor();
    const box = await coronal(page).boundingBox();
    if (!box) throw new Error("no coronal view");
    const at = (part: number): readonly [number, number] => [box.x + box.width / 2, box.y + box.height * part];
    for (const part of [0.4, 0.6, 0.5]) await page.mouse.click(...at(part));
    await markedBody(page, 3).waitFor();
    // Beside the picture there is no body.
    await page.mouse.click(box.x + box.width / 2, box.y + 2);
    // Nothing is to be calibrated here, which is said before anything is clicked.
    await choice(page, "Calibrate").selectOption({ label: "With a line of known length" });
    await page.getByText("A curved picture has no scale").waitFor();
    const marked = await curveIn(page);
    expect(marked.map(([, , z]) => z)).toEqual(marked.map(([, , z]) => z).toSorted((a, b) => a - b));
    expect(marked).toHaveLength(3);

    // By hand: the lowest to the patient's left, in one step; by the keys back; the middle one is removed by a key, and by a button.
    const { x, y } = await middleOf(page, markedBody(page, 1));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 6, y, { steps: 3 });
    await page.mouse.move(x + 12, y, { steps: 3 });
    await page.mouse.up();
    const moved = await curveIn(page);
    expect(moved[0]?.[0]).toBeGreaterThan((marked[0]?.[0] ?? NaN) + 1);
    expect([moved[0]?.slice(1), ...moved.slice(1)]).toEqual([marked[0]?.slice(1).map((mm) => expect.closeTo(mm, 6) as number), ...marked.slice(1)]);
    await button(page, "Undo").click();
    expect(await curveIn(page)).toEqual(marked);
    await markedBody(page, 1).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await curveIn(page))[0]?.[0]).toBeGreaterThan((marked[0]?.[0] ?? NaN) + 1);
    await markedBody(page, 2).focus();
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await curveIn(page)).length).toBe(2);
    await button(page, "Undo").click();
    await markedBody(page, 2).click();
    await button(page, "Remove body").click();
    await expect.poll(async () => (await curveIn(page)).length).toBe(2);

    // What is asked for goes first, on this pane too.
    await chooseUiv(page, "T10");
    await begin(page);
    const asked = await askedFor(page);
    await page.getByText("Clicks place the points that are asked for").waitFor();
    await page.mouse.click(...at(0.55));
    await placedPoint(page, asked).waitFor();
    expect(await curveIn(page)).toHaveLength(2);
    await page.keyboard.press("Escape");
    await page.getByText("Click the vertebral bodies in the coronal view").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await button(page, "Change bodies").waitFor();
    expect(await markedBody(page, 1).count()).toBe(0);
    await page.mouse.click(...at(0.45));
    const kept = await curveIn(page);
    expect(kept).toHaveLength(2);

    await page.waitForTimeout(500);
    await page.reload();
    await openFolder(page, folder);
    await complete(page);
    await expect.poll(() => choice(page, "Picture").locator("option:checked").innerText()).toBe("Follow marked bodies");
    await button(page, "Change bodies").click();
    // The protocol goes on where it was left.
    await page.keyboard.press("Escape");
    await markedBody(page, 2).waitFor();
    await button(page, "Done").click();
    expect(await curveIn(page)).toEqual(kept);
  });
});

function expectCounted({ region, meanHu, sdHu, areaMm2, voxels }: Density): void {
  const truth = counted(region);
  expect(voxels).toBe(truth.voxels);
  expect(meanHu).toBeCloseTo(truth.mean, 9);
  expect(sdHu).toBeCloseTo(truth.sd, 9);
  expect(areaMm2).toBeCloseTo((region.kind === "ellipse" ? Math.PI : 4) * size(region.halfU) * size(region.halfV), 9);
}

/** Where a point of the patient is seen on the sagittal picture: rows are half slices apart, since slices stand two pixels apart. */
const TOP = PHANTOM.first[2] + (PHANTOM.slices - 1) * PHANTOM.sliceMm;
const onSagittal = ([, y, z]: Point): readonly [number, number] => [(y - PHANTOM.first[1]) / PHANTOM.pixelMm + 0.5, (TOP - z) / PHANTOM.pixelMm + 0.5];

/** Places the points of the junction T8-T10 on bodies 2 and 4. */
async function placeJunction(page: Page): Promise<number> {
  await chooseUiv(page, "T10");
  await chooseProtocol(page, "PJK check");
  await begin(page);
  const truth: Readonly<Record<string, Readonly<Record<string, Point>>>> = {
    "T10 inferior": { posterior: [4, 38, -8], anterior: [4, 2, -14] },
    "T8 superior": { posterior: [4, 38, 50], anterior: [4, 2, 58] },
  };
  for (let n = 0; n < 4; n += 1) {
    const name = await askedFor(page);
    const [, endplate = "", corner = ""] = /^(\S+ \S+) endplate, (\S+) corner$/.exec(name) ?? [];
    const point = truth[endplate]?.[corner];
    if (!point) throw new Error(`no point "${name}"`);
    const spot = await spotOf(page, onSagittal(point));
    await page.mouse.click(spot.x, spot.y);
    await placedPoint(page, name).waitFor();
  }
  return readValue(page, PJA);
}

describe("a NIfTI volume", { timeout: 120_000 }, () => {
  it("opens like a series, says what it lacks, is measured, and is found again under another name", async () => {
    const { page } = sitting;
    const [file = ""] = onDisk([{ name: "sub-001_ct.nii.gz", bytes: niftiGz() }]).paths;
    await openFiles(page, [file]);
    await complete(page);
    const findings = page.getByRole("list", { name: "Findings about the data" });
    expect(await findings.innerText()).toContain("names no patient");
    expect(await findings.innerText()).toContain("doesn't say what its values are");
    expect(await bar(page).innerText()).toContain(`${PHANTOM.slices} slices`);
    await page.getByRole("checkbox", { name: "The values are Hounsfield units (CT)" }).check();
    await complete(page);
    await expect.poll(() => findings.innerText()).toContain("because the reader said so");
    await expect.poll(async () => Math.abs(Number(/x = (\S+) mm/.exec((await bar(page).innerText()).replace("\u2212", "-"))?.[1]) - PHANTOM.column[0])).toBeLessThan(6);
    const angle = await placeJunction(page);
    const truth = (Math.atan2(-8 - -14, 36) - Math.atan2(50 - 58, 36)) * (180 / Math.PI);
    expect(Math.abs(angle - -truth)).toBeLessThan(1.5);
    const before = await exported(page);

    await page.waitForTimeout(500);
    await page.reload();
    const [renamed = ""] = onDisk([{ name: "renamed", bytes: readFileSync(file) }]).paths;
    await openFiles(page, [renamed]);
    await complete(page);
    expect(await readValue(page, PJA)).toBe(angle);
    expect((await exported(page)).exams).toEqual(before.exams);
    await placedPoint(page, "T8 superior endplate, anterior corner").waitFor();
  });
});

describe("multi-frame objects", { timeout: 120_000 }, () => {
  it.each(MULTI_FRAMES)("%s: frames are a volume by their functional groups, whatever their order", async (kind) => {
    const { page } = sitting;
    const { paths } = onDisk([{ name: "frames.dcm", bytes: multiFrame(kind) }]);
    await openFiles(page, paths);
    await complete(page);
    expect(await bar(page).innerText()).toContain(`${PHANTOM.slices} slices`);
    const isCt = kind.endsWith("CT");
    // Bone is followed by its Hounsfield units; else there is nothing to be told.
    expect(await page.getByRole("list", { name: "Findings about the data" }).allInnerTexts()).toEqual(isCt ? [] : ["No spine was found to follow: opened in the middle of the volume"]);
    const angle = await placeJunction(page);
    expect(Math.abs(angle - (Math.atan2(-14 - -8, 36) - Math.atan2(58 - 50, 36)) * (180 / Math.PI))).toBeLessThan(1.5);
    await button(page, "Bone density").click();
    if (!isCt) return expect(await bone(page).getByRole("alert").innerText()).toContain("which this volume doesn't have");
    await button(page, "Place L1").click();
    // Nothing says where L1 lies: it is kept when the reader says so.
    await button(page, "Keep L1 here").click();
    await expect.poll(() => rowOf(page, "L1").innerText()).toContain("Tube voltage: 100 kV. Contrast: not stated.");
    expectCounted(await densityIn(page, "L1"));
    return undefined;
  });
});

describe("a series that is not one volume", { timeout: 120_000 }, () => {
  it("with a localiser in it and no rescale says both", async () => {
    const { page } = sitting;
    const scout = classicSeries({ part: "scout", slices: 1, imageType: ["ORIGINAL", "PRIMARY", "LOCALIZER"] });
    await openFolder(page, folderOf([...classicSeries({ isRescaled: false }), ...scout]));
    await complete(page);
    const findings = await page.getByRole("list", { name: "Findings about the data" }).innerText();
    expect(findings).toContain("localiser images in the series, left out of the volume: 1");
    expect(findings).toContain("no rescale in the files: values are not Hounsfield units");
    expect(await bar(page).innerText()).toContain(`${PHANTOM.slices} slices`);
  });

  it("of two acquisitions in one place is offered by what tells them apart", async () => {
    const { page } = sitting;
    const first = classicSeries({ acquisition: 1, part: "a", slices: 30 });
    const second = classicSeries({ acquisition: 2, part: "b", slices: 20, fromSlice: 5 });
    await openFolder(page, folderOf([...first, ...second]));
    await complete(page);
    expect(await page.getByRole("list", { name: "Findings about the data" }).innerText()).toContain("2 acquisitions; each is a volume of its own");
    const chooser = choice(page, "Volume of the series");
    const names = await chooser.locator("option").allInnerTexts();
    expect(names[0]).toMatch(/^acquisition 1 .*30 slices$/);
    expect(names[1]).toMatch(/^acquisition 2 .*20 slices$/);
    expect(await bar(page).innerText()).toContain("30 slices");
    await chooser.selectOption({ index: 1 });
    await expect.poll(() => bar(page).locator(".muted").first().innerText(), { timeout: 30_000 }).toBe("20 slices");
    await complete(page);
    expect(await chooser.inputValue()).toBe(await chooser.locator("option").nth(1).getAttribute("value"));
  });
});

describe("points of a volume", { timeout: 120_000 }, () => {
  it("are seen on every pane and on another series of the same frame of reference, faint beyond the slab", async () => {
    const { page } = sitting;
    await openFiles(page, [caseOf(landmarksOf(CORNERS))]);
    await openFolder(page, folderOf([...classicSeries({}), ...classicSeries({ name: "soft", frameOfReference: "ct", part: "soft" })]));
    await complete(page);
    const point = (pane: Locator): Locator => pane.locator('[data-point="T10.inferior/posterior"]');
    for (const pane of [coronal(page), axial(page)]) await point(pane).waitFor({ state: "attached" });
    expect(await point(coronal(page)).getAttribute("data-near")).toBe("false");
    // The panes follow the window of the view that is measured on.
    const greysOf = (): Promise<string> => coronal(page).locator("canvas.cornerstone-canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const bright = await greysOf();
    await viewport(page).getByRole("application").focus();
    await page.keyboard.press("2");
    await expect.poll(greysOf).not.toBe(bright);
    await page.keyboard.press("1");
    await expect.poll(greysOf).toBe(bright);
    // A slab that reaches it shows it whole.
    await choice(page, "Slab").selectOption({ label: "Slab, mean" });
    await page.getByLabel("Slab thickness, mm").fill("40");
    await page.keyboard.press("Tab");
    await expect.poll(() => point(coronal(page)).getAttribute("data-near")).toBe("true");
    await page.getByRole("button", { name: /soft/ }).first().click();
    await complete(page);
    await placedPoint(page, "T10 inferior endplate, anterior corner").waitFor();
    await placedPoint(page, "T9 superior endplate, posterior corner").waitFor();
    const document = await exported(page);
    expect(document.exams.flatMap(({ readings }) => readings)).toHaveLength(1);
  });

  it("stay where they are on slices that they don't lie on, and are gone to from there", async () => {
    const { page } = sitting;
    const junction = landmarksOf({ T10: bodyCorners(1), T8: bodyCorners(3) });
    await openFiles(page, [caseOf(junction)]);
    await openFolder(page, folderOf(classicSeries()));
    await complete(page);
    const surface = viewport(page).getByRole("application");
    const point = viewport(page).locator('[data-point="T8.superior/posterior"]');
    const name = "T8 superior endplate, posterior corner";
    const kept = junction["T8.superior"]?.["posterior"] ?? [NaN, NaN, NaN];
    const stored = async (): Promise<Point | undefined> => (await exported(page)).exams[0]?.readings[0]?.landmarks["T8.superior"]?.["posterior"];
    const drawn = (): Promise<number> => viewport(page).locator("[data-endplate], [data-construction]").count();
    const before = await readText(page, PJA);
    expect(await drawn()).toBeGreaterThan(0);

    // From the side and some slices on, an arrow key moves it within the picture.
    await surface.focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press("PageDown");
    await expect.poll(() => point.getAttribute("data-reach")).toBe("beside");
    await point.focus();
    await page.keyboard.press("ArrowRight");
    const nudged = (await stored()) ?? [NaN, NaN, NaN];
    expect(nudged[0]).toBeCloseTo(kept[0], 6);
    expect(nudged[1]).toBeGreaterThan(kept[1] + 0.01);
    await button(page, "Undo").click();
    expect(await readText(page, PJA)).toBe(before);

    // On an axial slice far below, no key and no mouse moves it, which is said; no line there looks like an angle.
    await button(page, "Original slices").click();
    await surface.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => viewport(page).innerText()).toContain("Image 1 / 60");
    await expect.poll(() => point.getAttribute("aria-label")).toBe(`${name}, 96.0 mm off this picture`);
    expect(await drawn()).toBe(0);
    expect(await viewport(page).locator("svg.viewport-overlay").textContent()).not.toContain("PJA");
    await point.focus();
    await page.keyboard.press("ArrowRight");
    const notice = page.getByRole("status", { name: "Notice" });
    expect(await notice.innerText()).toContain(`${name}: lies 96.0 mm off this picture and cannot be moved on it.`);
    await button(page, "Close notice").click();
    const { x, y } = await middleOf(page, point);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 30, { steps: 3 });
    await page.mouse.up();
    expect(await notice.innerText()).toContain("cannot be moved on it");
    expect(await stored()).toEqual(kept);
    expect(await readText(page, PJA)).toBe(before);

    // It is gone to, by key or by hand, and moved on the slice that it lies on: at its height.
    await point.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => viewport(page).innerText()).toContain("Image 49 / 60");
    await placedPoint(page, name).focus();
    await page.keyboard.press("ArrowRight");
    const moved = (await stored()) ?? [NaN, NaN, NaN];
    expect(moved[0]).toBeGreaterThan(kept[0] + 0.01);
    expect([moved[1], moved[2]]).toEqual([expect.closeTo(kept[1], 9), expect.closeTo(kept[2], 9)]);
    expect(await readText(page, PJA)).toBe(before);
    await surface.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => viewport(page).innerText()).toContain("Image 1 / 60");
    const again = await middleOf(page, point);
    await page.mouse.dblclick(again.x, again.y);
    await expect.poll(() => viewport(page).innerText()).toContain("Image 49 / 60");
  });

  it("give angles and no distance while a curved picture is in use: table, picture, CSV", async () => {
    const { page } = sitting;
    const sva = { "C7.centroid": { point: [4, 0, 50] as Point }, "S1.superior": { posterior: [4, 30, -50] as Point, anterior: [4, 0, -55] as Point } };
    await openFiles(page, [caseOf({ ...landmarksOf(CORNERS), ...sva })]);
    await openFolder(page, folderOf(classicSeries()));
    await complete(page);
    const tilt = await readText(page, "Sacral slope");
    await page.getByText("Follow the spine").waitFor({ state: "attached" });
    const csvOf = async (): Promise<string> => (await downloaded(page, () => button(page, "Export CSV").click())).bytes.toString("utf8");
    const svaRow = (csv: string): string => csv.split("\r\n").find((line) => line.includes(",SVA,")) ?? "";
    expect(svaRow(await csvOf())).toMatch(/,SVA,30,mm/);
    expect(await viewport(page).locator("[data-scale]").textContent()).toMatch(/mm in the patient/);
    await choice(page, "Picture").selectOption({ label: "Follow the spine" });
    await expect.poll(() => viewport(page).locator("[data-scale]").textContent()).toBe("curved reformat: no scale");
    expect(await readText(page, "Sagittal vertical axis")).toBe("\u2014");
    await page.getByRole("rowheader", { name: "Sagittal vertical axis", exact: true }).hover();
    await page.waitForTimeout(300);
    const lines = await viewport(page).locator("svg.viewport-overlay line").count();
    expect(await readText(page, "Sacral slope")).toBe(tilt);
    expect(svaRow(await csvOf())).toMatch(/,SVA,,mm,,A curved reformat is in use: no distance is measured across it/);
    expect((await exported(page)).exams[0]?.readings[0]?.image.curve).toBeInstanceOf(Array);
    // It is the reading's: undo takes it back, and a distance is there again.
    await button(page, "Undo").click();
    await expect.poll(() => viewport(page).locator("[data-scale]").textContent()).toMatch(/mm in the patient/);
    expect(await choice(page, "Picture").inputValue()).toBe("plane");
    // The plumb line and the distance to it are drawn where they can be read.
    await page.getByRole("rowheader", { name: "Sagittal vertical axis", exact: true }).hover();
    await expect.poll(() => viewport(page).locator("svg.viewport-overlay line").count()).toBeGreaterThan(lines);
    expect(svaRow(await csvOf())).toMatch(/,SVA,30,mm/);
  });
});
