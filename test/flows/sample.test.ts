import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { button, placedPoint, readValue, sit, verdict, viewport, type Sitting } from "./driver";
import { expectAngle, PJA } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

interface Truth {
  readonly films: readonly { readonly exam: string; readonly sopInstanceUid: string; readonly angles: Readonly<Record<"PJA" | "PJA1" | "TK.T4-T12", number>> }[];
}
const truth = JSON.parse(readFileSync("fixtures/sample/truth.json", "utf8")) as Truth;
const opened = (JSON.parse(readFileSync("public/sample/index.json", "utf8")) as { readonly openSopInstanceUid: string }).openSopInstanceUid;
const film = truth.films.find(({ sopInstanceUid }) => sopInstanceUid === opened);

describe("the sample case", () => {
  it("goes from one click to the verdict that its construction gives it", async () => {
    if (film === undefined) throw new Error(`truth.json does not hold ${opened}`);
    const { page } = sitting;
    await button(page, "Open the sample case").click();
    await viewport(page).waitFor();
    await expectAngle(page, PJA, film.angles.PJA);
    await expectAngle(page, "Thoracic kyphosis T4-T12", film.angles["TK.T4-T12"]);
    expect((await verdict(page)).state).toBe(film.angles.PJA >= 20 ? "met" : "not-met");
    await placedPoint(page, "T10 inferior endplate, posterior corner").waitFor();
  });

  it("on a slow link says how much of it has come, can be cancelled, and opens when it is asked for again", async () => {
    const { page } = sitting;
    // Its last image is never answered.
    await page.route("**/sample/m6.dcm", () => undefined);
    const sample = button(page, "Open the sample case");
    await sample.click();
    const opening = page.getByRole("status", { name: "Opening files" });
    await expect.poll(() => opening.innerText(), { timeout: 15_000 }).toContain("16 of 17 files");
    expect(await sample.isDisabled()).toBe(true);
    await opening.getByRole("button", { name: /cancel/i }).click();
    await expect.poll(() => opening.count()).toBe(0);
    await page.getByText("The sample case was not opened: cancelled.").waitFor();
    await page.unroute("**/sample/m6.dcm");
    await sample.click();
    await viewport(page).waitFor();
  });

  it("holds every exam, each reading what was built into it", async () => {
    const { page } = sitting;
    await button(page, "Open the sample case").click();
    await viewport(page).waitFor();
    const exams = page.getByRole("listbox", { name: "Exams" }).getByRole("option");
    await expect.poll(() => exams.count()).toBe(truth.films.length);
    for (const [index, { angles, exam }] of truth.films.entries()) {
      await exams.nth(index).click();
      await expectAngle(page, PJA, angles.PJA);
      const { state } = await verdict(page);
      expect(state, exam).toBe(exam === "pre" ? "undecidable" : angles.PJA >= 20 ? "met" : "not-met");
    }
    const last = truth.films.at(-1);
    const first = truth.films.at(0);
    if (last === undefined || first === undefined) throw new Error("no films");
    const change = await readValue(page, "PJA change since preop");
    expect(Math.abs(change - (last.angles.PJA - first.angles.PJA))).toBeLessThanOrEqual(0.05 + 1e-9);
  });
});
