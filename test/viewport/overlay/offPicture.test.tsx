// @vitest-environment happy-dom
/** What is drawn, and what can be done, where a point of a volume doesn't lie on the picture. */
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { Assessment } from "#spine/assessment";
import { DEFAULT_LEVELS } from "#spine/level";
import { drawnOf, type Drawn } from "../../../src/viewport/overlay/drawn";
import { nearestTo, offPicture } from "../../../src/viewport/overlay/offPicture";
import { PointMarks } from "../../../src/viewport/overlay/PointMarks";
import { sceneOf, type Scene } from "../../../src/viewport/overlay/scene";
import { SpineLines } from "../../../src/viewport/overlay/SpineLines";
import { instance } from "../../image/support/instance";
import { posterior } from "../support/reader";
import { viewOf } from "../support/scene";

type Orientation = readonly [number, number, number, number, number, number];
const turned = (degrees: number): Orientation => [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180), 0, 0, 0, -1];
const AXIAL: Orientation = [1, 0, 0, 0, 1, 0];
const CORONAL: Orientation = [1, 0, 0, 0, 0, -1];

const slice = (imageOrientationPatient: Orientation, imagePositionPatient: readonly [number, number, number]): Instance =>
  instance({ rows: 1000, columns: 1000, frames: [{ imageOrientationPatient, imagePositionPatient, pixelSpacing: [1, 1] }] });

