import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { button, choice, drop, nextPoint, onDisk, placeAll, readText, sit, verdict, viewport, type Sitting } from "./driver";
import { FOUR, openFilm, PJA } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const first = film({ pjaDegrees: 24, date: "20240102", patientId: "ONE" });
const second = film({ pjaDegrees: 31, date: "20240702", patientId: "ONE" });

describe("a film that is opened", () => {
  it("takes one click for the UIV, asked for over the image, and four for the verdict; the next film of the patient takes the four", async () => {
    const { page } = sitting;
    await drop(page, onDisk([first]).paths);
    await expect.poll(() => nextPoint(page).textContent()).toContain("upper instrumented");
    await page.getByRole("group", { name: "Choose the UIV" }).getByRole("button", { name: "T10", exact: true }).click();
    expect(await choice(page, "Upper instrumented vertebra").inputValue()).toBe("T10");
    expect([...(await placeAll(page, first.landmarks)).keys()]).toEqual(FOUR);
    expect((await verdict(page)).state).toBe("met");
    await expect.poll(() => nextPoint(page).textContent()).toContain("all 4 points are placed");

    await drop(page, onDisk([second]).paths);
    await expect.poll(() => nextPoint(page).textContent()).toContain("1 of 4");
    await placeAll(page, second.landmarks);
    expect((await verdict(page)).state).toBe("met");
  });

  it("is asked for what one value waits for, from that value, out of the protocol's order", async () => {
    const { page } = sitting;
    await openFilm(page, first);
    await button(page, "Cancel").click();
    await page.getByRole("rowheader", { name: "Thoracic kyphosis T4-T12", exact: true }).getByRole("button").click();
    await button(page, "Place what is missing").click();
    await expect.poll(() => nextPoint(page).textContent()).toContain("T4, superior endplate, posterior corner");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("application");
    await placeAll(page, first.landmarks);
    await expect.poll(() => readText(page, "Thoracic kyphosis T4-T12")).toMatch(/\d°/);
    expect(await button(page, "Place what is missing").count()).toBe(0);
  });

  it("is read by a second reader without the points of the first, and each is found again", async () => {
    const { page } = sitting;
    await drop(page, onDisk([first]).paths);
    await choice(page, "Upper instrumented vertebra").selectOption("T10");
    await placeAll(page, first.landmarks);
    const value = await readText(page, PJA);
    await button(page, "Read again").click();
    await expect.poll(() => readText(page, PJA)).toBe("—");
    await choice(page, "Reading of this image").selectOption({ index: 0 });
    await expect.poll(() => readText(page, PJA)).toBe(value);
    await button(page, "Undo").click();
    await expect.poll(() => choice(page, "Reading of this image").count()).toBe(0);
    expect(await readText(page, PJA)).toBe(value);
  });

  it("asks on which side anterior is as the film is seen, turned over or not", async () => {
    const { page } = sitting;
    const unsaid = film({ pjaDegrees: 26, anterior: "right", sayOrientation: false });
    await drop(page, onDisk([unsaid]).paths);
    await choice(page, "Upper instrumented vertebra").selectOption("T10");
    await viewport(page).waitFor();
    await button(page, "Flip").click();
    await page.getByRole("group", { name: /anterior/i }).getByRole("button", { name: /left/i }).click();
    await placeAll(page, unsaid.landmarks);
    expect((await verdict(page)).state).toBe("met");
  });
});
