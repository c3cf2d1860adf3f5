import { describe, expect, it } from "vitest";
import { addressKey, clicksOf, isCorner, landmarkIds, landmarkKind, parseLandmark, pointsOf } from "#spine/landmark";
import { levelsOf } from "#spine/level";
import { endplate, point } from "./support";

describe("landmark ids", () => {
  it("are taken apart", () => {
    expect(parseLandmark("T13.superior")).toEqual({ kind: "endplate", level: "T13", side: "superior" });
    expect(parseLandmark("L6.inferior.middle")).toEqual({ kind: "middle", level: "L6", side: "inferior" });
    expect(parseLandmark("C7.centroid")).toEqual({ kind: "centroid", level: "C7" });
    expect([parseLandmark("hip.1"), parseLandmark("hip.2")]).toEqual([{ kind: "femoral-head", number: 1 }, { kind: "femoral-head", number: 2 }]);
  });
  it.each(["T14.superior", "T8", "T8.anterior", "C7.centroid.middle", "hip.3", "", "T8.superior.", "plumb"])("%j is none", (id) => {
    expect(parseLandmark(id)).toBeNull();
    expect(landmarkKind(id)).toBeNull();
  });
  it("of a spine are all landmarks, each once", () => {
    const ids = landmarkIds(levelsOf(13, 6));
    expect(ids).toHaveLength(25 * 5 + 1 + 2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map(landmarkKind)).not.toContain(null);
    expect([landmarkKind("T8.superior"), landmarkKind("T8.centroid"), landmarkKind("T8.superior.middle"), landmarkKind("hip.2")]).toEqual(["endplate", "point", "point", "circle"]);
  });
});

describe("parts", () => {
  it("corners are told from other parts, on lateral and frontal films", () => {
    expect((["posterior", "anterior", "right", "left", "point", "center", "along.0", "rim.1"] as const).map(isCorner)).toEqual([true, true, true, true, false, false, false, false]);
  });
  it("are listed with their places", () => {
    const at = { anteriorMm: 1, cranialMm: 2 };
    expect(pointsOf("T8.superior", { ...endplate(0), along: [at] }).map(addressKey)).toEqual(["T8.superior/posterior", "T8.superior/anterior", "T8.superior/along.0"]);
    expect(pointsOf("T8.superior", { kind: "endplate", anterior: at })).toEqual([{ landmark: "T8.superior", part: "anterior", at }]);
    expect(pointsOf("C7.centroid", point(1, 2))).toEqual([{ landmark: "C7.centroid", part: "point", at }]);
    expect(pointsOf("hip.1", { kind: "circle", center: at, rim: [at, at] }).map(addressKey)).toEqual(["hip.1/center", "hip.1/rim.0", "hip.1/rim.1"]);
    expect(pointsOf("hip.1", { kind: "circle" })).toEqual([]);
  });
});

it("is placed by one click a corner, one for a point and one for a head's middle; what is no landmark by none", () => {
  const keys = (id: string) => clicksOf(id).map(addressKey);
  expect(keys("T8.superior")).toEqual(["T8.superior/posterior", "T8.superior/anterior"]);
  expect([keys("C2.centroid"), keys("L1.inferior.middle"), keys("hip.2")]).toEqual([["C2.centroid/point"], ["L1.inferior.middle/point"], ["hip.2/center"]]);
  expect(keys("T8")).toEqual([]);
});
