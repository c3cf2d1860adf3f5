import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fracturedFilm, type BodyHeights, type FracturedFilm } from "../../fixtures/fractured";
import { button, choice, chooseProtocol, chooseUiv, downloaded, onDisk, openFiles, placeAll, readText, sit, viewport, type Corner, type Sitting } from "./driver";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const PIXEL_MM = 0.25;
const panel = (page: Page) => page.getByRole("region", { name: "Vertebral fracture" });
const exam = (page: Page, at: number) => page.getByRole("listbox", { name: "Exams" }).getByRole("option").nth(at);

async function open(page: Page, ...films: readonly FracturedFilm[]): Promise<void> {
  await openFiles(page, onDisk(films).paths);
  await viewport(page).waitFor();
}

/** The six points of the broken vertebra and its neighbours. */
async function read(page: Page, film: FracturedFilm): Promise<ReadonlyMap<string, Corner>> {
  await chooseProtocol(page, "Fracture");
  await page.getByRole("group", { name: "Choose the fractured vertebra" }).getByRole("button", { name: "L1", exact: true }).click();
  return placeAll(page, film.landmarks);
}

/** Heights from where the points came to lie. */
function heights(placed: ReadonlyMap<string, Corner>, level: string): BodyHeights {
  const at = (part: string): number => {
    const [top, bottom] = ["superior", "inferior"].map((side) => placed.get(`${level} ${side} endplate, ${part}`));
    if (!top || !bottom) throw new Error(`${level} ${part} is not placed`);
    return Math.hypot(top[0] - bottom[0], top[1] - bottom[1]) * PIXEL_MM;
  };
  return { anterior: at("anterior corner"), middle: at("middle"), posterior: at("posterior corner") };
}

async function cells(page: Page, table: string, row: string): Promise<readonly string[]> {
  const found = page.getByRole("table", { name: table }).getByRole("row").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) });
  return (await found.getByRole("cell").allTextContents()).map((text) => text.trim());
}
const number = (text: string | undefined): number => Number.parseFloat((text ?? "").replace("\u2212", "-"));

