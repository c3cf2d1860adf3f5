import { describe, expect, it } from "vitest";
import { ghostsThrough, guideOf } from "../../../src/viewport/compare/ghosts";
import { above, BODY, filmOf, onFilm, type Laid } from "./films";

const BEFORE = filmOf({ turn: -5, shiftMm: [12, -4] }, { ...BODY, ...above("T8", 60, 5), ...above("L1", -80, -10) });
const NOW: Laid = { anterior: "right", turn: 14, shiftMm: [-20, 25], rowMm: 0.2, columnMm: 0.45, columns: 600, rows: 1400 };

describe("an earlier exam's endplates on the picture that is read", () => {
  it("lie where the construct says they would, of a mirrored, stretched and turned film too", () => {
    const now = filmOf(NOW, { "T10.inferior": BODY["T10.inferior"]! });
    const guide = guideOf(now.spine, now.plane!, BEFORE.spine, 0.7);
    expect(guide?.on).toEqual(["T10.inferior"]);
    expect(guide?.endplates.map(({ id }) => id), "what is placed needs no guide").toEqual(["T10.superior", "T8.superior", "L1.superior"]);
    const t8 = guide?.endplates.find(({ id }) => id === "T8.superior");
    const [posterior, anterior] = above("T8", 60, 5)["T8.superior"]!;
    for (const [found, true_] of [[t8?.posterior, posterior], [t8?.anterior, anterior]] as const) {
      const [column, row] = onFilm(NOW, true_);
      expect(found?.columnPx).toBeCloseTo(column, 6);
      expect(found?.rowPx).toBeCloseTo(row, 6);
    }
  });

  it("need the UIV, or two endplates that both have", () => {
    const one = filmOf(NOW, above("T8", 60, 5));
    expect(guideOf(one.spine, one.plane!, BEFORE.spine, 0.7)).toBeNull();
    const two = filmOf(NOW, { ...above("T8", 60, 5), ...above("L1", -80, -10) });
    expect(guideOf(two.spine, two.plane!, BEFORE.spine, 0.7)?.on).toEqual(["T8.superior", "L1.superior"]);
  });

  it("are whole endplates only", () => {
    const half = { ...BEFORE.spine, landmarks: new Map([["T9.superior", { kind: "endplate" as const, posterior: { anteriorMm: 0, cranialMm: 0 } }]]) };
    expect(ghostsThrough(half, { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 })).toEqual([]);
    expect(ghostsThrough(BEFORE.spine, { a: 2, b: 0, c: 0, d: -2, e: 0, f: 0 })).toHaveLength(4);
  });
});
