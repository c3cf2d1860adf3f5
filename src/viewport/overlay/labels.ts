import type { CanvasPoint } from "#geometry/points";

/** A word that wants a place on the picture: the first of its places that is free. */
export interface Label {
  readonly key: string;
  readonly text: string;
  readonly size: number;
  /** Best first. */
  readonly places: readonly CanvasPoint[];
  /** What it would cover in a place that is free of other words and of points: it takes the place where that is least. */
  readonly cost?: (box: Box) => number;
  /** Left out rather than put on top of something; others take their best place then. */
  readonly optional: boolean;
}

export interface PlacedLabel {
  readonly key: string;
  readonly text: string;
  readonly size: number;
  readonly at: CanvasPoint;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Advance of one character against the font size: enough for the system faces' digits and capitals. */
const ADVANCE = 0.6;
const EDGE_CSS = 4;
/** A line so near to a box touches it. */
const NEAR_CSS = 3;

/** Gives labels their places in order of importance; each keeps inside the view and clear of `taken` and of those before. */
export function placeLabels(labels: readonly Label[], taken: readonly Box[], view: { readonly widthCss: number; readonly heightCss: number }): readonly PlacedLabel[] {
  const used = [...taken];
  return labels.flatMap(({ key, text, size, places, cost = () => 0, optional }) => {
    const kept = places.map((place) => insideView(boxAround(place, text, size), view));
    const free = kept.filter((box) => used.every((other) => !overlap(box, other)));
    const box = cheapest(free, cost) ?? (optional ? undefined : kept[0]);
    if (box === undefined) return [];
    used.push(box);
    return [{ key, text, size, at: { xCss: (box.left + box.right) / 2, yCss: (box.top + box.bottom) / 2 } }];
  });
}

/** The first of those that cost least. */
function cheapest(boxes: readonly Box[], cost: (box: Box) => number): Box | undefined {
  const costs = boxes.map(cost);
  return boxes[costs.indexOf(Math.min(...costs))];
}

export function boxAround(at: CanvasPoint, text: string, size: number): Box {
  const halfWidth = (text.length * size * ADVANCE) / 2 + 2;
  const halfHeight = size * 0.65;
  return { left: at.xCss - halfWidth, right: at.xCss + halfWidth, top: at.yCss - halfHeight, bottom: at.yCss + halfHeight };
}

export interface Segment {
  readonly from: CanvasPoint;
  readonly to: CanvasPoint;
}

/** How much of a line lies in a box, or so near that it would touch what stands there, CSS pixels (Liang and Barsky 1984). */
export function lengthInside({ from, to }: Segment, { left, right, top, bottom }: Box): number {
  const [dx, dy] = [to.xCss - from.xCss, to.yCss - from.yCss];
  let [enters, leaves] = [0, 1];
  const cut = (speed: number, room: number): void => {
    if (speed < 0) enters = Math.max(enters, room / speed);
    else if (speed > 0) leaves = Math.min(leaves, room / speed);
    else if (room < 0) leaves = -1;
  };
  cut(-dx, from.xCss - left + NEAR_CSS);
  cut(dx, right + NEAR_CSS - from.xCss);
  cut(-dy, from.yCss - top + NEAR_CSS);
  cut(dy, bottom + NEAR_CSS - from.yCss);
  return Math.max(0, leaves - enters) * Math.hypot(dx, dy);
}

export const squareAround = ({ xCss, yCss }: CanvasPoint, half: number): Box => ({ left: xCss - half, right: xCss + half, top: yCss - half, bottom: yCss + half });

function insideView(box: Box, { widthCss, heightCss }: { readonly widthCss: number; readonly heightCss: number }): Box {
  const shift = (low: number, high: number, size: number): number => (low < EDGE_CSS ? EDGE_CSS - low : high > size - EDGE_CSS ? size - EDGE_CSS - high : 0);
  const dx = shift(box.left, box.right, widthCss);
  const dy = shift(box.top, box.bottom, heightCss);
  return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
}

export const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
