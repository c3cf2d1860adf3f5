import AxeBuilder from "@axe-core/playwright";
import { spawnSync } from "node:child_process";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bin } from "../../package.json";
import { frontalFilm } from "../../fixtures/frontal";
import { film } from "../../fixtures/synthetic";
import { askedFor, begin, button, choice, chooseProtocol, chooseUiv, cornerNamed, downloaded, isAsking, nextPoint, onDisk, openFiles, place, placeAll, readText, readValue, sit, verdict, viewport, type Corner, type Sitting } from "./driver";
import { expectAngle, PJA } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const COBB = "Coronal Cobb angle";
const curve = (page: Page) => page.getByRole("region", { name: COBB });

/** Degrees between two endplates from their corners alone; pixels are square and the patient's left lies where the columns grow. */
function cobb(placed: ReadonlyMap<string, Corner>, upper: string, lower: string): number {
  const tilt = (endplate: string): number => {
    const [right, left] = ["right", "left"].map((side) => placed.get(`${endplate} endplate, patient's ${side} corner`));
    if (!right || !left) throw new Error(`${endplate} is not placed`);
    return (Math.atan2(left[1] - right[1], left[0] - right[0]) * 180) / Math.PI;
  };
  return Math.abs(tilt(`${upper} superior`) - tilt(`${lower} inferior`));
}

async function open(page: Page, ...files: Parameters<typeof onDisk>[0][number][]): Promise<void> {
  await openFiles(page, onDisk(files).paths);
  await viewport(page).waitFor();
}

/** Every vertebra that the fixture has drawn; the others are passed over. */
async function placeAllDrawn(page: Page, made: ReturnType<typeof frontalFilm>): Promise<ReadonlyMap<string, Corner>> {
  await begin(page);
  const placed = new Map<string, Corner>();
  while (await isAsking(page)) {
    const name = await askedFor(page);
    if (made.landmarks[`${name.split(" ")[0]}.superior`]) placed.set(name, await place(page, name, cornerNamed(made.landmarks, name)));
    else await button(page, "Skip").click();
  }
  return placed;
}

