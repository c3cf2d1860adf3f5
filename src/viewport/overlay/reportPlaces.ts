import type { CanvasPoint } from "#geometry/points";
import type { ElementSize } from "#viewport/transform";
import { lengthInside, overlap, squareAround, type Box, type Segment } from "./labels";
import { letterMiddle, letterPlaces, type LetterPlace } from "./letterPlaces";

/** What already stands on a printed picture. */
export interface Clutter {
  readonly lines: readonly Segment[];
  readonly words: readonly Box[];
}

/** At the left, the end of the picture where the scale stands. */
export type ScaleEnd = "bottom" | "top";

const SCALE_CSS = { width: 150, height: 40 };

/** The room that the scale takes there. */
export const scaleBox = (end: ScaleEnd, { heightCss }: ElementSize): Box => {
  const top = end === "bottom" ? heightCss - SCALE_CSS.height : 0;
  return { left: 0, top, right: SCALE_CSS.width, bottom: top + SCALE_CSS.height };
};

/** A word that is covered is worse than any line. */
const WORD = 1000;
/** A letter so close to a word would be read as part of it. */
const BESIDE_CSS = 8;

const covers = (box: Box, { lines, words }: Clutter): number => {
  const wide = { ...box, left: box.left - BESIDE_CSS, right: box.right + BESIDE_CSS };
  return lines.reduce((total, line) => total + lengthInside(line, box), 0) + WORD * words.filter((word) => overlap(word, wide)).length;
};

/** Where the scale covers least: below, where it stands on the screen, unless it is better above. */
export const scaleEnd = (size: ElementSize, clutter: Clutter): ScaleEnd => (covers(scaleBox("top", size), clutter) < covers(scaleBox("bottom", size), clutter) ? "top" : "bottom");

/** How far a letter goes along its edge to be read, CSS pixels; farther out it would no longer be the edge's. */
const STEPS = [0, 20, -20, 40, -40, 60, -60, 80, -80];
const HALF_CSS = 10;

/** The letters of orientation in the middle of each edge, or as near to it as one is clear of everything. */
export function clearLetters(size: ElementSize, clutter: Clutter): readonly LetterPlace[] {
  return letterPlaces(size).map((place) => {
    const places = STEPS.map((step) => along(place, step));
    const costs = places.map((each) => covers(squareAround(letterMiddle(each), HALF_CSS), clutter));
    return places[costs.indexOf(Math.min(...costs))] ?? place;
  });
}

function along(place: LetterPlace, step: number): LetterPlace {
  const { xCss, yCss } = place.at;
  const at: CanvasPoint = place.edge === "left" || place.edge === "right" ? { xCss, yCss: yCss + step } : { xCss: xCss + step, yCss };
  return { ...place, at };
}
