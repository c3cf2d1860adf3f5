import type { Assessment, Measurement } from "#spine/assessment";
import { message } from "#text/messages";
import { useCallback, useState } from "react";
import { MeasurementRow } from "./MeasurementRow";
import { byRegion } from "./regions";

interface MeasurementTableProps {
  readonly assessment: Assessment;
  readonly highlighted: string | null;
  readonly onHighlight: (measurement: string | null) => void;
}

/** Every value of the reading by region; what is not measured is an em dash, never a zero. */
export function MeasurementTable({ assessment, highlighted, onHighlight }: MeasurementTableProps) {
  const [onlyMeasured, setOnlyMeasured] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const toggle = useCallback((id: string) => setOpen((before) => (before === id ? null : id)), []);
  const shown = onlyMeasured ? assessment.measurements.filter((m) => m.state === "measured") : assessment.measurements;
  return (
    <section className="measurements" aria-labelledby="measurements-title">
      <header>
        <h2 id="measurements-title">{message("ui.measurements.name")}</h2>
        <label className="check">
          <input type="checkbox" checked={onlyMeasured} onChange={(event) => setOnlyMeasured(event.target.checked)} />
          {message("ui.measurements.onlyMeasured")}
        </label>
      </header>
      <table aria-labelledby="measurements-title">
        <colgroup>
          <col />
          <col className="col-value" />
          <col className="col-sd" />
          <col className="col-norm" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{message("ui.measurements.parameter")}</th>
            <th scope="col">{message("ui.measurements.value")}</th>
            <th scope="col">{message("ui.measurements.sd")}</th>
            <th scope="col">{message("ui.measurements.norm")}</th>
          </tr>
        </thead>
        {byRegion(shown).map(({ region, measurements }) => (
          <tbody key={region}>
            <tr className="region">
              <th scope="rowgroup" colSpan={4}>
                {message(`spine.region.${region}`)}
              </th>
            </tr>
            {measurements.map((measurement) => (
              <MeasurementRow
                key={measurement.id}
                measurement={measurement}
                plausibility={plausibilityOf(assessment, measurement)}
                open={open === measurement.id}
                lit={highlighted === measurement.id}
                onToggle={toggle}
                onHighlight={onHighlight}
              />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** The notes that speak of a landmark this value was computed from. */
function plausibilityOf(assessment: Assessment, measurement: Measurement): Assessment["plausibility"] {
  if (measurement.state !== "measured") return [];
  const used = new Set(measurement.points.map((point) => point.landmark));
  return assessment.plausibility.filter((note) => note.landmarks.some((landmark) => used.has(landmark)));
}
