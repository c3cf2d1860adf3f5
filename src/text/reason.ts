import type { Reason } from "#spine/assessment";
import type { LandmarkId, PointAddress } from "#spine/landmark";
import { messageIfKnown } from "./messages";
import { wordedParams } from "./spineNames";

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

/** A reason with the points that are missing: "points are missing: T8.superior". */
export function reasonWithMissing(reason: Reason, missing: readonly (LandmarkId | PointAddress)[]): string {
  const names = missing.map((point) => (typeof point === "string" ? point : `${point.landmark} ${point.part}`));
  return names.length === 0 ? reasonText(reason) : `${reasonText(reason)}: ${names.join(", ")}`;
}

/** What is wrong with a case file, or odd in it, in words. */
export const caseProblemText = (reason: Reason): string => messageIfKnown(`case.problem.${reason.code}`, reason.params) ?? reasonText(reason);
