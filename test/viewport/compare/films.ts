import type { Reading, StoredPoint, StoredSpacing } from "#case/patientCase";
import { spineReadingOf } from "#case/select";
import type { ImageSide } from "#image/sagittalFrame";
import type { SpineReading } from "#spine/assessment";
import { arrange, type Compared } from "../../../src/viewport/compare/arrangement";
import { planeOfPicture } from "../../../src/viewport/compare/picturePlane";
import { instance } from "../../image/support/instance";

/** How a spine of known millimetres came to lie on a film. */
export interface Laid {
  readonly columns?: number;
  readonly rows?: number;
  readonly rowMm?: number;
  readonly columnMm?: number;
  /** Turned about the middle of the film, degrees, anterior towards cranial. */
  readonly turn?: number;
  readonly shiftMm?: readonly [anterior: number, cranial: number];
  readonly anterior?: ImageSide | null;
  readonly cranial?: ImageSide;
  /** "ratio": the film's spacing is known up to a factor. */
  readonly scale?: "mm" | "ratio";
}

type Plates = Readonly<Record<string, readonly [posterior: readonly [number, number], anterior: readonly [number, number]]>>;

/** Millimetres, anterior and cranial, about the middle of the construct. */
export const BODY: Plates = { "T10.superior": [[-16, 12], [16, 9]], "T10.inferior": [[-15, -11], [15, -14]] };

/** A level's upper endplate, so high above the construct and turned by so many degrees. */
export const above = (level: string, heightMm: number, tilt: number): Plates => {
  const [dx, dy] = [15 * Math.cos((tilt * Math.PI) / 180), 15 * Math.sin((tilt * Math.PI) / 180)];
  return { [`${level}.superior`]: [[-dx, heightMm + dy], [dx, heightMm - dy]] };
};

/** Where a point of the spine is on the film. */
export function onFilm({ columns = 800, rows = 1000, rowMm = 0.3, columnMm = 0.3, turn = 0, shiftMm = [0, 0], anterior = "left", cranial = "up" }: Laid, [a, c]: readonly [number, number]): readonly [number, number] {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const [x, y] = [cos * a - sin * c + shiftMm[0], sin * a + cos * c + shiftMm[1]];
  const lies = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
  const [forward, upward] = [lies[anterior ?? "left"], lies[cranial]];
  return [columns / 2 + (x * forward[0] + y * upward[0]) / columnMm, rows / 2 + (x * forward[1] + y * upward[1]) / rowMm];
}

export function filmOf(laid: Laid, plates: Plates): Compared & { readonly reading: Reading } {
  const { columns = 800, rows = 1000, rowMm = 0.3, columnMm = 0.3, anterior = "left", cranial, scale = "mm" } = laid;
  const spacing: StoredSpacing = scale === "mm" ? { rowMm, columnMm } : { aspect: rowMm / columnMm };
  const landmarks = Object.fromEntries(Object.entries(plates).map(([id, [p, q]]) => [id, { posterior: onFilm(laid, p) as StoredPoint, anterior: onFilm(laid, q) as StoredPoint }]));
  const reading: Reading = {
    id: "r",
    image: { kind: "projection", sopInstanceUid: "1.2.3", columns, rows, spacing, ...(anterior === null ? {} : { anterior }), ...(cranial ? { cranial } : {}) },
    landmarks,
  };
  const plane = planeOfPicture(reading, { instance: instance({ columns, rows }), frameIndex: 0 }, "left");
  return { reading, spine: spineOf(reading), plane };
}

export const spineOf = (reading: Reading): SpineReading =>
  spineReadingOf({ subject: { id: "S" }, surgery: { uiv: "T10" }, exams: [] }, { id: "e", timepoint: "follow-up", posture: "standing", readings: [reading] }, reading);

export const arranged = (exams: readonly Compared[], aligned = true) => arrange(exams, aligned, 0.7);
