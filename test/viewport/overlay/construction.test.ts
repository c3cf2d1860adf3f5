import { describe, expect, it } from "vitest";
import { coronalDrawing, drawingsOf, type Segment } from "../../../src/viewport/overlay/construction";
import { filmScene, tilted } from "../support/scene";

/** The angle that an arc spans about the point where the rays meet, from its path. */
function spanned(arc: string, apex: { readonly xCss: number; readonly yCss: number }): number {
  const [x1, y1, , , , , , x2, y2] = [...arc.matchAll(/-?[\d.]+/g)].map(Number);
  const a = Math.atan2((y1 ?? 0) - apex.yCss, (x1 ?? 0) - apex.xCss);
  const b = Math.atan2((y2 ?? 0) - apex.yCss, (x2 ?? 0) - apex.xCss);
  const d = Math.abs(a - b) * (180 / Math.PI);
  return Math.min(d, 360 - d);
}
const rays = (segments: readonly Segment[]): readonly Segment[] => segments.filter(({ role }) => role === "ray");
/** Where two lines meet. */
function crossing(p: Segment, q: Segment): { readonly xCss: number; readonly yCss: number } {
  const [px, py, qx, qy] = [p.to.xCss - p.from.xCss, p.to.yCss - p.from.yCss, q.to.xCss - q.from.xCss, q.to.yCss - q.from.yCss];
  const t = ((q.from.xCss - p.from.xCss) * qy - (q.from.yCss - p.from.yCss) * qx) / (px * qy - py * qx);
  return { xCss: p.from.xCss + t * px, yCss: p.from.yCss + t * py };
}
const angleOf = ({ from, to }: Segment): number => (Math.atan2(to.yCss - from.yCss, to.xCss - from.xCss) * 180) / Math.PI;

describe("the junctional angle's construction", () => {
  it.each([[20], [5], [60], [95], [-12]])("shows the angle of %f degrees that it names", (pja) => {
    const scene = filmScene({ "T8.superior": tilted(500, 300, 10 + pja), "T10.inferior": tilted(500, 500, 10) });
    const [drawing] = drawingsOf(scene.spine, "PJA", 0);
    const [upper, lower] = rays(drawing?.segments ?? []);
    if (!drawing?.arc || !upper || !lower) throw new Error("nothing drawn");
    expect(spanned(drawing.arc, crossing(upper, lower))).toBeCloseTo(Math.abs(pja), 0);
  });

  it("its rays stand at right angles on the two endplates", () => {
    const scene = filmScene({ "T8.superior": tilted(500, 300, 25), "T10.inferior": tilted(500, 500, 4) });
    const [upper, lower] = rays(drawingsOf(scene.spine, "PJA", 0)[0]?.segments ?? []);
    if (!upper || !lower) throw new Error("nothing drawn");
    // Canvas y runs down and anterior is left: a tilt of t runs along the direction 180 - t.
    expect(Math.abs(Math.sin(((angleOf(upper) - (180 - 25)) * Math.PI) / 180))).toBeCloseTo(1, 9);
    expect(Math.abs(Math.sin(((angleOf(lower) - (180 - 4)) * Math.PI) / 180))).toBeCloseTo(1, 9);
  });

  it("names the endplates it is built from, and stands on the hollow side whichever way the film faces", () => {
    const landmarks = { "T8.superior": tilted(500, 300, 20), "T10.inferior": tilted(500, 500, 0) };
    for (const flipHorizontal of [false, true]) {
      const [drawing] = drawingsOf(filmScene(landmarks, { display: { flipHorizontal } }).spine, "PJA", 0);
      expect(drawing?.endplates).toEqual(["T8.superior", "T10.inferior"]);
      const [upper, lower] = rays(drawing?.segments ?? []);
      if (!upper || !lower) throw new Error("nothing drawn");
      const meeting = crossing(upper, lower).xCss;
      if (flipHorizontal) expect(meeting).toBeGreaterThan(600);
      else expect(meeting).toBeLessThan(400);
    }
  });

  it("is not drawn while a corner is missing, or for an id that is no construction", () => {
    const half = filmScene({ "T8.superior": { posterior: [1, 2] }, "T10.inferior": tilted(500, 500, 0) });
    expect(drawingsOf(half.spine, "PJA", 0)).toEqual([]);
    expect(drawingsOf(half.spine, "GAP", 0)).toEqual([]);
  });

  it("follows the line through further points on an endplate", () => {
    const bent = { ...tilted(500, 300, 0), along: [[500, 330] as const] };
    const scene = filmScene({ "T8.superior": bent, "T10.inferior": tilted(500, 500, 0) });
    const [upper] = rays(drawingsOf(scene.spine, "PJA", 0)[0]?.segments ?? []);
    // The least-squares line of (450, 300), (550, 300), (500, 330) is the level one at row 310.
    expect(upper?.from.yCss).toBeCloseTo(310, 9);
  });
});

