import { levelsOf } from "#spine/level";
import { expect, it } from "vitest";
import { endLevels } from "../../src/ui/shell/endLevels";

it("offers as a UIV what has two vertebrae above it and a lower endplate", () => {
  const offered = endLevels({}, "uiv");
  expect(offered.at(0)).toBe("C4");
  expect(offered.at(-1)).toBe("L5");
  expect(endLevels({ levels: levelsOf(12, 6) }, "uiv").at(-1)).toBe("L6");
  expect(endLevels({ levels: ["T9", "T10", "T11", "T12", "L1"] }, "uiv")).toEqual(["T11", "T12", "L1"]);
});

it("keeps the UIV that a case has said, whatever it is", () => {
  for (const uiv of ["C2", "S1"]) expect(endLevels({ surgery: { uiv } }, "uiv")).toContain(uiv);
});

it("offers the sacrum as a LIV", () => {
  expect(endLevels({}, "liv").at(-1)).toBe("S1");
});
