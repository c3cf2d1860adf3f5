/** A thoracic CT of 275 axial slices, measured from the side. The landmarks of its truth are LPS points of the same patient. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BlobReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import dicomParser from "dicom-parser";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bin } from "../../package.json";
import { askedFor, begin, button, choice, chooseProtocol, chooseUiv, display, downloaded, isAsking, onDisk, openFiles, openFolder, place, placedPoint, readValue, sit, viewport, type Corner, type Sitting } from "./driver";
import { PJA } from "./film";

const ZIP = "../shared/data/thoracic-ct/lidc-idri-0314_thoracic_ct_275slices.zip";
const SLICES = 275;

type Lps = readonly [number, number, number];
type Endplate = { readonly posterior: Lps; readonly anterior: Lps };
const truth = JSON.parse(readFileSync("fixtures/sample/truth.json", "utf8")) as { readonly ct: { readonly angles: { readonly PJA: number }; readonly landmarks: Readonly<Record<string, Endplate>> } };

/** The series as plain headers say it. */
interface Series {
  readonly files: readonly Uint8Array[];
  /** LPS of the first pixel of the uppermost slice. */
  readonly top: Lps;
  readonly pixelMm: number;
  readonly sliceMm: number;
}

async function readSeries(): Promise<Series> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(readFileSync(ZIP))])), { useWebWorkers: false });
  const files: Uint8Array[] = [];
  for (const entry of await zip.getEntries()) if (!entry.directory) files.push(await entry.getData(new Uint8ArrayWriter()));
  const places = files.map((bytes) => {
    const header = dicomParser.parseDicom(bytes, { untilTag: "x7fe00010" });
    const numbers = (tag: string): readonly number[] => (header.string(tag) ?? "").split("\\").map(Number);
    return { position: numbers("x00200032") as unknown as Lps, pixelMm: numbers("x00280030")[0] ?? NaN };
  });
  const sorted = places.toSorted((a, b) => b.position[2] - a.position[2]);
  const [first, second] = sorted;
  if (!first || !second) throw new Error("no slices");
  return { files, top: first.position, pixelMm: first.pixelMm, sliceMm: first.position[2] - second.position[2] };
}

/** Slices more than one and a half pixels apart are drawn with square pixels. */
const pitchOf = ({ pixelMm, sliceMm }: Series): number => (sliceMm > 1.5 * pixelMm ? pixelMm : sliceMm);
const onPicture = (series: Series, [, y, z]: Lps): Corner => [(y - series.top[1]) / series.pixelMm + 0.5, (series.top[2] - z) / pitchOf(series) + 0.5];
const inPatient = (series: Series, xMm: number, [column, row]: Corner): Lps => [xMm, series.top[1] + (column - 0.5) * series.pixelMm, series.top[2] - (row - 0.5) * pitchOf(series)];

/** Degrees, positive where the anterior end is lower. */
const tilt = ({ posterior, anterior }: Endplate): number => (Math.atan2(posterior[2] - anterior[2], posterior[1] - anterior[1]) * 180) / Math.PI;

const bar = (page: Page) => page.getByRole("region", { name: "Volume" });

async function sagittal(page: Page): Promise<void> {
  await button(page, "Sagittal view").waitFor({ timeout: 60_000 });
  await expect.poll(() => bar(page).getAttribute("data-phase"), { timeout: 60_000 }).toBe("complete");
}

const shownX = async (page: Page): Promise<number> => Number(/x = (\S+) mm/.exec((await bar(page).innerText()).replace("\u2212", "-"))?.[1]);

