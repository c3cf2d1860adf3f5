import { NOTHING_SHOWN, type SessionState } from "../../src/ui/session/core";
import { isAcrossShown } from "#ui/session/select";
import type { Instance } from "#image/instance";
import { describe, expect, it } from "vitest";
import { film, slice } from "./instances";

const shown = (...instances: readonly Instance[]): SessionState => ({ view: { ...NOTHING_SHOWN, stack: instances.map((instance) => ({ instance, frameIndex: 0 })) } }) as unknown as SessionState;
const axial = (number: number): Instance => ({ ...slice(number, 0), frames: [{ imageOrientationPatient: [1, 0, 0, 0, 1, 0], imagePositionPatient: [0, 0, number], pixelSpacing: [1, 1] }] });

describe("a picture on which nothing of the spine's side can be read", () => {
  it("is a slice by itself that says it lies across", () => {
    expect(isAcrossShown(shown(axial(1)))).toBe(true);
  });

  it("and no slice from the side, no film, none of a stack that can be seen from the side, and nothing", () => {
    expect([shown(slice(1, 0)), shown(film({ sop: "a" })), shown(axial(1), axial(2)), shown()].map(isAcrossShown)).toEqual([false, false, false, false]);
  });
});
