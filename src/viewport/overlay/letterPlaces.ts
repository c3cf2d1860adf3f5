import type { CanvasPoint } from "#geometry/points";
import type { EdgeLetters } from "#viewport/orientation";
import type { ElementSize } from "#viewport/transform";

/** From the edge to what stands along it. */
export const EDGE_CSS = 14;
/** Of the letters at the sides, to their outer edge. */
const NEAR_CSS = 8;
/** How wide and high a letter is, about. */
const LETTER_CSS = 13;

export interface LetterPlace {
  readonly edge: keyof EdgeLetters;
  readonly at: CanvasPoint;
  /** Of the letters' own line, as SVG has it: those at the sides grow inwards. */
  readonly textAnchor: "start" | "middle" | "end";
}

/**
 * Where the letters of orientation stand: in the middle of each edge, or beside `lines`, which cross the whole picture and meet
 * there.
 */
export function letterPlaces({ widthCss, heightCss }: ElementSize, letters?: EdgeLetters, lines?: CanvasPoint): readonly LetterPlace[] {
  const xCss = beside(widthCss / 2, lines?.xCss, "right", Math.max(letters?.top.length ?? 1, letters?.bottom.length ?? 1));
  const yCss = beside(heightCss / 2, lines?.yCss, "away", 1);
  return [
    { edge: "left", at: { xCss: NEAR_CSS, yCss }, textAnchor: "start" },
    { edge: "right", at: { xCss: widthCss - NEAR_CSS, yCss }, textAnchor: "end" },
    { edge: "top", at: { xCss, yCss: EDGE_CSS }, textAnchor: "middle" },
    { edge: "bottom", at: { xCss, yCss: heightCss - EDGE_CSS }, textAnchor: "middle" },
  ];
}

/** The middle of a single letter there. */
export function letterMiddle({ at, textAnchor }: LetterPlace): CanvasPoint {
  const inwards = { start: LETTER_CSS / 2, middle: 0, end: -LETTER_CSS / 2 }[textAnchor];
  return { ...at, xCss: at.xCss + inwards };
}

/**
 * The middle of a side, or next to a line that would run through so many letters there: to its right, since what a picture
 * is called stands on the left, else where the middle is.
 */
function beside(middle: number, line: number | undefined, side: "right" | "away", letters: number): number {
  const reach = 4 + LETTER_CSS * (Math.max(1, letters) / 2);
  if (line === undefined || Math.abs(line - middle) >= reach) return middle;
  return line + (side === "right" || line <= middle ? reach : -reach);
}
