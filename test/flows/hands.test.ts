import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { placeAll, sit, verdict, withFinger, type Sitting } from "./driver";
import { expectAngle, openFilm, PJA, PLAIN } from "./film";
import { kyphosis } from "./truth";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

describe("without a mouse", () => {
  it("the same by touch", async () => {
    await sitting.end();
    sitting = await sit({ hasTouch: true, viewport: { width: 1180, height: 820 } });
    const made = film({ pjaDegrees: 31 });
    await openFilm(sitting.page, made);
    const placed = await placeAll(sitting.page, made.landmarks, withFinger);
    await expectAngle(sitting.page, PJA, kyphosis(PLAIN, placed, "T8 superior", "T10 inferior"));
    expect((await verdict(sitting.page)).state).toBe("met");
  });
});