describe("a broken vertebra", () => {
  it("is measured in one panel: heights, what is lost of them, the grade and how sure it is", async () => {
    const { page } = sitting;
    const made = fracturedFilm();
    await open(page, made);
    const placed = await read(page, made);
    const [own, above, below] = ["L1", "T12", "L2"].map((level) => heights(placed, level));
    if (!own || !above || !below) throw new Error();
    for (const part of ["anterior", "middle", "posterior"] as const) {
      const [height, neighbours, lost] = await cells(page, "Heights of L1", `${part[0]?.toUpperCase()}${part.slice(1)}`);
      const mean = (above[part] + below[part]) / 2;
      expect(Math.abs(number(height) - own[part]), part).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(Math.abs(number(neighbours) - mean), part).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(Math.abs(number(lost) - 100 * (1 - own[part] / mean)), part).toBeLessThanOrEqual(0.5 + 1e-9);
      expect(Math.abs(own[part] - made.heights[part]), "as it was drawn").toBeLessThan(0.6);
    }
    expect(await panel(page).innerText()).toMatch(/Genant 3\s+severe: over 40\s%/);
    const shares = await panel(page).getByRole("list", { name: "Probability of each grade" }).getByRole("listitem").allTextContents();
    expect(shares).toHaveLength(4);
    expect(shares[0]).toMatch(/^0: <\s1\s%$/);
    expect(number(shares[3]?.slice(3))).toBeGreaterThan(80);
    const [wedge] = await cells(page, "Ratios and angles of L1", "Vertebral wedge angle L1");
    const [posterior, anterior] = ["posterior", "anterior"].map((part) => placed.get(`L1 superior endplate, ${part} corner`));
    expect(Math.abs(number(wedge) - (Math.atan2((anterior?.[1] ?? NaN) - (posterior?.[1] ?? NaN), (posterior?.[0] ?? NaN) - (anterior?.[0] ?? NaN)) * 180) / Math.PI)).toBeLessThan(1.6);
    expect(await panel(page).innerText()).toContain("Height since the earlier exam: no earlier exam");
    expect((await new AxeBuilder({ page }).include(".fracture").analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);
  });

  it("gets its classes from drawings, by keyboard alone, and the score with its published bands", async () => {
    const { page } = sitting;
    await open(page, fracturedFilm());
    await page.getByText("Reader's findings").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Class of the fracture", { exact: true }).focus();
    await page.keyboard.press("Enter");
    const of = page.getByRole("group", { name: "OF class of the fracture" });
    expect(await of.locator("svg").count()).toBe(5);
    expect(await page.getByRole("group", { name: "AO Spine class of the fracture" }).locator("svg").count()).toBe(5);
    await of.getByRole("radio", { name: "Not answered" }).focus();
    await page.keyboard.press("ArrowDown");
    expect(await of.getByRole("radio", { name: /^OF 1/ }).isChecked()).toBe(true);
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    await expect.poll(() => of.getByRole("radio", { name: /^OF 4 Deformation of both endplates/ }).isChecked()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.getByRole("radio", { name: /^A1 Wedge compression/ }).isChecked()).toBe(true);
    await expect.poll(() => panel(page).innerText()).toContain("OF score: 8 points");
    expect(await panel(page).getByRole("list", { name: "Published bands of the OF score" }).locator("[data-here=true]").innerText()).toContain("above 6 points: published for surgery");
    expect(await panel(page).innerText()).toContain("As published; not advice for an individual patient.");
    expect((await new AxeBuilder({ page }).include(".findings").analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);
    const file = await downloaded(page, () => button(page, "Export case file").click());
    expect(JSON.parse(file.bytes.toString("utf8")).exams[0].readings[0].answers).toEqual({ "of.class": "OF4", "ao.class": "A1" });
    await button(page, "Undo").click();
    await expect.poll(() => page.getByRole("radio", { name: /^A0/ }).isChecked()).toBe(true);
    expect(await readText(page, "OF score")).toBe("8");
  });

  it("before and after treatment: heights restored and the wedge corrected, as drawn; detector millimetres are not differenced", { timeout: 150_000 }, async () => {
    const { page } = sitting;
    const restored: BodyHeights = { anterior: 22, middle: 21, posterior: 25 };
    const before = fracturedFilm({ patientId: "KYPHO", date: "2025-01-10" });
    const after = fracturedFilm({ patientId: "KYPHO", date: "2025-01-12", heights: restored });
    const later = fracturedFilm({ patientId: "KYPHO", date: "2025-03-12", heights: restored, calibrated: false });
    await open(page, before, after, later);
    const placed: ReadonlyMap<string, Corner>[] = [];
    for (const [at, film] of [before, after, later].entries()) {
      await exam(page, at).click();
      await viewport(page).waitFor();
      placed.push(await read(page, film));
    }
    await button(page, "Before and after\u2026").focus();
    await page.keyboard.press("Enter");
    const table = "Restored heights and corrected angles";
    await page.getByRole("table", { name: table }).waitFor();
    const [was, is] = [heights(placed[0] ?? new Map(), "L1"), heights(placed[1] ?? new Map(), "L1")];
    for (const [part, name] of [["anterior", "Anterior"], ["middle", "Middle"], ["posterior", "Posterior"]] as const) {
      const row = await cells(page, table, `${name} height of L1`);
      expect(Math.abs(number(row[0]) - was[part]), part).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(Math.abs(number(row[1]) - is[part]), part).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(Math.abs(number(row[2]) - (is[part] - was[part])), part).toBeLessThanOrEqual(0.05 + 1e-9);
    }
    expect((await cells(page, table, "Anterior height of L1"))[4]).toMatch(/^larger than 2\.7\smm$/);
    expect((await cells(page, table, "Posterior height of L1"))[4]).toMatch(/may be measurement error/);
    expect((await cells(page, table, "Vertebral wedge angle L1"))[2]).toMatch(/^\+/);
    expect((await new AxeBuilder({ page }).include("dialog").analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);

    await page.getByRole("dialog").getByRole("combobox", { name: "After" }).selectOption({ index: 2 });
    await expect.poll(() => cells(page, table, "Anterior height of L1")).toMatchObject({ 2: "\u2014", 4: expect.stringContaining("millimetres at the detector") });
    expect((await cells(page, table, "Vertebral wedge angle L1"))[2]).toMatch(/^\+/);
    await page.getByRole("dialog").getByRole("combobox", { name: "After" }).selectOption({ index: 0 });
    await expect.poll(() => page.getByRole("dialog").innerText()).toContain("Choose two different exams.");
    await page.keyboard.press("Escape");
    expect(await button(page, "Before and after\u2026").evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("a failing junction", () => {
  it("is seen whole: criteria with each test, both tables of Yagi-Boachie, every item of Hart-ISSG", async () => {
    const { page } = sitting;
    await button(page, "Open the sample case").click();
    await viewport(page).waitFor();
    await chooseUiv(page, "T10");
    await exam(page, 3).click();
    await button(page, "Junctional failure\u2026").click();
    const dialog = page.getByRole("dialog");
    const criterion = dialog.locator("[data-criterion=pjf-asls]");
    await expect.poll(() => criterion.innerText()).toMatch(/cannot be decided|not met/);
    await choice(page, "Screw at the UIV dislodged").focus();
    await page.keyboard.press("y");
    await expect.poll(() => criterion.getAttribute("data-state")).toBe("met");
    expect(await criterion.innerText()).toMatch(/version 2/);
    expect(await dialog.getByRole("region", { name: "Yagi-Boachie classification" }).innerText()).toMatch(/C from 20°[^]*C from 30°/);

    for (const [group, option] of [["Neurological deficit", /^Radicular pain/], ["Focal pain", /^VAS 5 or more/], ["Instrumentation problem", /^Prominence/], ["Fracture of the UIV or UIV+1", /^Compression/]] as const) {
      await dialog.getByRole("group", { name: group }).getByRole("radio", { name: option }).check();
    }
    await choice(page, "Failure of the posterior ligaments").selectOption("no");
    const points = async (item: string): Promise<string> => ((await dialog.locator(`[data-item="${item}"] td`).last().textContent()) ?? "").trim();
    await expect.poll(() => points("sum")).toMatch(/^\d+ of 15$/);
    const parts = await Promise.all(["hart.neurologic", "hart.pain", "hart.instrumentation", "hart.fracture", "change", "level"].map(points));
    expect(parts.slice(0, 4)).toEqual(["2 of 4", "3 of 3", "1 of 2", "1 of 3"]);
    expect(parts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(Number.parseInt(await points("sum"), 10));
    await choice(page, "Failure of the posterior ligaments").selectOption("yes");
    await expect.poll(() => points("change")).toBe("2 of 2");
    expect((await new AxeBuilder({ page }).include("dialog").analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);
  });
});
