import type { Assessment } from "#spine/assessment";
import { HART_LIGAMENT } from "#spine/form";
import { hartItems, type HartItem } from "#spine/severity";
import { MISSING } from "#text/format";
import { measuredChange } from "#text/measuredValue";
import { message } from "#text/messages";
import { optionName } from "#text/spineNames";
import { useMemo } from "react";
import { evaluationAt } from "../fracture/evaluationAt";
import { useSessionState } from "../session/context";
import { assessedRefOf, previewCaseOf } from "../session/select";
import { classProbabilityText, measurementCitation, missingText, noteTexts, questionName, reasonText } from "../words";

const SCALE = "Hart-ISSG";
const MOST = 15;

/** Every item of the scale with what was given for it and what it adds. */
export function HartTable({ assessment: { measurements } }: { readonly assessment: Assessment }) {
  const document = useSessionState(previewCaseOf);
  const ref = useSessionState(assessedRefOf);
  const items = useMemo(() => (document && ref ? hartItems(evaluationAt(document, ref)) : []), [document, ref]);
  const sum = measurements.find(({ id }) => id === SCALE);
  return (
    <section aria-label={message("forms.failure.hart")}>
      <h3>{message("forms.failure.hart")}</h3>
      <table className="failure-items" aria-label={message("forms.failure.hartTable")}>
        <thead>
          <tr>
            <th scope="col">{message("forms.failure.item")}</th>
            <th scope="col">{message("forms.failure.given")}</th>
            <th scope="col">{message("forms.failure.points")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} data-item={item.id}>
              <th scope="row">{nameOf(item)}</th>
              <td>
                {givenText(item)}
                {noteTexts(item.notes).map((text) => (
                  <span key={text} className="failure-note">
                    {text}
                  </span>
                ))}
              </td>
              <td>{item.id === HART_LIGAMENT.id ? message("forms.failure.with") : pointsText(item.points, item.most)}</td>
            </tr>
          ))}
          <tr data-item="sum">
            <th scope="row">{message("forms.failure.total")}</th>
            <td>{sum?.state === "measured" ? classProbabilityText(sum) : sum?.state === "incomplete" ? missingText(sum) : ""}</td>
            <td>
              <strong>{sum?.state === "measured" ? pointsText(Number(sum.value), MOST) : MISSING}</strong>
            </td>
          </tr>
        </tbody>
      </table>
      <p className="citation">{measurementCitation(SCALE)}</p>
    </section>
  );
}

const pointsText = (points: number | null, most: number): string => message("forms.failure.ofMost", { points: points ?? MISSING, most });

function nameOf({ id }: HartItem): string {
  if (id === "change") return message("forms.failure.change");
  return id === "level" ? message("forms.failure.uivLevel") : questionName(id);
}

function givenText({ id, given, reason }: HartItem): string {
  if (given === null && (!reason || (reason.code === "not-answered" && id !== "change"))) return message("ui.answers.unanswered");
  if (given === null) return reason ? reasonText(reason) : MISSING;
  if (typeof given === "boolean") return message(given ? "ui.answers.yes" : "ui.answers.no");
  if (typeof given === "number") return measuredChange(given, "dPJA.pre", "deg");
  return id === "level" ? given : optionName(id, given);
}