describe("the pelvis", () => {
  const pelvis = {
    "S1.superior": tilted(600, 600, 40),
    "hip.1": { center: [520, 760] as const },
    "hip.2": { center: [540, 780] as const },
  };

  it("PI is drawn at the middle of S1, between its perpendicular and the hip axis", () => {
    const [drawing] = drawingsOf(filmScene(pelvis).spine, "PI", 0);
    if (!drawing?.arc) throw new Error("nothing drawn");
    // SS is 40, so the perpendicular runs down and back at 40 degrees from the vertical; the hip axis lies at (-70, 170)
    // from the middle of S1, forward of the vertical by PT = 22.4 degrees.
    expect(spanned(drawing.arc, { xCss: 600, yCss: 600 })).toBeCloseTo(40 + (Math.atan2(70, 170) * 180) / Math.PI, 0);
    expect(rays(drawing.segments).map(({ from }) => [from.xCss, from.yCss])).toEqual([[600, 600], [600, 600]]);
    expect(rays(drawing.segments)[1]?.to).toEqual({ xCss: 530, yCss: 770 });
  });

  it("PT is drawn at the hip axis, from the vertical of the film and not of the screen", () => {
    const upright = drawingsOf(filmScene(pelvis).spine, "PT", 0)[0];
    const turned = drawingsOf(filmScene(pelvis, { display: { rotationDegrees: 90 } }).spine, "PT", 0)[0];
    const guide = (segments: readonly Segment[] = []) => segments.filter(({ role }) => role === "guide").map(angleOf);
    expect(guide(upright?.segments)).toEqual([-90]);
    expect(guide(turned?.segments).map(Math.round)).toEqual([0]);
  });

  it("with a plumb line the vertical is the plumb line's", () => {
    const leaning = { ...pelvis, plumb: { along: [[500, 900], [600, 100]] as const } };
    const [drawing] = drawingsOf(filmScene(leaning).spine, "PT", 0);
    const [vertical] = (drawing?.segments ?? []).filter(({ role }) => role === "guide").map(angleOf);
    expect(vertical).toBeCloseTo((Math.atan2(-800, 100) * 180) / Math.PI, 6);
  });

  it("a difference of two angles is drawn as both", () => {
    const spine = { ...pelvis, "L1.superior": tilted(560, 300, -15) };
    expect(drawingsOf(filmScene(spine).spine, "PI-LL", 0).map(({ measurement }) => measurement)).toEqual(["PI", "LL.L1-S1"]);
  });

  it("SVA is a plumb line from C7 and the way from it to the back of S1", () => {
    const [drawing] = drawingsOf(filmScene({ ...pelvis, "C7.centroid": { point: [580, 100] } }).spine, "SVA", 0);
    const [plumb, across] = drawing?.segments ?? [];
    expect(plumb?.from).toEqual({ xCss: 580, yCss: 100 });
    expect(across?.from.xCss).toBeCloseTo(580, 9);
    expect(across?.from.yCss).toBeCloseTo(across?.to.yCss ?? NaN, 9);
    expect(across?.to.xCss).toBeCloseTo(600 + Math.cos((40 * Math.PI) / 180) * 50, 9);
  });
});

describe("the curve of a frontal film", () => {
  /** An endplate tilted so many degrees, + when the patient's left end is lower; his left lies to the right. */
  function across(column: number, row: number, degrees: number) {
    const { posterior, anterior } = tilted(column, row, -degrees);
    return { right: anterior, left: posterior };
  }
  const FRONTAL = { view: "frontal", patientLeft: "right" } as const;
  const ENDS = ["T5.superior", "T11.inferior"] as const;

  it.each([[18, -14], [40, -55], [-10, 12], [5, -1]])("from %f to %f degrees shows the angle between them, on the hollow side", (upperTilt, lowerTilt) => {
    const scene = filmScene({ "T5.superior": across(500, 300, upperTilt), "T11.inferior": across(500, 600, lowerTilt) }, { image: FRONTAL });
    const convexity = upperTilt > lowerTilt ? "right" : "left";
    const drawing = coronalDrawing(scene.spine, ENDS, convexity);
    const [upper, lower] = rays(drawing?.segments ?? []);
    if (!drawing?.arc || !upper || !lower) throw new Error("nothing drawn");
    const meeting = crossing(upper, lower);
    expect(spanned(drawing.arc, meeting)).toBeCloseTo(Math.abs(upperTilt - lowerTilt), 0);
    // Convex to the patient's right is hollow to the right of the picture, where his left is.
    expect(meeting.xCss > 500).toBe(convexity === "right");
    expect(drawing.endplates).toEqual(ENDS);
  });

  it("is not drawn while an end is missing, and nothing sagittal is drawn on a frontal film", () => {
    const scene = filmScene({ "T8.superior": across(500, 300, 20), "T10.inferior": across(500, 600, -5) }, { image: FRONTAL });
    expect(coronalDrawing(scene.spine, ENDS, "right")).toBeNull();
    expect(["PJA", "TK.T4-T12", "wedge.T8"].flatMap((id) => drawingsOf(scene.spine, id, 0))).toEqual([]);
  });
});
