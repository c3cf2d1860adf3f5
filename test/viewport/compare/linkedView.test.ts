import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply, invert } from "#geometry/affine";
import { around, boundsOf } from "../../../src/viewport/compare/bounds";
import { fitted, panned, sharedToCanvas, zoomedAbout, type LinkedView } from "../../../src/viewport/compare/linkedView";

const SIZE = { widthCss: 400, heightCss: 600 };
const VIEW: LinkedView = { x: 10, y: -20, cssPerMm: 2, facing: "left" };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const views: fc.Arbitrary<LinkedView> = fc.record({ x: number(-200, 200), y: number(-200, 200), cssPerMm: number(0.3, 20), facing: fc.constantFrom("left", "right") });

describe("what all panes look at", () => {
  it("stands in the middle of each, cranial up and anterior where it faces", () => {
    const left = sharedToCanvas(VIEW, SIZE);
    expect(apply(left, 10, -20)).toEqual([200, 300]);
    expect(apply(left, 11, -20)).toEqual([198, 300]);
    expect(apply(left, 10, -19)).toEqual([200, 298]);
    expect(apply(sharedToCanvas({ ...VIEW, facing: "right" }, SIZE), 11, -20)).toEqual([202, 300]);
  });

  it("is a whole rectangle, as large as the pane allows, and no larger", () => {
    const tall = fitted({ left: -50, right: 50, bottom: 0, top: 300 }, SIZE, "right");
    expect(tall).toEqual({ x: 0, y: 150, cssPerMm: 2, facing: "right" });
    const wide = fitted({ left: -100, right: 100, bottom: 0, top: 30 }, SIZE, "right", 0.5);
    expect(wide.cssPerMm).toBe(1);
  });

  it("zooms about a point that stays, within what can be seen", () => {
    fc.assert(
      fc.property(views, number(0, 400), number(0, 600), number(0.5, 2), (view, xCss, yCss, factor) => {
        const zoomed = zoomedAbout(view, SIZE, { xCss, yCss }, factor);
        const [p, q] = [apply(invert(sharedToCanvas(view, SIZE)), xCss, yCss), apply(invert(sharedToCanvas(zoomed, SIZE)), xCss, yCss)];
        expect(q[0]).toBeCloseTo(p[0], 6);
        expect(q[1]).toBeCloseTo(p[1], 6);
      }),
    );
    expect(zoomedAbout(VIEW, SIZE, { xCss: 0, yCss: 0 }, 1e9).cssPerMm).toBe(200);
    expect(zoomedAbout(VIEW, SIZE, { xCss: 0, yCss: 0 }, 1e-9).cssPerMm).toBe(0.05);
  });

  it("moves along with the hand, whichever way it faces", () => {
    fc.assert(
      fc.property(views, number(-90, 90), number(-90, 90), (view, xCss, yCss) => {
        const [x, y] = apply(sharedToCanvas(panned(view, { xCss, yCss }), SIZE), view.x, view.y);
        expect(x - 200).toBeCloseTo(xCss, 6);
        expect(y - 300).toBeCloseTo(yCss, 6);
      }),
    );
  });
});

it("bounds hold a turned picture whole", () => {
  const cos = Math.SQRT1_2;
  const bounds = boundsOf({ columns: 10, rows: 10 }, { a: cos, b: cos, c: -cos, d: cos, e: 0, f: 0 });
  expect(bounds.left).toBeCloseTo(-7.0711, 4);
  expect(bounds.right).toBeCloseTo(7.0711, 4);
  expect(bounds.top).toBeCloseTo(14.1421, 4);
  expect(around([[1, 5], [-2, 3]])).toEqual({ left: -2, right: 1, bottom: 3, top: 5 });
});
