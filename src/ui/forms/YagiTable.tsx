import type { Assessment } from "#spine/assessment";
import { YAGI_2011, YAGI_2014 } from "#spine/severity";
import { formatThreshold } from "#text/format";
import { measuredChange } from "#text/measuredValue";
import { message } from "#text/messages";
import { classProbabilityText, measurementCitation, measurementName, missingText, noteTexts, reasonText, valueText } from "../words";

const VERSIONS = [
  { id: "Yagi-Boachie.2011", bounds: YAGI_2011 },
  { id: "Yagi-Boachie.2014", bounds: YAGI_2014 },
] as const;

/** Both published grade tables beside each other: they differ in where B and C begin. */
export function YagiTable({ assessment: { measurements } }: { readonly assessment: Assessment }) {
  const increase = measurements.find(({ id }) => id === "dPJA.pre");
  return (
    <section aria-label={message("forms.failure.yagi")}>
      <h3>{message("forms.failure.yagi")}</h3>
      <p>
        {increase?.state === "measured" && typeof increase.value === "number"
          ? message("forms.failure.increase", { value: measuredChange(increase.value, increase.id, "deg") })
          : message("forms.failure.noIncrease", { reason: increase && increase.state !== "measured" ? reasonText(increase.reason) : "" })}
      </p>
      {increase?.state === "measured" && noteTexts(increase.notes).map((text) => <p key={text} className="note">{text}</p>)}
      {VERSIONS.map(({ id, bounds: [a, b, c] }) => {
        const row = measurements.find((each) => each.id === id);
        if (!row) return null;
        const degrees = { a: formatThreshold(a, "deg"), b: formatThreshold(b, "deg"), c: formatThreshold(c, "deg") };
        return (
          <div key={id} className="failure-criterion" data-measurement={id}>
            <p className="failure-verdict">
              <strong>{measurementName(id)}</strong> {row.state === "measured" ? (row.value === "none" ? message("forms.failure.none") : valueText(row)) : missing(row)}
              {row.state === "measured" && <span className="muted"> {classProbabilityText(row)}</span>}
            </p>
            <p className="muted small">{message("forms.failure.yagiVersion", { name: message("forms.failure.yagiTable"), ...degrees })}</p>
            <p className="citation">{measurementCitation(id)}</p>
          </div>
        );
      })}
    </section>
  );
}

const missing = (row: Exclude<Assessment["measurements"][number], { readonly state: "measured" }>): string =>
  row.state === "incomplete" ? missingText(row) : reasonText(row.reason);
