import { describe, expect, it } from "vitest";
import { commonCrop, type Extent } from "../../../src/viewport/overlay/reportCrop";

const extent = (needed: readonly [number, number, number, number], film: readonly [number, number, number, number]): Extent => ({
  anchor: { x: 0, y: 0 },
  needed: { left: needed[0], right: needed[1], top: needed[2], bottom: needed[3] },
  film: { left: film[0], right: film[1], top: film[2], bottom: film[3] },
});
const WIDE = [500, 500, 500, 500] as const;
const BOX = { widthCss: 200, heightCss: 300 };

describe("the part of the films that is printed", () => {
  it("is what the points need, as large as the box allows, and more of the film where the box has room", () => {
    const crop = commonCrop([extent([40, 60, 100, 50], WIDE)], BOX);
    // 100 wide and 150 high in a box of 200 by 300: both sides fit at 2.
    expect(crop).toEqual({ left: 40, top: 100, width: 100, height: 150, cssPerUnit: 2 });
    const low = commonCrop([extent([40, 60, 20, 30], WIDE)], BOX);
    expect(low).toEqual({ left: 40, top: 70, width: 100, height: 150, cssPerUnit: 2 });
  });

  it("is the same of two films about their anchors, so that a length on both is one length on paper", () => {
    const crop = commonCrop([extent([40, 10, 100, 50], WIDE), extent([10, 60, 20, 50], WIDE)], BOX);
    expect(crop).toEqual({ left: 40, top: 100, width: 100, height: 150, cssPerUnit: 2 });
  });

  it("reaches no farther than a film does: the other side gets the rest, and a box too large stays empty", () => {
    const [cutAbove] = [commonCrop([extent([40, 60, 20, 30], [500, 500, 25, 500])], BOX)];
    expect(cutAbove).toEqual({ left: 40, top: 25, width: 100, height: 150, cssPerUnit: 2 });
    const small = commonCrop([extent([40, 60, 20, 30], [40, 60, 25, 35])], BOX);
    expect(small).toEqual({ left: 40, top: 25, width: 100, height: 60, cssPerUnit: 2 });
  });

  it("asks for nothing outside of a film, however near its edge the points lie", () => {
    expect(commonCrop([extent([40, 60, 100, 90], [500, 500, 500, 50])], BOX)).toMatchObject({ top: 100, height: 150, cssPerUnit: 2 });
  });
});
