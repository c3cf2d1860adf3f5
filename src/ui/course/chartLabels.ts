/** A value that is to be written at a point of the chart, with where it may stand: centred over `x`, its foot at `y`; best first. */
export interface ChartLabel {
  readonly text: string;
  readonly places: readonly Spot[];
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Advance of a digit against the font size. */
const ADVANCE = 0.58;

/**
 * Where each label stands without lying on another one or on what is drawn at `taken`; null where it has no such place.
 * The last and the first choose before those between, these from left to right.
 */
export function placeChartLabels(labels: readonly ChartLabel[], taken: readonly Spot[], fontSize: number): readonly (Spot | null)[] {
  const order = [...new Set([labels.length - 1, 0, ...labels.keys()])].filter((i) => i >= 0);
  const placed = new Map<number, Spot>();
  const isFree = (text: string, spot: Spot): boolean =>
    [...placed].every(([i, other]) => !collide(text, spot, labels[i]?.text ?? "", other, fontSize)) && taken.every((point) => !covers(text, spot, point, fontSize));
  for (const i of order) {
    const { text, places } = labels[i] ?? { text: "", places: [] };
    const free = places.find((spot) => isFree(text, spot));
    if (free) placed.set(i, free);
  }
  return labels.map((_, i) => placed.get(i) ?? null);
}

export const halfWidth = (text: string, fontSize: number): number => (text.length * fontSize * ADVANCE) / 2;

const collide = (text: string, a: Spot, otherText: string, b: Spot, fontSize: number): boolean =>
  Math.abs(a.x - b.x) < halfWidth(text, fontSize) + halfWidth(otherText, fontSize) + 2 && Math.abs(a.y - b.y) < fontSize;

const covers = (text: string, at: Spot, point: Spot, fontSize: number): boolean =>
  Math.abs(at.x - point.x) < halfWidth(text, fontSize) + 4 && point.y > at.y - fontSize && point.y < at.y + 4;
