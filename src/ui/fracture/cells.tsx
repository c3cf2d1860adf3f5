import type { Measurement, Reason, Unit } from "#spine/assessment";
import type { Unnamed } from "#spine/stated";
import { formatSd, formatValue, MISSING } from "#text/format";
import { missingText, reasonText } from "../words";

/** "15.0 mm ±1.0 mm"; an em dash where it isn't measured, and the reason for whoever points at it. */
export function Cell({ of, unit }: { readonly of: Unnamed | Measurement; readonly unit: Unit }) {
  if (of.state !== "measured") return <td title={whyNot(of)}>{MISSING}</td>;
  return (
    <td>
      {formatValue(of.value, unit)} {of.sd !== null && <span className="muted">{formatSd(of.sd, unit)}</span>}
    </td>
  );
}

export const whyNot = (of: Exclude<Unnamed | Measurement, { readonly state: "measured" }>): string =>
  of.state === "incomplete" ? missingText({ id: "", unit: "class", ...of }) : reasonText(of.reason);

export const notesOf = (of: Unnamed | Measurement | undefined): readonly Reason[] => (of?.state === "measured" ? of.notes : []);
