import { describe, expect, it } from "vitest";
import type { Reading } from "#case/patientCase";
import { lostStep } from "../../../src/viewport/overlay/useAskAgain";
import { anterior, endplate, posterior } from "../support/reader";

const reading = (landmarks: Reading["landmarks"], id = "r"): Reading => ({ id, image: { kind: "projection", sopInstanceUid: "1", columns: 9, rows: 9 }, landmarks });
const steps = [...endplate("T10.inferior"), ...endplate("T8.superior")];
const both = { "T10.inferior": { posterior: [1, 1], anterior: [2, 2] } } as const;

describe("a point that is undone is asked for again", () => {
  it("one point, or the first of several", () => {
    expect(lostStep(reading(both), reading({ "T10.inferior": { posterior: [1, 1] } }), steps)).toEqual(anterior("T10.inferior"));
    expect(lostStep(reading(both), reading({}), steps)).toEqual(posterior("T10.inferior"));
  });

  it("but not one that only moved, came, or is no part of the protocol", () => {
    expect(lostStep(reading(both), reading({ "T10.inferior": { posterior: [5, 5], anterior: [2, 2] } }), steps)).toBeNull();
    expect(lostStep(reading({}), reading(both), steps)).toBeNull();
    expect(lostStep(reading({ "C7.centroid": { point: [1, 1] } }), reading({}), steps)).toBeNull();
  });

  it("nor when another reading is shown", () => {
    expect(lostStep(reading(both), reading({}, "other"), steps)).toBeNull();
    expect(lostStep(reading(both), null, steps)).toBeNull();
    expect(lostStep(null, reading({}), steps)).toBeNull();
  });
});
