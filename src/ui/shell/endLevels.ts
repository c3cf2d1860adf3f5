import type { PatientCase } from "#case/patientCase";
import { DEFAULT_LEVELS, levelAbove, type Level } from "#spine/level";

/**
 * What may be chosen for one end of the construct: UIV and LIV may not cross, so that what is offered for one ends at the
 * other. A UIV has the two vertebrae above it and the lower endplate that the junctional angle is measured between. What a case
 * file has said stays as it is.
 */
export function endLevels({ levels = DEFAULT_LEVELS, surgery = {} }: Pick<PatientCase, "levels" | "surgery">, end: "uiv" | "liv"): readonly Level[] {
  const other = end === "uiv" ? surgery.liv : surgery.uiv;
  const limit = other === undefined ? -1 : levels.indexOf(other);
  const isOn = (i: number): boolean => limit < 0 || (end === "uiv" ? i <= limit : i >= limit);
  return levels.filter((level, i) => level === surgery[end] || (isOn(i) && (end === "liv" || canBeUiv(levels, level))));
}

const canBeUiv = (levels: readonly Level[], level: Level): boolean => level !== "S1" && levelAbove(levels, level, 2) !== undefined;
