/** Points of a volume that are seen on a slice that they don't lie on. */
import { describe, expect, it } from "vitest";
import type { StoredLandmark } from "#case/patientCase";
import { storedFromImage } from "#image/sagittalFrame";
import type { Instance } from "#image/instance";
import { commitEdit, draftEdit, type EditTarget } from "#viewport/tools/edits";
import { instance } from "../../image/support/instance";
import { anterior, AT, css, posterior, reader } from "../support/reader";

const T8 = "T8.superior";
type Orientation = readonly [number, number, number, number, number, number];

/** A slice of square millimetres whose first pixel lies at a place. */
const slice = (imageOrientationPatient: Orientation, imagePositionPatient: readonly [number, number, number]): Instance =>
  instance({ rows: 2000, columns: 1000, frames: [{ imageOrientationPatient, imagePositionPatient, pixelSpacing: [1, 1] }] });

const turned = (degrees: number): Orientation => [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180), 0, 0, 0, -1];
/** Columns run to posterior, rows to the feet. */
const sagittal = (x: number): Instance => slice(turned(0), [x, -499.5, 499.5]);
const axial = (z: number): Instance => slice([1, 0, 0, 0, 1, 0], [-499.5, -499.5, z]);
const coronal = (y: number): Instance => slice([1, 0, 0, 0, 0, -1], [-499.5, y, 499.5]);

/** On the slice x = 6; its endplate is 40 mm long from front to back. */
const placed: Readonly<Record<string, StoredLandmark>> = { [T8]: { posterior: [6, 40, -94], anterior: [6, 0, -70] } };
const onSagittal = (y: number, z: number) => css(y + 500, 500 - z);
const onAxial = (x: number, y: number) => css(x + 500, y + 500);

describe("a point off the slice, on one from the side", () => {
  it("is dragged within the picture only: how far it lies to the side stays", () => {
    const me = reader(placed, { slice: sagittal(24.8), stackLength: 60 });
    me.presses(onSagittal(40, -94));
    me.moves(onSagittal(43, -96));
    expect(me.seen(posterior(T8))).toEqual([6, 43, -96]);
    me.releases();
    expect(me.point(posterior(T8))).toEqual([6, 43, -96]);
    expect(me.point(anterior(T8))).toEqual([6, 0, -70]);
  });

  it("so it is on one that is nearly parallel to the plane of measurement, along that picture", () => {
    const me = reader(placed, { slice: slice(turned(10), [200, -400, 499.5]), stackLength: 60 });
    const [before] = [me.point(posterior(T8)) ?? []];
    const seen = me.marksAt(posterior(T8));
    me.presses(seen);
    me.moves({ xCss: seen.xCss + 20, yCss: seen.yCss });
    me.releases();
    const [x = 0, y = 0, z = 0] = me.point(posterior(T8)) ?? [];
    expect(x - (before[0] ?? 0)).toBeCloseTo(10 * Math.sin((10 * Math.PI) / 180), 9);
    expect(y - (before[1] ?? 0)).toBeCloseTo(10 * Math.cos((10 * Math.PI) / 180), 9);
    expect(z).toBeCloseTo(-94, 9);
  });

  it("corners dragged past each other are exchanged where they lie", () => {
    const me = reader({ [T8]: { posterior: [6, 40, -94], anterior: [9, 0, -94] } }, { slice: sagittal(24.8) });
    me.presses(onSagittal(40, -94));
    me.moves(onSagittal(-20, -94));
    me.releases();
    expect(me.point(posterior(T8))).toEqual([9, 0, -94]);
    expect(me.point(anterior(T8))).toEqual([6, -20, -94]);
  });

  it("a double click goes to its slice and changes nothing", () => {
    const me = reader(placed, { slice: sagittal(24.8), stackLength: 60 });
    me.clicks(onSagittal(40, -94));
    me.waits(120);
    me.presses(onSagittal(40, -94));
    me.releases();
    expect(me.actions.at(-1)).toEqual({ kind: "go-to", address: posterior(T8) });
    expect(me.edits).toEqual([]);
    expect(me.tool).toEqual({ kind: "idle", selected: posterior(T8) });
  });
});

