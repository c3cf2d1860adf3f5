import type { Reason } from "#spine/assessment";
import type { LandmarkId, PointAddress } from "#spine/landmark";
import { messageIfKnown } from "./messages";
import { landmarkName, wordedParams } from "./spineNames";

/** Where the words of a reason's code may stand: the room that says it knows them. */
const PLACES = ["spine.reason", "spine.note", "case.note"] as const;

/** A reason in words; its code where the catalogue lacks it, so that nothing is swallowed. */
export function reasonText({ code, params }: Reason): string {
  for (const place of PLACES) {
    const text = messageIfKnown(`${place}.${code}`, wordedParams(params));
    if (text !== undefined) return text;
  }
  return code;
}

/** A note on points, with those of them that its words do not name. */
export function noteText(note: Reason & { readonly landmarks?: readonly LandmarkId[] }): string {
  const text = reasonText(note);
  const names = (note.landmarks ?? []).map(landmarkName).filter((name) => !text.includes(name));
  return names.length === 0 ? text : `${text} (${names.join(", ")})`;
}

/** A reason with the points that are missing: "points are missing: T8.superior". */
export function reasonWithMissing(reason: Reason, missing: readonly (LandmarkId | PointAddress)[]): string {
  const names = missing.map((point) => (typeof point === "string" ? point : `${point.landmark} ${point.part}`));
  return names.length === 0 ? reasonText(reason) : `${reasonText(reason)}: ${names.join(", ")}`;
}

/** What is wrong with a case file, or odd in it, in words. */
export const caseProblemText = (reason: Reason): string => messageIfKnown(`case.problem.${reason.code}`, reason.params) ?? reasonText(reason);