/** The picture on the screen, at rest. */
async function picture(page: Page): Promise<string> {
  await display(page);
  await page.waitForTimeout(500);
  const pixels = await page.getByRole("region", { name: "Image viewport" }).locator("canvas.cornerstone-canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  return createHash("sha256").update(pixels).digest("hex");
}

/** The series on disk, under names that say nothing of its order. */
function folderOf(files: readonly Uint8Array[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ct-"));
  files.forEach((bytes, index) => writeFileSync(path.join(folder, `${createHash("sha256").update(`name ${index}`).digest("hex").slice(0, 12)}.dcm`), bytes));
  return folder;
}

const missing = !existsSync(ZIP);
let sitting: Sitting;
let series: Series | undefined;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

async function known(): Promise<Series> {
  series ??= await readSeries();
  return series;
}

describe("an axial CT", { timeout: 180_000 }, () => {
  it("opens from the side; endplates placed on it have the angle of their LPS points, on the page and in the command line", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const { page } = sitting;
    const ct = await known();
    await openFiles(page, [path.resolve(ZIP)]);
    await sagittal(page);
    expect(await bar(page).innerText()).toContain(`${SLICES} slices`);
    expect(await viewport(page).innerText()).toMatch(/Image \d+ \/ 512/);
    // The truth's points lie on the slice that shows the spinous processes: within a centimetre of it is the midline.
    expect(Math.abs((await shownX(page)) - (truth.ct.landmarks["T8.superior"]?.posterior[0] ?? NaN))).toBeLessThan(10);

    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");
    await begin(page);
    const marked = await markAll(page, ct);
    await expect.poll(() => readValue(page, PJA)).toBeCloseTo(angleOf(marked), 0);
    expect(Math.abs((await readValue(page, PJA)) - angleOf(marked))).toBeLessThanOrEqual(0.05 + 1e-9);
    expect(Math.abs((await readValue(page, PJA)) - truth.ct.angles.PJA)).toBeLessThanOrEqual(0.5);

    const { name, bytes } = await downloaded(page, () => button(page, "Export case file").click());
    const [reading] = (JSON.parse(bytes.toString("utf8")) as { exams: { readings: { image: { kind: string; plane?: unknown }; landmarks: Record<string, Endplate> }[] }[] }).exams.flatMap((exam) => exam.readings);
    expect(reading?.image).toMatchObject({ kind: "volume" });
    expect(reading?.image.plane).toBeUndefined();
    for (const [landmark, { posterior, anterior }] of Object.entries(marked)) {
      for (const [kept, clicked] of [[reading?.landmarks[landmark]?.posterior, posterior], [reading?.landmarks[landmark]?.anterior, anterior]] as const) {
        kept?.forEach((coordinate, axis) => expect(Math.abs(coordinate - (clicked[axis] ?? NaN)), `${landmark} ${kept.join(" ")}`).toBeLessThan(axis === 0 ? 0.06 : 0.01));
        expect(kept).toHaveLength(3);
      }
    }
    const [file = ""] = onDisk([{ name, bytes }]).paths;
    const run = spawnSync(process.execPath, [bin.sagitta, "measure", file, "--format", "json"], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    const computed = Number(/"measurement":\s*"PJA"[^}]*?"value":\s*(-?[\d.]+)/.exec(run.stdout)?.[1]);
    expect(Math.abs(computed - angleOf(reading?.landmarks ?? {}))).toBeLessThan(1e-6);
    expect(Math.abs(computed - (await readValue(page, PJA)))).toBeLessThanOrEqual(0.05 + 1e-9);

    // Turned within the picture, about the left-right axis, nothing changes; about the long axis it is another plane.
    await button(page, "Turn plane").click();
    await page.getByRole("spinbutton", { name: "Within the picture, degrees" }).fill("10");
    await page.keyboard.press("Tab");
    await page.waitForTimeout(300);
    expect(await readValue(page, PJA)).toBe(Number(computed.toFixed(1)));
    await page.getByRole("spinbutton", { name: /^About the long axis/ }).fill("20");
    await page.keyboard.press("Tab");
    await expect.poll(() => bar(page).innerText()).toContain("Angles are measured in the sagittal plane turned by 20.0° about the long axis.");
    await button(page, "Undo").click();
    await expect.poll(() => bar(page).innerText()).not.toContain("Angles are measured in");
    expect(await readValue(page, PJA)).toBe(Number(computed.toFixed(1)));
  });

  it("is seen from three sides: lines move the sagittal view, and a point placed on one is seen on the others", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const { page } = sitting;
    await openFiles(page, [path.resolve(ZIP)]);
    await sagittal(page);
    const coronal = page.getByRole("region", { name: "Coronal view" });
    const lettersOf = (name: string): Promise<readonly string[]> => page.getByRole("region", { name }).locator("[data-orientation] text").allTextContents();
    // As radiologists hang them: the patient's right on the left.
    await expect.poll(() => lettersOf("Coronal view")).toEqual(["R", "L", "H", "F"]);
    await expect.poll(() => lettersOf("Axial view")).toEqual(["R", "L", "A", "P"]);
    const box = await coronal.boundingBox();
    if (!box) throw new Error("no coronal view");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const before = await shownX(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y, { steps: 3 });
    await page.mouse.move(x + 20, y, { steps: 3 });
    await page.mouse.up();
    // The patient's left is on the right.
    await expect.poll(() => shownX(page)).toBeGreaterThan(before + 10);

    await choice(page, "Picture").selectOption({ label: "Follow the spine" });
    await page.getByText("Curved picture").waitFor();
    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");
    await begin(page);
    const asked = await askedFor(page);
    await page.mouse.click(x, y - 5);
    await expect.poll(() => askedFor(page)).not.toBe(asked);
    for (const name of ["Coronal view", "Axial view"]) await page.getByRole("region", { name }).locator("[data-point]").first().waitFor({ state: "attached" });
    await placedPoint(page, asked).waitFor();
    const { bytes } = await downloaded(page, () => button(page, "Export case file").click());
    expect(bytes.toString("utf8")).toMatch(/"T10\.inferior":\s*\{\s*"posterior":\s*\[\s*-?[\d.]+,\s*-?[\d.]+,\s*-?[\d.]+\s*\]/);
  });

  it("is the same picture under any file names", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const ct = await known();
    await openFiles(sitting.page, [path.resolve(ZIP)]);
    await sagittal(sitting.page);
    const [before, x] = [await picture(sitting.page), await shownX(sitting.page)];
    await sitting.end();
    sitting = await sit();
    await openFolder(sitting.page, folderOf(ct.files));
    await sagittal(sitting.page);
    expect(await shownX(sitting.page)).toBe(x);
    expect(await picture(sitting.page)).toBe(before);
  });

  it("says which slices are missing", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const { page } = sitting;
    const ct = await known();
    const inSpace = ct.files.toSorted((a, b) => heightOf(a) - heightOf(b));
    await openFolder(page, folderOf(inSpace.filter((_, index) => index < 100 || index >= 105)));
    await sagittal(page);
    const findings = await page.getByRole("list", { name: "Findings about the data" }).innerText();
    expect(findings).toMatch(/gap of [\d.]+ mm \(5 slices\) after slice 100 of 270/);
    expect(await bar(page).innerText()).toContain("270 slices");
  });

  it("says so of many in one line, and the picture keeps most of the place", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const { page } = sitting;
    const ct = await known();
    const inSpace = ct.files.toSorted((a, b) => heightOf(a) - heightOf(b));
    await openFolder(page, folderOf(inSpace.filter((_, index) => index % 4 !== 2)));
    await sagittal(page);
    const list = page.getByRole("list", { name: "Findings about the data" });
    expect(await list.innerText()).toMatch(/^\s*\d\d gaps, \d\d slices missing/);
    // Which they are stands inside, and the list scrolls.
    await list.locator("summary").click();
    expect(await list.locator("p").count()).toBeGreaterThan(60);
    const [place, picture] = [await page.locator("main").boundingBox(), await viewport(page).boundingBox()];
    expect(picture?.height).toBeGreaterThan(0.6 * (place?.height ?? Infinity));
  });
});