/** The junction in the plane x = 6, hip and plumb line with it. */
const READING: Reading = {
  id: "r",
  image: { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.9" },
  landmarks: {
    "T8.superior": { posterior: [6, 20, -94], anterior: [6, -10, -106] },
    "T10.inferior": { posterior: [6, 25, -160], anterior: [6, -10, -160] },
    "hip.1": { center: [6, 0, -160], radiusMm: 20 },
    plumb: { along: [[6, 0, 100], [6, 0, -300]] },
  },
};
const ASSESSMENT: Assessment = {
  measurements: [{ id: "PJA", unit: "deg", state: "measured", value: 21.8, sd: 1, points: [], notes: [] }],
  headline: { id: "absolute-20", state: "undecidable", value: null, interval: null, threshold: null, unit: "deg", reason: { code: "x" }, subTests: [], notes: [], withinError: false, probability: null },
  criteria: [],
  riskFactors: [],
  plausibility: [],
};

const sceneOn = (orientation: Orientation, place: readonly [number, number, number], nearMm = 1): Scene =>
  sceneOf(viewOf(), { instance: slice(orientation, place), frameIndex: 0 }, READING, DEFAULT_LEVELS, "T10", nearMm);
const drawnOn = (scene: Scene): Drawn => drawnOf(scene, { assessment: ASSESSMENT, constructions: ["PJA"], highlighted: null });
const lines = (scene: Scene): string => renderToStaticMarkup(<svg>{<SpineLines scene={scene} drawn={drawnOn(scene)} />}</svg>);
const texts = (scene: Scene): readonly string[] => drawnOn(scene).labels.map(({ text }) => text);

describe("what is drawn", () => {
  it.each([
    ["axial", AXIAL, [-494, -500, -130]],
    ["coronal", CORONAL, [-494, 60, 340]],
    ["sagittal, turned by 50 degrees", turned(50), [-377, -321, 340]],
  ] as const)("on a picture that is %s: the points and nothing that looks measured", (_name, orientation, place) => {
    const scene = sceneOn(orientation, place);
    expect(scene.marks).toHaveLength(7);
    expect(scene.isAcross).toBe(true);
    expect(lines(scene)).not.toMatch(/<line|<circle|<path|<text/);
  });

  it("levels that lie on an axial slice are named there", () => {
    expect(texts(sceneOn(AXIAL, [-494, -500, -160.4]))).toEqual(["T10 UIV"]);
    expect(texts(sceneOn(AXIAL, [-494, -500, -130]))).toEqual([]);
  });

  it("so it is where nobody says how far points reach, as on paper", () => {
    const scene = sceneOf(viewOf(), { instance: slice(AXIAL, [-494, -500, -130]), frameIndex: 0 }, READING, DEFAULT_LEVELS, "T10");
    expect(texts(scene)).toEqual([]);
    expect(scene.marks.every(({ reach }) => reach === "away")).toBe(true);
  });

  it.each([["straight", turned(0)], ["turned by 30 degrees", turned(30)]] as const)("on a sagittal one, %s: endplates, construction, value, hip and plumb line", (_name, orientation) => {
    const scene = sceneOn(orientation, [-100, -500, 340]);
    expect(scene.isAcross).toBe(false);
    expect(drawnOn(scene).endplates).toHaveLength(2);
    expect(texts(scene)).toEqual(expect.arrayContaining(["PJA 21.8°", "T8", "T10 UIV"]));
    expect(lines(scene)).toMatch(/data-construction="PJA"/);
    expect(lines(scene)).toMatch(/<circle/);
  });

  it("no construction of an angle that is degenerate", () => {
    const degenerate: Assessment = { ...ASSESSMENT, measurements: [{ id: "PJA", unit: "deg", state: "degenerate", reason: { code: "endplate-sideways" } }] };
    const drawn = drawnOf(sceneOn(turned(0), [6, -500, 340]), { assessment: degenerate, constructions: ["PJA"], highlighted: null });
    expect(drawn.endplates).toHaveLength(2);
    expect(drawn.constructions).toEqual([]);
  });

  it("on a film all of it, whose points lie on it", () => {
    const film: Reading = { id: "r", image: { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 1000, anterior: "left" }, landmarks: { "T8.superior": { posterior: [500, 300], anterior: [400, 310] } } };
    const scene = sceneOf(viewOf(), { instance: instance({ columns: 1000, rows: 1000 }), frameIndex: 0 }, film, DEFAULT_LEVELS, "T10", 1);
    expect(scene).toMatchObject({ isAcross: false, marks: [{ reach: "here" }, { reach: "here" }] });
  });
});

describe("a point's name", () => {
  const marksOn = (scene: Scene): string => renderToStaticMarkup(<svg><PointMarks marks={scene.marks} levels={DEFAULT_LEVELS} active={null} lit={new Set()} onSelect={() => undefined} /></svg>);

  it("says how far off the picture it lies where it can't be moved, and what goes to it", () => {
    const markup = marksOn(sceneOn(AXIAL, [-494, -500, -200]));
    expect(markup).toContain('aria-label="T8 superior endplate, posterior corner, 106.0 mm off this picture"');
    expect(markup).toContain("Enter or a double click goes to the picture it lies on.");
  });

  it("is its own where it lies on the picture, or can be moved beside it", () => {
    expect(marksOn(sceneOn(AXIAL, [-494, -500, -94.5]))).toMatch(/aria-label="T8 superior endplate, posterior corner" data-point/);
    const beside = marksOn(sceneOn(turned(0), [24.8, -500, 340]));
    expect(beside).toContain('aria-label="T8 superior endplate, posterior corner" aria-description="18.8 mm off this slice: moved, it keeps that distance.');
  });
});

describe("going to a point", () => {
  const stack = [-220, -200, -96, -93, -90].map((z) => ({ instance: slice(AXIAL, [-494, -500, z]), frameIndex: 0 }));
  const at = (nearMm: number, reading: Reading | null = READING, of = stack) => {
    const told: (string | null)[] = [];
    const positions: number[] = [];
    const off = offPicture({ scene: sceneOn(AXIAL, [-494, -500, -200]), reading, stack: of, nearMm, tell: (notice) => told.push(notice), onPosition: (position) => positions.push(position) });
    return { ...off, told, positions };
  };

  it("shows the nearest picture of the stack", () => {
    const reader = at(1.5);
    reader.goTo(posterior("T8.superior"));
    expect(reader.positions).toEqual([3]);
    expect(reader.told).toEqual([null]);
  });

  it("says so where none of them reaches it", () => {
    const reader = at(1.5, READING, stack.slice(0, 2));
    reader.goTo(posterior("T8.superior"));
    expect(reader.positions).toEqual([1]);
    expect(reader.told).toEqual(["T8 superior endplate, posterior corner: lies 106.0 mm outside these pictures; this is the nearest of them."]);
  });

  it("has nowhere to go without the point, or where no picture says where it lies", () => {
    for (const reader of [at(1, null), at(1, READING, [{ instance: instance(), frameIndex: 0 }])]) {
      reader.goTo(posterior("T8.superior"));
      expect(reader.positions).toEqual([]);
    }
    expect(nearestTo(stack, READING, posterior("T9.superior"))).toBeNull();
  });

  it("or says why it can't be moved here", () => {
    const reader = at(1);
    reader.tellAway(posterior("T8.superior"));
    reader.tellAway(posterior("T9.superior"));
    expect(reader.told).toEqual(["T8 superior endplate, posterior corner: lies 106.0 mm off this picture and cannot be moved on it. Enter or a double click goes to the picture it lies on."]);
  });
});
