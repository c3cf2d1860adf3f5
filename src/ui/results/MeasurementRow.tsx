import type { Measurement, Reason } from "#spine/assessment";
import { clicksOf, type PointAddress } from "#spine/landmark";
import { message } from "#text/messages";
import { useLanguage } from "#viewport/useLanguage";
import { memo } from "react";
import { sameValue } from "../sameValue";
import { Schematic } from "./Schematic";
import {
  measurementCitation,
  measurementDefinition,
  measurementName,
  missingText,
  normText,
  noteTexts,
  pointName,
  reasonText,
  sdText,
  valueText,
} from "../words";

interface MeasurementRowProps {
  readonly measurement: Measurement;
  readonly plausibility: readonly Reason[];
  readonly open: boolean;
  readonly lit: boolean;
  readonly onToggle: (measurement: string) => void;
  readonly onHighlight: (measurement: string | null) => void;
  readonly onPlace: (points: readonly PointAddress[]) => void;
}

/** While a point is dragged only the rows are drawn again whose value it moves. */
export const MeasurementRow = memo(Row, sameValue);

function Row({ measurement, plausibility, open, lit, onToggle, onHighlight, onPlace }: MeasurementRowProps) {
  useLanguage();
  const detailId = `detail-${measurement.id}`;
  return (
    <>
      <tr
        data-measurement={measurement.id}
        data-state={measurement.state}
        data-lit={lit}
        onMouseEnter={() => onHighlight(measurement.id)}
        onMouseLeave={() => onHighlight(null)}
        onFocus={() => onHighlight(measurement.id)}
        onBlur={() => onHighlight(null)}
      >
        <th scope="row">
          <button type="button" aria-expanded={open} aria-controls={open ? detailId : undefined} onClick={() => onToggle(measurement.id)}>
            {measurementName(measurement.id)}
          </button>
        </th>
        {isClass(measurement) ? (
          <td className="value in-words" colSpan={3}>{valueText(measurement)}</td>
        ) : (
          <>
            <td className="value">{valueText(measurement)}</td>
            <td className="sd">{sdText(measurement)}</td>
            <td>{normText(measurement.id)}</td>
          </>
        )}
      </tr>
      {open && (
        <tr id={detailId} className="measurement-detail">
          <td colSpan={4}>
            <Detail measurement={measurement} plausibility={plausibility} onPlace={onPlace} />
          </td>
        </tr>
      )}
    </>
  );
}

/** "severely disproportioned": without error and norm, in whose place it stands, since it is longer than any number. */
const isClass = (measurement: Measurement): boolean => measurement.state === "measured" && typeof measurement.value === "string";

function Detail({ measurement, plausibility, onPlace }: Pick<MeasurementRowProps, "measurement" | "plausibility" | "onPlace">) {
  const missing = missingPoints(measurement);
  return (
    <div className="detail with-picture">
      <Schematic measurement={measurement.id} />
      <div>
        <p>{measurementDefinition(measurement.id)}</p>
        {measurement.state === "measured" ? (
          <Inputs measurement={measurement} notes={[...measurement.notes, ...plausibility]} />
        ) : (
          <p className="note">{measurement.state === "incomplete" ? missingText(measurement) : reasonText(measurement.reason)}</p>
        )}
        {missing.length > 0 && (
          <button type="button" className="small" onClick={() => onPlace(missing)}>
            {message("ui.measurements.placeMissing")}
          </button>
        )}
        <p className="citation">{measurementCitation(measurement.id)}</p>
      </div>
    </div>
  );
}

/** What a value waits for, as clicks; none where that is something else. */
function missingPoints(measurement: Measurement): readonly PointAddress[] {
  if (measurement.state !== "incomplete" || measurement.reason.code !== "missing-points") return [];
  return measurement.missing.flatMap((point) => (typeof point === "string" ? clicksOf(point) : [point]));
}

interface InputsProps {
  readonly measurement: Extract<Measurement, { readonly state: "measured" }>;
  readonly notes: readonly Reason[];
}

function Inputs({ measurement, notes }: InputsProps) {
  return (
    <>
      {noteTexts(notes).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
      {measurement.points.length > 0 && (
        <>
          <p className="muted">{message("ui.measurements.inputs")}</p>
          <ul className="inputs">
            {measurement.points.map((point) => (
              <li key={`${point.landmark}/${point.part}`}>{pointName(point)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
