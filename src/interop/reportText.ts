import { isFrontal } from "#case/coronalReading";
import { examOf, readingOf, type ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { hasScale } from "#case/sagittalReading";
import { assessCase } from "#case/select";
import type { AssessSettings, Assessment, CriterionResult, Measurement } from "#spine/assessment";
import { COBB } from "#spine/coronalRow";
import { plausibilityAbout } from "#spine/plausibility";
import { interval95 } from "#spine/uncertainty";
import { formatDay, formatInterval, formatMillimetres, formatValue } from "#text/format";
import { measuredChange, measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { noteText, reasonText } from "#text/reason";
import { unscaledText } from "#text/scale";
import { className, criterionName } from "#text/spineNames";
import { certaintyText, comparisonText, decidingTest } from "#text/verdict";
import { plainText } from "#text/writing";
import { fullText } from "./fullText";
import { provenanceOf } from "./readingReport";

type Measured = Extract<Measurement, { readonly state: "measured" }>;

/** "line" and "paragraph" have no line breaks, for dictation; "full" says all that the printed page does. */
export type TextLength = "line" | "paragraph" | "full";

/**
 * The report of one reading as text, in the language in use and with signs and spaces that any program takes. Each length
 * names the criterion, the endplates, the spacing's source, the click SD where errors come of it, and the program's version.
 * @throws RangeError when the case has no such reading.
 */
export function reportText(patientCase: PatientCase, at: ReadingRef, settings: AssessSettings, version: string, length: TextLength = "paragraph"): string {
  const assessment = assessCase(patientCase, at, settings);
  const provenance = provenanceSentence(patientCase, at, settings, version);
  const full = (summary: string): string => fullText(patientCase, at, assessment, { summary, provenance, valueText: withError });
  /** A text that stands by itself: of which exam it is, what it says, what is odd about the points of these values, and how they came about. */
  const alone = (said: readonly (string | undefined)[], ids: readonly string[]): string =>
    sentences([dateSentence(patientCase, at), ...said, checkSentence(assessment, ids), provenance]);
  if (isFrontal(readingOf(patientCase, at))) {
    const curve = [cobbSentence(assessment)];
    return plainText(length === "full" ? full(sentences(curve, false)) : alone(curve, [COBB]));
  }
  switch (length) {
    case "line":
      return plainText(alone([lineSentence(assessment)], ["PJA"]));
    case "paragraph":
      return plainText(alone([paragraphAngle(assessment), verdictSentence(assessment.headline), kyphosisSentence(assessment, settings.tk)], ["PJA", settings.tk]));
    case "full":
      return plainText(full(sentences([paragraphAngle(assessment), verdictSentence(assessment.headline)], false)));
  }
}

function sentences(parts: readonly (string | undefined)[], words = true): string {
  return [...parts.flatMap((part) => (part === undefined ? [] : [`${part}.`])), ...(words ? [message("spine.researchUse")] : [])].join(" ");
}

function measuredOf({ measurements }: Assessment, id: string): Measured | undefined {
  const found = measurements.find((measurement) => measurement.id === id);
  return found?.state === "measured" ? found : undefined;
}

/** A value with its error: "23.4° (SD 1.9°, 95 % interval 19.7° to 27.1°)". */
function withError({ id, value, sd, unit }: Measured): string {
  if (typeof value === "string") return className(value);
  const text = measuredValue(value, id, unit);
  if (sd === null) return text;
  return message("report.text.withError", { value: text, sd: formatValue(sd, unit), interval: formatInterval(interval95(value, sd), unit) });
}

/** The levels of the two endplates. */
function endplatesOf({ points }: Measured): { readonly upper: string; readonly lower: string } {
  const level = (side: string): string => points.find(({ landmark }) => landmark.endsWith(`.${side}`))?.landmark.split(".")[0] ?? "";
  return { upper: level("superior"), lower: level("inferior") };
}

/** Of which exam it is; "full" says so in its head. An exam's date is in every export, and names nobody. */
function dateSentence(patientCase: PatientCase, { examId }: ReadingRef): string | undefined {
  const { date } = examOf(patientCase, examId);
  return date === undefined ? undefined : message("report.text.exam", { date: formatDay(date) });
}

/** What is odd about the points of the values that are given: dictated, they must not lose the doubt that stands beside them. */
function checkSentence(assessment: Assessment, ids: readonly string[]): string | undefined {
  const given = assessment.measurements.filter(({ id }) => ids.includes(id));
  const notes = new Set(given.flatMap((measurement) => plausibilityAbout(assessment, measurement).map(noteText)));
  return notes.size === 0 ? undefined : message("report.text.check", { notes: [...notes].join("; ") });
}

const lineSentence = (assessment: Assessment): string => [lineAngle(assessment), ...changesOf(assessment), verdictSentence(assessment.headline)].join("; ");

function lineAngle(assessment: Assessment): string {
  const pja = measuredOf(assessment, "PJA");
  if (typeof pja?.value !== "number") return message("report.text.line.pjaMissing");
  const [value, interval] = [measuredValue(pja.value, pja.id, pja.unit), interval95(pja.value, pja.sd)];
  const params = { ...endplatesOf(pja), value };
  return interval === null ? message("report.text.line.pjaBare", params) : message("report.text.line.pja", { ...params, interval: formatInterval(interval, pja.unit) });
}

function paragraphAngle(assessment: Assessment): string {
  const pja = measuredOf(assessment, "PJA");
  if (pja === undefined) return message("report.text.pjaMissing");
  return [message("report.text.pja", { ...endplatesOf(pja), value: withError(pja) }), ...changesOf(assessment)].join("; ");
}

const changesOf = (assessment: Assessment): readonly string[] =>
  (["Pre", "Post"] as const).flatMap((baseline) => {
    const change = measuredOf(assessment, `dPJA.${baseline.toLowerCase()}`);
    return typeof change?.value === "number" ? [message(`report.text.change${baseline}`, { value: measuredChange(change.value, change.id, "deg") })] : [];
  });

function cobbSentence(assessment: Assessment): string {
  const cobb = measuredOf(assessment, COBB);
  const [upper, lower] = ["upper", "lower"].map((end) => measuredOf(assessment, `${COBB}.${end}`)?.value);
  if (cobb === undefined || upper === undefined || lower === undefined) return message("report.text.cobbMissing");
  return message("report.text.cobb", { upper, lower, value: withError(cobb) });
}

function verdictSentence(headline: CriterionResult): string {
  const { id, state, value } = headline;
  const [test, about] = [decidingTest(headline), { criterion: criterionName(id) }];
  if (state === "undecidable" || value === null || test === undefined) {
    return message("report.text.undecidable", { ...about, reason: reasonText(headline.reason) });
  }
  const verdict = message(`report.text.${state}`, { ...about, comparison: comparisonText(test, value, true) });
  const sure = certaintyText(headline, true);
  return sure === "" ? verdict : [verdict, sure].join("; ");
}

function kyphosisSentence(assessment: Assessment, tk: string): string | undefined {
  const kyphosis = measuredOf(assessment, tk);
  return kyphosis && message("report.text.tk", { levels: tk.replace(/^TK\./, ""), value: withError(kyphosis) });
}

function provenanceSentence(patientCase: PatientCase, at: ReadingRef, settings: AssessSettings, version: string): string {
  const reading = readingOf(patientCase, at);
  const { clickSdMm, scale, spacingSource, plane } = provenanceOf(reading, settings, version);
  if (!hasScale(reading.image)) return message("report.text.provenanceUnscaled", { scale: unscaledText(spacingSource ?? undefined), version });
  const params = { scale, clickSd: formatMillimetres(clickSdMm), version };
  return spacingSource === null ? message("report.text.provenanceUnstated", params) : message("report.text.provenance", { ...params, source: plane === null ? spacingSource : `${spacingSource}; ${plane}` });
}
