import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { button, choice, chooseProtocol, downloaded, isAsking, askedFor, nextPoint, sit, verdict, viewport, type Sitting } from "./driver";
import { openFilm } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

async function openCourse(page: Page): Promise<void> {
  await button(page, "Open the sample case").click();
  await viewport(page).waitFor();
  await button(page, "Course…").click();
  await page.getByRole("table", { name: "Values of the course" }).waitFor();
}

async function column(page: Page, at: number): Promise<readonly string[]> {
  const rows = await page.getByRole("table", { name: "Values of the course" }).locator("tbody tr").all();
  return Promise.all(rows.map(async (row) => ((await row.locator("th, td").nth(at).textContent()) ?? "").trim()));
}

describe("the course of the sample case", () => {
  it("shows the four junctional angles by date, and what has changed since before the operation", async () => {
    const { page } = sitting;
    await openCourse(page);
    expect(await column(page, 0)).toEqual(["2024-03-04, Preoperative", "2024-03-18, Postoperative", "2024-04-23, Follow-up", "2024-09-10, Follow-up"]);
    expect(await column(page, 2)).toEqual(["15.2°", "17.2°", "23.2°", "31.2°"]);
    expect((await column(page, 4)).at(-1)).toMatch(/^\+16\.0°/);
    const chart = page.getByRole("img", { name: /Proximal junctional angle of 4 exams, 15\.2° to 31\.2°/ });
    expect(await chart.locator("text.course-value").allTextContents()).toEqual(await column(page, 2));
    const dot = chart.locator("circle").first();
    expect(await dot.evaluate((element) => getComputedStyle(element).fill), "its style sheet is there").not.toBe("rgb(0, 0, 0)");
    const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
  });

  it("follows another measurement by keyboard alone, and can be taken along", async () => {
    const { page } = sitting;
    await openCourse(page);
    await choice(page, "Measurement").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await column(page, 2)).at(-1)).toBe("16.0°");
    const { name, bytes } = await downloaded(page, async () => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    });
    expect(name).toBe("SAGITTA-SAMPLE_dPJA.pre.svg");
    expect(bytes.toString("utf8")).toMatch(/^<svg.*16\.0°/s);
    const png = await downloaded(page, async () => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    });
    expect(png.name).toBe("SAGITTA-SAMPLE_dPJA.pre.png");
    expect(png.bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(png.bytes.readUInt32BE(16), "its width").toBe(2400);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(await button(page, "Course…").evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("what no image says", () => {
  it("the fracture protocol asks first which vertebra it is about, then for its six points", async () => {
    const { page } = sitting;
    await openFilm(page, film({ pjaDegrees: 12 }));
    await chooseProtocol(page, "Fracture");
    await expect.poll(() => nextPoint(page).textContent()).toContain("Which vertebra is fractured?");
    expect(await isAsking(page)).toBe(false);
    await page.getByRole("group", { name: "Choose the fractured vertebra" }).getByRole("button", { name: "T9", exact: true }).click();
    expect(await askedFor(page)).toBe("T9 superior endplate, posterior corner");
    expect(await nextPoint(page).textContent()).toContain("18");
  });

  it("a dislodged screw, answered, makes the criterion of failure met; undo takes it back", async () => {
    const { page } = sitting;
    await button(page, "Open the sample case").click();
    await viewport(page).waitFor();
    await page.getByRole("listbox", { name: "Exams" }).getByRole("option").nth(2).click();
    await expect.poll(async () => (await verdict(page)).text).toMatch(/ASLS (cannot be decided|not met)/);
    await page.getByText("Reader's findings").click();
    await page.getByText("Junctional failure at the UIV").click();
    await choice(page, "Screw at the UIV dislodged").selectOption("yes");
    await expect.poll(async () => (await verdict(page)).text).toMatch(/ASLS met/);
    await button(page, "Undo").click();
    await expect.poll(async () => (await verdict(page)).text).toMatch(/ASLS (cannot be decided|not met)/);
  });
});
