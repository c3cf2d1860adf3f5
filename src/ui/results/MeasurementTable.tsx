import type { Assessment, Measurement } from "#spine/assessment";
import type { PointAddress } from "#spine/landmark";
import { plausibilityAbout } from "#spine/plausibility";
import { message } from "#text/messages";
import { useCallback, useState } from "react";
import { AlignmentButton } from "../alignment/AlignmentButton";
import { MeasurementRow } from "./MeasurementRow";
import { byRegion } from "./regions";

interface MeasurementTableProps {
  readonly assessment: Assessment;
  /** The thoracic kyphosis that the reader chose. */
  readonly tk: string;
  readonly highlighted: string | null;
  readonly onHighlight: (measurement: string | null) => void;
  /** The reader wants to place these points, whatever the protocol is at. */
  readonly onPlace: (points: readonly PointAddress[]) => void;
}

/** What a distance waits for on an unscaled film, or while a curved picture is in use, is no point. */
const OTHER_NEEDS: ReadonlySet<string> = new Set(["no-spacing", "curved-reformat"]);

const needsPoints = (measurement: Measurement): boolean => measurement.state === "incomplete" && !OTHER_NEEDS.has(measurement.reason.code);

/** The values that the program is about stand there measured or not. */
const ALWAYS: ReadonlySet<string> = new Set(["PJA", "TK.T4-T12"]);

/**
 * The reading's values by region: what is measured, and on demand what still needs points. What is not measured is an em
 * dash, never a zero.
 */
export function MeasurementTable({ assessment, tk, highlighted, onHighlight, onPlace }: MeasurementTableProps) {
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const toggle = useCallback((id: string) => setOpen((before) => (before === id ? null : id)), []);
  const isFirst = (measurement: Measurement): boolean => ALWAYS.has(measurement.id) || measurement.id === tk || !needsPoints(measurement);
  const first = assessment.measurements.filter(isFirst);
  const rest = assessment.measurements.length - first.length;
  return (
    <section className="measurements" aria-labelledby="measurements-title">
      <header>
        <h2 id="measurements-title">{message("ui.measurements.name")}</h2>
        <AlignmentButton />
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
        {byRegion(all ? assessment.measurements : first).map(({ region, measurements }) => (
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
                plausibility={plausibilityAbout(assessment, measurement)}
                open={open === measurement.id}
                lit={highlighted === measurement.id}
                onToggle={toggle}
                onHighlight={onHighlight}
                onPlace={onPlace}
              />
            ))}
          </tbody>
        ))}
      </table>
      {rest > 0 && (
        <button type="button" className="quiet more" aria-expanded={all} onClick={() => setAll(!all)}>
          {message(all ? "ui.measurements.less" : "ui.measurements.more", { count: rest })}
        </button>
      )}
    </section>
  );
}
