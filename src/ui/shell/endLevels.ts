import type { PatientCase } from "#case/patientCase";
import { DEFAULT_LEVELS, type Level } from "#spine/level";

/** What may be chosen for one end of the construct: UIV and LIV may not cross, so that what is offered for one ends at the other. */
export function endLevels({ levels = DEFAULT_LEVELS, surgery = {} }: Pick<PatientCase, "levels" | "surgery">, end: "uiv" | "liv"): readonly Level[] {
  const other = end === "uiv" ? surgery.liv : surgery.uiv;
  const limit = other === undefined ? -1 : levels.indexOf(other);
  return levels.filter((level, i) => limit < 0 || level === surgery[end] || (end === "uiv" ? i <= limit : i >= limit));
}
