import { modalityValue } from "../pixels/lut";
import type { Volume } from "./volume";

/** Stored value to modality value (HU on CT). */
export function modalityOf({ presentation }: Pick<Volume, "presentation">, stored: number): number {
  return modalityValue({ windows: [], voiLuts: [], ...presentation }, stored);
}
