import type { ReadingRef } from "#case/edit";
import { examOf, readingOf } from "#case/edit";
import type { PatientCase, Reading } from "#case/patientCase";
import { planeNoteOf } from "#case/sagittalReading";
import { assessCase } from "#case/select";
import { calibrationClassOf } from "#image/calibration";
import type { AssessSettings, Assessment, CriterionResult, Measurement, RiskFactorResult, Unit } from "#spine/assessment";
import { formatCalibration } from "#text/format";
import { message, messageIfKnown } from "#text/messages";
import { reasonText, reasonWithMissing } from "#text/reason";
import { wordedParams } from "#text/spineNames";
import { forFile } from "#text/writing";

/** Which reading it is. Nothing here identifies anybody that the case file doesn't. */
interface About {
  readonly subject: string;
  readonly exam: string;
  readonly timepoint: string;
  readonly date: string | null;
  readonly posture: string;
  readonly reading: string;
  readonly reader: string | null;
}

/**
 * One reading and one measurement: a row of every tidy export. The screen, the CSV and the command line are the same
 * rows.
 */
export interface TidyRow extends About {
  readonly measurement: string;
  /** Full double precision; null where it cannot be computed, with the reason. */
  readonly value: number | string | null;
  readonly unit: Unit;
  readonly sd: number | null;
  readonly reason: string | null;
}

export const ROW_COLUMNS = [
  "subject", "exam", "timepoint", "date", "posture", "reading", "reader", "measurement", "value", "unit", "sd", "reason",
] as const satisfies readonly (keyof TidyRow)[];

/** What every export names beside its values. */
export interface Provenance {
  readonly program: "sagitta";
  readonly version: string;
  readonly criterion: string;
  readonly tk: string;
  readonly clickSdMm: number;
  /** The words of the calibration class, and where the spacing comes from. */
  readonly scale: string;
  readonly spacingSource: string | null;
  /** Of a volume: the sagittal plane that its points are projected on. */
  readonly plane: string | null;
}

export interface ReadingReport extends About {
  readonly measurements: readonly (TidyRow & { readonly points: readonly string[]; readonly notes: readonly string[] })[];
  readonly criteria: readonly CriterionRow[];
  readonly riskFactors: readonly RiskFactorRow[];
  readonly notes: readonly string[];
  readonly provenance: Provenance;
}

interface CriterionRow {
  readonly id: string;
  readonly state: CriterionResult["state"];
  /** False too where no error is known, which a probability of null says: the file promises a yes or a no. */
  readonly withinError: boolean;
  readonly probability: number | null;
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  readonly threshold: number | null;
  readonly unit: Unit;
  readonly reason: string;
  readonly notes: readonly string[];
}

interface RiskFactorRow {
  readonly id: string;
  readonly state: RiskFactorResult["state"];
  readonly withinError: boolean;
  readonly probability: number | null;
  readonly value: number | string | null;
  readonly threshold: number | null;
  readonly citation: string;
  readonly reason: string | null;
  readonly notes: readonly string[];
}

/** Every reading of a case, in its order. */
export const readingRefs = (patientCase: PatientCase): readonly ReadingRef[] =>
  patientCase.exams.flatMap((exam) => exam.readings.map((reading) => ({ examId: exam.id, readingId: reading.id })));

/** Everything that is exported of one reading, the same in every language of the interface. `version` is the program's. */
export const readingReport = (patientCase: PatientCase, at: ReadingRef, settings: AssessSettings, version: string): ReadingReport =>
  forFile(() => reportForFile(patientCase, at, settings, version));

function reportForFile(patientCase: PatientCase, at: ReadingRef, settings: AssessSettings, version: string): ReadingReport {
  const exam = examOf(patientCase, at.examId);
  const reading = readingOf(patientCase, at);
  const assessment = assessCase(patientCase, at, settings);
  const about: About = {
    subject: patientCase.subject.id,
    exam: exam.id,
    timepoint: exam.timepoint,
    date: exam.date ?? null,
    posture: exam.posture,
    reading: reading.id,
    reader: reading.reader ?? null,
  };
  return {
    ...about,
    measurements: assessment.measurements.map((measurement) => measurementRow(about, measurement)),
    ...verdicts(assessment),
    notes: assessment.plausibility.map((note) => `${reasonText(note)}${note.landmarks.length > 0 ? ` (${note.landmarks.join(", ")})` : ""}`),
    provenance: provenanceOf(reading, settings, version),
  };
}

/** Written out rather than spread: a batch makes millions of these. */
function measurementRow(about: About, measurement: Measurement): ReadingReport["measurements"][number] {
  const { subject, exam, timepoint, date, posture, reading, reader } = about;
  const { id, unit } = measurement;
  const measured = measurement.state === "measured";
  return {
    subject,
    exam,
    timepoint,
    date,
    posture,
    reading,
    reader,
    measurement: id,
    value: measured ? measurement.value : null,
    unit,
    sd: measured ? measurement.sd : null,
    reason: measured ? null : reasonOf(measurement),
    points: measured ? measurement.points.map(({ landmark, part }) => `${landmark} ${part}`) : [],
    notes: measured ? measurement.notes.map(reasonText) : [],
  };
}

const reasonOf = (measurement: Exclude<Measurement, { readonly state: "measured" }>): string =>
  measurement.state === "incomplete" ? reasonWithMissing(measurement.reason, measurement.missing) : reasonText(measurement.reason);

const verdicts = ({ criteria, riskFactors }: Assessment): Pick<ReadingReport, "criteria" | "riskFactors"> => ({
  criteria: criteria.map(({ id, state, withinError, probability, value, interval, threshold, unit, reason, notes }) => ({
    id, state, withinError: withinError ?? false, probability, value, interval, threshold, unit, reason: reasonText(reason), notes: notes.map(reasonText),
  })),
  riskFactors: riskFactors.map(({ id, state, withinError, probability, value, threshold, citation, reason, notes }) => ({
    id, state, withinError: withinError ?? false, probability, value, threshold, citation, reason: reason ? reasonText(reason) : null, notes: notes.map(reasonText),
  })),
});

/** What an export says of how a reading's values came about. */
export function provenanceOf({ image }: Reading, settings: AssessSettings, version: string): Provenance {
  const spacing = image.kind === "projection" ? image.spacing : undefined;
  return {
    program: "sagitta",
    version,
    criterion: settings.criterion,
    tk: settings.tk,
    clickSdMm: settings.clickSdMm,
    scale: formatCalibration(image.kind === "volume" ? "calibrated" : calibrationClassOf(spacing), spacing),
    spacingSource: image.kind === "volume" ? message("ui.spacing.volume") : (spacing?.source ?? null),
    plane: planeText(image),
  };
}

/** The sagittal plane in use, in words; null on a film, which has no other. */
function planeText(image: Reading["image"]): string | null {
  if (image.kind !== "volume") return null;
  const { code, params } = planeNoteOf({ image }) ?? { code: "own", params: {} };
  const plane = messageIfKnown(`case.plane.${code}`, wordedParams(params)) ?? code;
  return image.curve ? message("case.plane.curved", { plane }) : plane;
}
