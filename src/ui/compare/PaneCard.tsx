import type { ReadingRef } from "#case/edit";
import type { Exam, PatientCase } from "#case/patientCase";
import type { Change } from "#spine/change";
import { fixed, formatSd, formatValue, MISSING } from "#text/format";
import { changeBesideLimit, measuredChange } from "#text/measuredValue";
import { message } from "#text/messages";
import { reasonText } from "#text/reason";
import { useId } from "react";
import { dateText, noteTexts, postureText, sdText, timepointText, valueText } from "../words";
import { choices, sameRef, type Choice } from "./hanging";
import type { ComparedExam } from "./useComparison";

interface PaneCardProps {
  readonly document: PatientCase;
  readonly exam: ComparedExam;
  readonly label: string;
  readonly aligned: boolean;
  readonly onChoose: (ref: ReadingRef) => void;
}

export const examName = ({ date, timepoint }: { readonly date?: string | undefined; readonly timepoint: ComparedExam["exam"]["timepoint"] }): string =>
  message("compare.exam", { date: dateText(date), timepoint: timepointText(timepoint) });

/** Whose picture it is, what is measured on it, and how it lies among the others. */
export function PaneCard({ document, exam, label, aligned, onChoose }: PaneCardProps) {
  const id = useId();
  const options = choices(document);
  const chosen = options.findIndex(({ ref }) => sameRef(ref, exam.ref));
  return (
    <div className="compare-card">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={chosen} onChange={(event) => onChoose(options[Number(event.target.value)]?.ref ?? exam.ref)}>
        {options.map((choice, index) => (
          <option key={`${choice.ref.examId} ${choice.ref.readingId}`} value={index}>
            {choiceName(choice)}
          </option>
        ))}
      </select>
      <p className="compare-about">{[weeksText(exam.weeks), postureText(exam.exam.posture), exam.calibration].filter((part) => part !== "").join(" · ")}</p>
      <Angle exam={exam} />
      <ChangeLine exam={exam} />
      <p className="compare-quiet" data-aligned={isAligned(exam, aligned)}>
        {alignmentText(exam, aligned)}
      </p>
      {cautions(exam).map((text) => (
        <p key={text} className="compare-caution">
          {text}
        </p>
      ))}
    </div>
  );
}

/** With what tells it from the exam's other readings: the kind of image, or who read it. */
function choiceName({ exam, reading, others }: Choice): string {
  const name = examName(exam);
  if (others.length === 0) return name;
  const kind = message(reading.image.kind === "volume" ? "compare.slices" : "compare.film");
  const isOnlyOfKind = others.every(({ image }) => image.kind !== reading.image.kind);
  return message("compare.examOf", { exam: name, about: isOnlyOfKind ? kind : [kind, reading.reader ?? reading.id].join(", ") });
}

export function weeksText(weeks: number | null): string {
  if (weeks === null) return "";
  if (weeks === 0) return message("compare.dayOfSurgery");
  return message(weeks > 0 ? "compare.weeksAfter" : "compare.weeksBefore", { weeks: fixed(Math.abs(weeks), 1) });
}

function Angle({ exam: { pja } }: { readonly exam: ComparedExam }) {
  const isMeasured = pja?.state === "measured";
  return (
    <p className="compare-angle">
      <data value={isMeasured ? String(pja.value) : ""}>{message("compare.angle", { value: pja ? valueText(pja) : MISSING })}</data>
      <span className="compare-sd">{pja && isMeasured ? sdText(pja) : pja ? reasonText(pja.reason) : ""}</span>
    </p>
  );
}

/** By its date; an exam without one by what it was made for. */
const shortName = ({ date, timepoint }: Exam): string => (date === undefined ? timepointText(timepoint) : dateText(date));

/** The change and whether it can be told from the error of two readings. */
function ChangeLine({ exam: { exam, change, pja } }: { readonly exam: ComparedExam }) {
  if (change === null) return pja?.state === "measured" ? <p className="compare-quiet">{message("compare.baseline")}</p> : null;
  const since = shortName(change.since);
  if (change.change.state !== "measured") return <p className="compare-quiet">{message("compare.noChange", { exam: since, reason: reasonText(change.change.reason) })}</p>;
  const { value, sd, unit, mdc } = change.change;
  const shown = mdc === null ? measuredChange(value, "dPJA.pre", unit) : changeBesideLimit(value, mdc, "dPJA.pre", unit).change;
  return (
    <p className="compare-change">
      <data value={String(value)}>{sd === null ? shown : message("compare.withSd", { value: shown, sd: formatSd(sd, unit) })}</data>
      <span className="compare-since">{change.since.id === exam.id ? message("compare.sinceReading") : message("compare.since", { exam: since })}</span>
      <span className="compare-mdc">{mdcText(change.change)}</span>
    </p>
  );
}

export function mdcText({ value, exceedsMdc, mdc, unit }: Extract<Change, { state: "measured" }>): string {
  if (mdc === null) return message("compare.mdcUnknown");
  return message(exceedsMdc === true ? "compare.aboveMdc" : "compare.belowMdc", { mdc: changeBesideLimit(value, mdc, "dPJA.pre", unit).limit });
}

const isAligned = ({ isReference, arranged: { registration } }: ComparedExam, aligned: boolean): boolean => aligned && (isReference || registration?.state === "registered");

export function alignmentText({ isReference, arranged: { registration }, reference, spine }: ComparedExam, aligned: boolean): string {
  if (isReference) return message("compare.reference");
  if (!aligned) return message("compare.alignedOff");
  if (registration?.state !== "registered") return message("compare.notAligned", { reason: registration ? reasonText(registration.reason) : MISSING });
  const { on, turnSdDegrees } = registration;
  const texts = { level: reference.spine.uiv ?? spine.uiv ?? MISSING, endplates: message("compare.endplates", { count: on.length }) };
  return turnSdDegrees === null ? message("compare.aligned", texts) : message("compare.alignedWithin", { ...texts, sd: formatValue(turnSdDegrees, "deg") });
}

/** What keeps this picture or this change from being taken at its face. */
export function cautions({ arranged: { sizing, registration }, plane, change, reading, reference, calibration }: ComparedExam): readonly string[] {
  const notes = change?.change.notes.filter(({ code }) => code !== "below-mdc") ?? [];
  return [
    ...noteTexts(notes),
    ...(change && change.calibrationThere !== null ? [message("compare.calibrationDiffers", { exam: shortName(change.since), here: calibration, there: change.calibrationThere })] : []),
    ...(sizing === "construct" ? [message("compare.sizing.construct", { level: reference.spine.uiv ?? MISSING })] : []),
    ...(sizing === "film" && plane ? [message("compare.sizing.film")] : []),
    ...(plane?.scale === "none" ? [message("compare.noAnterior")] : []),
    ...(Object.keys(reading.landmarks).length === 0 && registration !== null ? [message("compare.noReading")] : []),
  ];
}