describe.each([
  ["an axial slice", axial(-200), onAxial(6, 40), onAxial(9, 44)],
  ["a coronal slice", coronal(120), css(506, 594), css(509, 590)],
  ["a sagittal slice turned by 20 degrees", slice(turned(20), [200, -400, 499.5]), null, null],
])("a point off %s", (_name, picture, at, to) => {
  const start = (landmarks = placed) => reader(landmarks, { slice: picture, stackLength: 60 });
  const spot = () => at ?? start().marksAt(posterior(T8));
  const other = () => to ?? { xCss: spot().xCss + 12, yCss: spot().yCss + 12 };

  it("is not dragged, and that is said", () => {
    const me = start();
    me.presses(spot());
    me.moves(other());
    expect(me.seen(posterior(T8))).toEqual([6, 40, -94]);
    me.releases();
    expect(me.edits).toEqual([]);
    expect(me.actions).toContainEqual({ kind: "tell-away", address: posterior(T8) });
    expect(me.tool).toEqual({ kind: "idle", selected: posterior(T8) });
  });

  it("by a finger neither, which scrolls the slices there as anywhere", () => {
    const me = start();
    me.presses(spot(), "touch");
    me.moves({ xCss: spot().xCss, yCss: spot().yCss - 30 });
    me.releases();
    expect(me.edits).toEqual([]);
    expect(me.actions).toContainEqual({ kind: "scroll", steps: 2 });
  });

  it("is in nobody's way: what is asked for is placed on it, and not taken hold of by moving", () => {
    const me = start();
    me.does({ kind: "start", steps: [posterior("T10.inferior")] });
    me.presses(spot());
    me.moves(other());
    me.releases();
    expect(me.point(posterior(T8))).toEqual([6, 40, -94]);
    expect(me.edits).toMatchObject([{ kind: "set-point", landmark: "T10.inferior", part: "posterior" }]);
  });

  it("is gone to by a double click, and the view stays", () => {
    const me = start();
    me.clicks(spot());
    me.waits(120);
    me.presses(spot());
    me.releases();
    expect(me.actions).toContainEqual({ kind: "go-to", address: posterior(T8) });
    expect(me.actions.some(({ kind }) => kind === "reset-view")).toBe(false);
  });
});

describe("a point within the slab of an axial slice", () => {
  it("is moved there, and its height stays", () => {
    const me = reader(placed, { slice: axial(-93.4), stackLength: 60 });
    me.presses(onAxial(6, 40));
    me.moves(onAxial(9, 44));
    me.releases();
    expect(me.point(posterior(T8))).toEqual([9, 44, -94]);
  });

  it("a point that is placed anew lies on the slice that is shown", () => {
    const me = reader(placed, { slice: axial(-200), stackLength: 60 });
    me.does({ kind: "place", address: posterior(T8) });
    me.clicks(onAxial(9, 44));
    expect(me.point(posterior(T8))).toEqual([9, 44, -200]);
  });
});

describe("a move that is kept", () => {
  const target = (picture: Instance): EditTarget => ({
    at: AT,
    reading: { id: "r", image: { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.9" }, landmarks: placed },
    instance: picture,
    frameIndex: 0,
  });
  const spot = { columnPx: 510, rowPx: 545 };

  it("never changes how far the point lies from the picture, whichever that is", () => {
    expect(draftEdit(target(axial(-200)), posterior(T8), spot, "move")).toMatchObject({ to: [10, 45, -94] });
    expect(commitEdit(target(axial(-200)), posterior(T8), spot, "move")).toMatchObject({ edit: { to: [10, 45, -94] } });
    expect(commitEdit(target(sagittal(24.8)), posterior(T8), { columnPx: 545, rowPx: 590 }, "move")).toMatchObject({ edit: { to: [6, 45, -90] } });
  });

  it("of a point that isn't there yet is one onto the picture", () => {
    expect(draftEdit(target(axial(-200)), posterior("T10.inferior"), spot, "move")).toMatchObject({ to: [10, 45, -200] });
  });

  it("on a curved picture follows the curve", () => {
    const flat = sagittal(20);
    const curved = { ...flat, frames: [{ ...flat.frames[0], rowOffsetsMm: Float64Array.from({ length: 2000 }, (_, row) => row / 100) }] };
    const at = { columnPx: 545, rowPx: 590 };
    const done = draftEdit(target(curved), posterior(T8), at, "move");
    const [x = 0] = done?.kind === "set-point" ? (done.to ?? []) : [];
    const [shown = 0] = storedFromImage(curved, 0, { kind: "volume" }, at) ?? [];
    const [before = 0] = storedFromImage(curved, 0, { kind: "volume" }, { columnPx: 540, rowPx: 594 }) ?? [];
    expect(x - shown).toBeCloseTo(6 - before, 9);
  });
});
