import { modalityValue } from "../pixels/lut";
import type { Volume } from "./volume";

/** Stored value to modality value (HU on CT). */
export const modalityOf = ({ presentation }: Pick<Volume, "presentation">, stored: number): number => modalityValue(presentation, stored);