describe("a frontal film", () => {
  it("with its ends chosen takes four clicks to the curve that was drawn, and out again by file and command line", async () => {
    const { page } = sitting;
    const made = frontalFilm({ upper: { level: "T6", tiltDegrees: -17 }, lower: { level: "T12", tiltDegrees: 21 } });
    await open(page, made);
    expect(await choice(page, "Protocol").locator("option:checked").textContent()).toBe("Coronal Cobb");
    expect(await choice(page, "Protocol").locator("option:enabled").allTextContents()).toEqual(["Coronal Cobb"]);
    await choice(page, "Upper end vertebra").selectOption("T6");
    await choice(page, "Lower end vertebra").selectOption("T12");
    const placed = await placeAll(page, made.landmarks);
    expect([...placed.keys()]).toEqual(["T6 superior endplate, patient's right corner", "T6 superior endplate, patient's left corner", "T12 inferior endplate, patient's right corner", "T12 inferior endplate, patient's left corner"]);
    await expectAngle(page, COBB, cobb(placed, "T6", "T12"));
    expect(Math.abs((await readValue(page, COBB)) - made.cobbDegrees)).toBeLessThan(0.6);
    expect(await curve(page).innerText()).toMatch(/Scoliosis: 10° or more[^]*Convex to\s+left/);
    expect(made.convexTo).toBe("left");

    expect(await readText(page, PJA)).toBe("\u2014");
    await page.getByRole("button", { name: PJA, exact: true }).click();
    expect(await page.locator(".measurement-detail").innerText()).toContain("frontal film: sagittal parameters are read on a lateral one");

    const csv = await downloaded(page, () => button(page, "Export CSV").click());
    expect(csv.bytes.toString("utf8")).toMatch(/,Cobb,3[78]\.\d+,deg,[\d.]+,,/);
    const file = await downloaded(page, () => button(page, "Export case file").click());
    expect(JSON.parse(file.bytes.toString("utf8")).exams[0].readings[0]).toMatchObject({ image: { view: "frontal", patientLeft: "right" }, answers: { "cobb.upper": "T6", "cobb.lower": "T12" } });
    const run = spawnSync(process.execPath, [bin.sagitta, "measure", onDisk([file]).paths[0] ?? "", "--format", "json"], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    const value = Number(/"measurement":"Cobb","value":([\d.]+)/.exec(run.stdout)?.[1]);
    expect(Math.abs(value - cobb(placed, "T6", "T12"))).toBeLessThan(1e-6);
  });

  it("that says nothing of itself is asked about; its ends are suggested, and chosen otherwise by keyboard", { timeout: 150_000 }, async () => {
    const { page } = sitting;
    const made = frontalFilm({ sayOrientation: false, viewPosition: "" });
    await open(page, made);
    const asked = page.getByRole("group", { name: "On which side of this image is anterior?" });
    expect((await new AxeBuilder({ page }).include(".anterior-prompt").analyze()).violations.map(({ id }) => id)).toEqual([]);
    await asked.getByRole("button", { name: "This is a frontal film (AP or PA)" }).click();
    await page.getByRole("group", { name: "On which side of this frontal film is the patient's left?" }).getByRole("button", { name: "Right" }).click();
    await expect.poll(() => nextPoint(page).textContent()).toContain("choose the end vertebrae");
    const placed = await placeAllDrawn(page, made);
    await expectAngle(page, COBB, cobb(placed, "T5", "T11"));
    expect(await curve(page).innerText()).toMatch(/most tilted: T5[^]*most tilted: T11[^]*Convex to\s+right\s+Apex\s+T8/);
    expect(await viewport(page).locator("[data-construction=Cobb]").count()).toBe(1);

    await choice(page, "Upper end vertebra").focus();
    // Past C2 to C7 and T1 to T7.
    for (let i = 0; i < 13; i++) await page.keyboard.press("ArrowDown");
    expect(await choice(page, "Upper end vertebra").inputValue()).toBe("T7");
    await expectAngle(page, COBB, cobb(placed, "T7", "T11"));
    await page.keyboard.press("Home");
    await expectAngle(page, COBB, cobb(placed, "T5", "T11"));
    expect((await new AxeBuilder({ page }).include(".coronal").analyze()).violations.map(({ id }) => id)).toEqual([]);
  });

  it("known to be frontal and not which way round asks for the left, and tells nothing before", async () => {
    const { page } = sitting;
    await open(page, frontalFilm({ sayOrientation: false, viewPosition: "PA" }));
    await expect.poll(() => curve(page).innerText()).toContain("the patient's left side is unknown");
    await page.getByRole("group", { name: "On which side of this frontal film is the patient's left?" }).getByRole("button", { name: "Right" }).click();
    await expect.poll(() => curve(page).innerText()).toContain("place the endplates of at least two vertebrae");
  });

  it("beside a lateral one in the same exam: neither is read for the other", async () => {
    const { page } = sitting;
    const labels = { patientId: "BOTH", date: "2025-03-03", study: "one" };
    const [lateral, frontal] = [film({ ...labels, pjaDegrees: 27 }), frontalFilm(labels)];
    await open(page, lateral, frontal);
    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");
    await placeAll(page, lateral.landmarks);
    const before = await verdict(page);
    expect(before.state).toBe("met");
    await page.getByRole("button", { name: /Spine frontal/ }).click();
    await curve(page).waitFor();
    await choice(page, "Upper end vertebra").selectOption("T5");
    await choice(page, "Lower end vertebra").selectOption("T11");
    const placed = await placeAll(page, frontal.landmarks);
    await expectAngle(page, COBB, cobb(placed, "T5", "T11"));
    expect(await page.getByRole("listbox", { name: "Exams" }).getByRole("option").count()).toBe(1);
    await page.getByRole("button", { name: /Spine lateral/ }).click();
    await expect.poll(() => verdict(page)).toEqual(before);
    expect(await choice(page, "Protocol").locator("option:checked").textContent()).toBe("PJK check");
  });
});
