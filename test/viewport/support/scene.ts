import type { Reading } from "#case/patientCase";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import type { DisplayState } from "#viewport/display";
import type { View } from "#viewport/engine";
import { sceneOf, type Scene } from "../../../src/viewport/overlay/scene";
import { instance } from "../../image/support/instance";

export const PLAIN: DisplayState = {
  zoom: 1,
  panXCss: 0,
  panYCss: 0,
  rotationDegrees: 0,
  flipHorizontal: false,
  flipVertical: false,
  voi: { kind: "window", window: { center: 0, width: 1, function: "LINEAR" } },
  invert: false,
};

/** A film of 1000 x 1000 pixels on an element of the same size: at zoom 1 a pixel is where its coordinates say. */
export function viewOf(display: Partial<DisplayState> = {}, rowSpacing = 1): View {
  return {
    display: { ...PLAIN, ...display },
    image: { columns: 1000, rows: 1000, columnSpacing: 1, rowSpacing },
    size: { widthCss: 1000, heightCss: 1000 },
  };
}

export interface FilmOptions {
  readonly display?: Partial<DisplayState>;
  readonly image?: Partial<Extract<Reading["image"], { kind: "projection" }>>;
  readonly uiv?: Level;
}

export function filmScene(landmarks: Reading["landmarks"], { display = {}, image = {}, uiv = "T10" }: FilmOptions = {}): Scene {
  const reading: Reading = { id: "r", image: { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 1000, anterior: "left", ...image }, landmarks };
  const rowSpacing = image.spacing?.aspect ?? 1;
  return sceneOf(viewOf(display, rowSpacing), { instance: instance({ columns: 1000, rows: 1000 }), frameIndex: 0 }, reading, DEFAULT_LEVELS, uiv);
}

/** An endplate about a point, tilted so many degrees (+ : anterior end lower), anterior to the left. */
export function tilted(column: number, row: number, degrees: number, length = 100): { readonly posterior: readonly [number, number]; readonly anterior: readonly [number, number] } {
  const t = (degrees * Math.PI) / 180;
  const [dx, dy] = [(Math.cos(t) * length) / 2, (Math.sin(t) * length) / 2];
  return { posterior: [column + dx, row - dy], anterior: [column - dx, row + dy] };
}
