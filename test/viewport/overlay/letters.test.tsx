// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { Letters } from "../../../src/viewport/overlay/ImageFacts";
import { pageForEachTest, place, root } from "../../support/page";
import { viewOf } from "../support/scene";

pageForEachTest();

const view = { ...viewOf(), size: { widthCss: 200, heightCss: 160 } };
/** Of a coronal plane turned about two axes: three letters at each side. */
const oblique = { imageOrientationPatient: [0.8, 0.5, 0.33, 0.3, 0.14, -0.94] } as const;
const upright = { imageOrientationPatient: [1, 0, 0, 0, 0, -1] } as const;

async function shown(props: Partial<Parameters<typeof Letters>[0]>) {
  await act(async () => root.render(<svg><Letters view={view} geometry={upright} {...props} /></svg>));
  return [...place.querySelectorAll("text")].map((text) => ({ letter: text.textContent ?? "", x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), anchor: text.getAttribute("text-anchor") }));
}

describe("the letters at the sides of a picture", () => {
  it("stand in the middle of each side", async () => {
    const letters = await shown({});
    expect(letters.map(({ letter }) => letter)).toEqual(["R", "L", "H", "F"]);
    expect(letters.map(({ x, y }) => [x, y])).toEqual([[8, 80], [192, 80], [100, 14], [100, 146]]);
  });

  it("grow inwards where they are several, so that none is cut at the edge", async () => {
    const [left, right] = await shown({ geometry: oblique });
    expect([left, right]).toEqual([
      { letter: "RAF", x: 8, y: 80, anchor: "start" },
      { letter: "LPH", x: 192, y: 80, anchor: "end" },
    ]);
  });

  it("stand beside a line that runs through the middle, and stay where it doesn't", async () => {
    const [left, , top] = await shown({ lines: { xCss: 102, yCss: 79 } });
    // The name of the picture stands on the left.
    expect((top?.x ?? NaN) - 102).toBeGreaterThan(8);
    expect(Math.abs((left?.y ?? NaN) - 79)).toBeGreaterThan(8);
    const [, , far] = await shown({ lines: { xCss: 40, yCss: 20 } });
    expect([far?.x, far?.y]).toEqual([100, 14]);
  });
});
