import type { Measurement, Reason, Unit } from "#spine/assessment";
import type { Unnamed } from "#spine/stated";
import { formatSd, MISSING } from "#text/format";
import { measuredValue } from "#text/measuredValue";
import { missingText, reasonText } from "../words";

/** "15.0 mm ±1.0 mm", of the row `id` where it is one; an em dash where it isn't measured, and the reason for whoever points at it. */
export function Cell({ of, id = "", unit }: { readonly of: Unnamed | Measurement; readonly id?: string; readonly unit: Unit }) {
  if (of.state !== "measured") return <td title={whyNot(of)}>{MISSING}</td>;
  return (
    <td>
      {measuredValue(of.value, id, unit)} {of.sd !== null && <span className="muted">{formatSd(of.sd, unit)}</span>}
    </td>
  );
}

export const whyNot = (of: Exclude<Unnamed | Measurement, { readonly state: "measured" }>): string =>
  of.state === "incomplete" ? missingText({ id: "", unit: "class", ...of }) : reasonText(of.reason);

export const notesOf = (of: Unnamed | Measurement | undefined): readonly Reason[] => (of?.state === "measured" ? of.notes : []);