describe("a CT that is larger than the memory allowed", { timeout: 180_000 }, () => {
  it("is cut to a slab around the midline, which is said, and is measured there", async ({ skip }) => {
    if (missing) skip(`${ZIP} is missing`);
    const { page } = sitting;
    // 137 MiB as 16-bit voxels.
    await page.evaluate(() => localStorage.setItem("sagitta.settings", JSON.stringify({ volumeMb: 64 })));
    await page.reload();
    await openFiles(page, [path.resolve(ZIP)]);
    await sagittal(page);
    const told = await page.getByRole("list", { name: "Findings about the data" }).innerText();
    const widthMm = Number(/too large for the memory allowed: cut to ([\d.]+) mm around the midline/.exec(told)?.[1]);
    const ct = await known();
    expect(widthMm).toBeGreaterThan(40);
    expect(widthMm).toBeLessThan((512 * ct.pixelMm * 64) / 137);
    expect(await bar(page).innerText()).toContain(`${SLICES} slices`);
    expect(Math.abs((await shownX(page)) - (truth.ct.landmarks["T8.superior"]?.posterior[0] ?? NaN))).toBeLessThan(10);
    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");
    await begin(page);
    const marked = await markAll(page, ct);
    expect(Math.abs((await readValue(page, PJA)) - angleOf(marked))).toBeLessThanOrEqual(0.05 + 1e-9);
  });
});

const heightOf = (bytes: Uint8Array): number => Number((dicomParser.parseDicom(bytes, { untilTag: "x7fe00010" }).string("x00200032") ?? "").split("\\")[2]);

const angleOf = (landmarks: Readonly<Record<string, Endplate>>): number => {
  const [upper, lower] = [landmarks["T8.superior"], landmarks["T10.inferior"]];
  if (!upper || !lower) throw new Error(`endplates are missing: ${Object.keys(landmarks).join(" ")}`);
  return tilt(upper) - tilt(lower);
};

/** Follows the protocol with the truth's points, and tells where in the patient each came to lie. */
async function markAll(page: Page, ct: Series): Promise<Readonly<Record<string, Endplate>>> {
  const x = await shownX(page);
  const marked: Record<string, { posterior: Lps; anterior: Lps }> = {};
  while (await isAsking(page)) {
    const name = await askedFor(page);
    const [, level, side, part] = /^(\S+) (superior|inferior) endplate, (posterior|anterior) corner$/.exec(name) ?? [];
    const key = `${level}.${side}`;
    const wanted = truth.ct.landmarks[key]?.[part as "posterior" | "anterior"];
    if (!wanted) throw new Error(`no landmark "${name}"`);
    const at = await place(page, name, onPicture(ct, wanted));
    marked[key] = { ...(marked[key] ?? { posterior: [0, 0, 0], anterior: [0, 0, 0] }), [part as "posterior"]: inPatient(ct, x, at) };
  }
  return marked;
}
