import type { FrameGeometry } from "#image/attributes";
import type { ImageSide } from "#image/sagittalFrame";
import type { Placement } from "./transform";

/** Anatomical directions at the four edges of the viewport ("A", "FP", ...); "" where unknown. */
export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

const UNKNOWN: EdgeLetters = { left: "", right: "", top: "", bottom: "" };

/** PS3.3 C.7.6.1.1.1: left/right, anterior/posterior, head/foot. */
const OPPOSITE: Readonly<Record<string, string>> = { L: "R", R: "L", A: "P", P: "A", H: "F", F: "H" };

/** A component below this (about 6 degrees off) is not worth a letter. */
const LEAST_COMPONENT = 0.1;

/**
 * The letters for a picture as it stands: from Image Orientation (Patient), else from Patient Orientation (0020,0020),
 * turned and flipped as the display is.
 */
export function edgeLetters(display: Pick<Placement, "rotationDegrees" | "flipHorizontal" | "flipVertical">, geometry: FrameGeometry | undefined): EdgeLetters {
  const directions = imageDirections(geometry);
  if (directions === null) return UNKNOWN;
  const right = display.flipHorizontal ? opposite(directions.alongRow) : directions.alongRow;
  const bottom = display.flipVertical ? opposite(directions.downColumn) : directions.downColumn;
  // Clockwise from the right edge; a quarter turn clockwise brings what was at the right to the bottom.
  const clockwise = [right, bottom, opposite(right), opposite(bottom)];
  const at = (edge: number): string => clockwise[(edge + 4 - display.rotationDegrees / 90) % 4] ?? "";
  return { right: at(0), bottom: at(1), left: at(2), top: at(3) };
}

/** The side of the stored picture that stands at each edge of the displayed one. */
export function storedSides(display: Pick<Placement, "rotationDegrees" | "flipHorizontal" | "flipVertical">): Readonly<Record<"left" | "right" | "top" | "bottom", ImageSide>> {
  const right: ImageSide = display.flipHorizontal ? "left" : "right";
  const bottom: ImageSide = display.flipVertical ? "up" : "down";
  const clockwise = [right, bottom, OTHER_SIDE[right], OTHER_SIDE[bottom]] as const;
  const at = (edge: number): ImageSide => clockwise[(edge + 4 - display.rotationDegrees / 90) % 4] ?? right;
  return { right: at(0), bottom: at(1), left: at(2), top: at(3) };
}

const OTHER_SIDE: Readonly<Record<ImageSide, ImageSide>> = { left: "right", right: "left", up: "down", down: "up" };

interface Directions {
  /** Where columns, and where rows, increase to. */
  readonly alongRow: string;
  readonly downColumn: string;
}

function imageDirections(geometry: FrameGeometry | undefined): Directions | null {
  const { imageOrientationPatient: iop, patientOrientation } = geometry ?? {};
  if (iop !== undefined) {
    return { alongRow: letters(iop[0], iop[1], iop[2]), downColumn: letters(iop[3], iop[4], iop[5]) };
  }
  if (patientOrientation === undefined) return null;
  const [alongRow, downColumn] = patientOrientation.map(human);
  return { alongRow: alongRow ?? "", downColumn: downColumn ?? "" };
}

/** Letters of a direction in patient coordinates (x to the left, y to posterior, z to the head), the strongest first. */
function letters(x: number, y: number, z: number): string {
  const components = [
    { size: Math.abs(x), letter: x > 0 ? "L" : "R" },
    { size: Math.abs(y), letter: y > 0 ? "P" : "A" },
    { size: Math.abs(z), letter: z > 0 ? "H" : "F" },
  ];
  return components
    .filter(({ size }) => size > LEAST_COMPONENT)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join("");
}

/** Only directions of people: anything else (a quadruped's "LE", "CR") says nothing here. */
const human = (direction: string): string => (/^[LRAPHF]{1,3}$/.test(direction) ? direction : "");

const opposite = (direction: string): string => Array.from(direction, (letter) => OPPOSITE[letter] ?? "").join("");
