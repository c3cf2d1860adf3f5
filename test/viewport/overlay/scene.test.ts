import { describe, expect, it } from "vitest";
import { junctionDisplay } from "../../../src/viewport/overlay/junction";
import { firstVertebraDone } from "../../../src/viewport/overlay/firstVertebra";
import { sceneOf } from "../../../src/viewport/overlay/scene";
import { DEFAULT_LEVELS } from "#spine/level";
import { imageToCanvas } from "#viewport/transform";
import { instance } from "../../image/support/instance";
import { anterior, endplate, posterior } from "../support/reader";
import { filmScene, tilted, viewOf } from "../support/scene";

const T8 = tilted(500, 300, 10);

describe("the film on the canvas", () => {
  it.each([
    ["left", {}, "left"],
    ["left", { flipHorizontal: true }, "right"],
    ["right", {}, "right"],
    ["right", { flipHorizontal: true }, "left"],
    ["left", { rotationDegrees: 180 }, "right"],
  ] as const)("anterior %s with %o is displayed %s", (side, display, shown) => {
    expect(filmScene({ "T8.superior": T8 }, { image: { anterior: side }, display }).anterior).toBe(shown);
  });

  it("an unknown anterior side stays unknown", () => {
    const reading = { id: "r", image: { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 1000 }, landmarks: {} } as const;
    expect(sceneOf(viewOf(), { instance: instance(), frameIndex: 0 }, reading, DEFAULT_LEVELS, "T10").anterior).toBeNull();
  });

  it("a film whose head lies to the right has its up there", () => {
    const { up } = filmScene({}, { image: { anterior: "up", cranial: "right" } }).spine;
    expect(up.x).toBeCloseTo(1, 12);
    expect(up.y).toBeCloseTo(0, 12);
  });

  it("points stand in the film's true shape: rows of twice the height are twice as far apart", () => {
    const [a, b] = filmScene({ "T8.superior": { posterior: [500, 500], anterior: [500, 600] } }, { image: { spacing: { aspect: 2 } } }).marks;
    expect((b?.at.yCss ?? 0) - (a?.at.yCss ?? 0)).toBeCloseTo(200, 9);
  });

  it("a reading of another film, or of another frame, is not drawn on this one", () => {
    expect(filmScene({ "T8.superior": T8 }, { image: { sopInstanceUid: "9.9" } }).marks).toEqual([]);
    expect(filmScene({ "T8.superior": T8 }, { image: { frame: 2 } }).marks).toEqual([]);
    expect(filmScene({ "T8.superior": T8 }, { image: { frame: 1 } }).marks).toHaveLength(2);
  });

  it("points of a volume are seen on every slice, with their distance from it", () => {
    const reading = {
      id: "r",
      image: { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.9" },
      landmarks: { "C7.centroid": { point: [-16, 110, 280] } },
    } as const;
    const slice = instance({ frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [-10, 100, 300], pixelSpacing: [1, 1] }] });
    const [mark] = sceneOf(viewOf(), { instance: slice, frameIndex: 0 }, reading, DEFAULT_LEVELS, "T10").marks;
    expect(mark?.image).toEqual({ columnPx: 10.5, rowPx: 20.5 });
    expect(mark?.offPlaneMm).toBeCloseTo(6, 12);
  });
});

describe("going to the junction", () => {
  it("from UIV alone leaves room for the two vertebrae above it", () => {
    const scene = filmScene({ "T10.inferior": tilted(600, 800, 0, 40) });
    const display = junctionDisplay(scene.view, scene.spine);
    if (display === null) throw new Error("no junction");
    const at = (column: number, row: number) => imageToCanvas(display, scene.view.image, scene.view.size, { columnPx: column, rowPx: row });
    expect(display.zoom).toBeGreaterThan(3);
    expect(at(600, 800).yCss).toBeLessThan(900);
    expect(at(600, 800 - 2.7 * 40).yCss).toBeGreaterThan(100);
    expect(at(600, 800).xCss).toBeCloseTo(500, 6);
  });

  it("shows all of it on a film that lies on its side", () => {
    const landmarks = { "T10.inferior": tilted(600, 800, 0, 40), "T8.superior": tilted(610, 690, 20, 40) };
    const scene = filmScene(landmarks, { display: { rotationDegrees: 90 } });
    const display = junctionDisplay(scene.view, scene.spine);
    if (display === null) throw new Error("no junction");
    for (const mark of scene.marks) {
      const { xCss, yCss } = imageToCanvas(display, scene.view.image, scene.view.size, mark.image);
      expect(Math.min(xCss, yCss)).toBeGreaterThan(0);
      expect(Math.max(xCss, yCss)).toBeLessThan(1000);
    }
  });

  it("needs an endplate of it", () => {
    const { view, spine } = filmScene({ "T4.superior": T8, "T10.inferior": { posterior: [1, 1] } });
    expect(junctionDisplay(view, spine)).toBeNull();
  });
});

describe("the first vertebra", () => {
  const tool = { kind: "placing", steps: [...endplate("T10.inferior"), ...endplate("T8.superior")], index: 1, skipped: [], selected: null } as const;

  it("is done with the second corner of UIV, when nothing else is placed yet", () => {
    expect(firstVertebraDone(filmScene({ "T10.inferior": { posterior: [600, 800] } }), tool, anterior("T10.inferior"))).toBe(true);
    expect(firstVertebraDone(filmScene({}), tool, posterior("T10.inferior"))).toBe(false);
    expect(firstVertebraDone(filmScene({ "T10.inferior": { posterior: [600, 800] }, "T4.superior": T8 }), tool, anterior("T10.inferior"))).toBe(false);
  });

  it("of another level does not take the view away", () => {
    expect(firstVertebraDone(filmScene({ "T4.superior": { posterior: [600, 100] } }), tool, anterior("T4.superior"))).toBe(false);
  });
});
