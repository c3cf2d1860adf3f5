import { isFrontal } from "#case/coronalReading";
import { examOf, readingOf, type ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import type { Assessment, CriterionResult, Measurement, RiskFactorResult } from "#spine/assessment";
import { isDensityCutOff } from "#spine/boneDensity";
import { answered } from "#text/answers";
import { formatDay, MISSING } from "#text/format";
import { message, type MessageKey } from "#text/messages";
import { noteText, reasonText } from "#text/reason";
import { criterionName, measurementName, riskFactorName } from "#text/spineNames";
import { isErrorUnknown } from "#text/verdict";

type Measured = Extract<Measurement, { readonly state: "measured" }>;

/** What the shorter texts say too. */
interface Shared {
  readonly summary: string;
  readonly provenance: string;
  readonly valueText: (measurement: Measured) => string;
}

/** Everything that is said of a reading, a line each. What was not measured is left out but for the junction. */
export function fullText(patientCase: PatientCase, at: ReadingRef, assessment: Assessment, { summary, provenance, valueText }: Shared): string {
  const exam = examOf(patientCase, at.examId);
  const reading = readingOf(patientCase, at);
  const frontal = isFrontal(reading);
  const about = {
    id: patientCase.subject.id,
    timepoint: message(`ui.timepoint.${exam.timepoint}`),
    date: exam.date === undefined ? message("ui.noDate") : formatDay(exam.date),
    posture: message(`ui.posture.${exam.posture}`),
    uiv: patientCase.surgery?.uiv ?? MISSING,
  };
  const measured = assessment.measurements.filter((measurement) => measurement.state === "measured");
  const values = measured.map((measurement) => message("report.text.full.value", { name: measurementName(measurement.id), value: valueText(measurement) }));
  const doubts = new Set(assessment.plausibility.map(noteText));
  const ofVerdict = frontal ? [] : assessment.headline.notes.map(reasonText);
  const notes = new Set([...ofVerdict, ...valueNotes(measured, new Set([...ofVerdict, ...assessment.plausibility.map(reasonText)]))]);
  return [
    message("report.text.full.title"),
    message("report.text.full.exam", about),
    summary,
    ...list("report.text.full.check", [...doubts]),
    ...list("report.text.full.criteria", frontal ? [] : assessment.criteria.map(criterionText)),
    ...list("report.text.full.values", values),
    ...list("report.text.full.risk", assessment.riskFactors.filter(({ state }) => state !== "not-measured" && !frontal).map(factorText)),
    ...list("report.text.full.findings", answered(reading.answers ?? {}).map(({ question, answer }) => message("report.findings.answer", { question, answer }))),
    ...list("report.text.full.notes", [...notes]),
    `${provenance}.`,
    message("spine.researchUse"),
  ].join("\n");
}

/** What is to be known of single values, each once with their names, but for what is said of the whole reading. */
function valueNotes(measured: readonly Measured[], said: ReadonlySet<string>): readonly string[] {
  const about = new Map<string, readonly string[]>();
  for (const { id, notes } of measured) {
    for (const text of new Set(notes.map(reasonText))) {
      if (!said.has(text)) about.set(text, [...(about.get(text) ?? []), measurementName(id)]);
    }
  }
  return [...about].map(([text, names]) => message("report.text.full.noteAbout", { text, landmarks: names.join(", ") }));
}

const list = (name: MessageKey, items: readonly string[]): readonly string[] => (items.length === 0 ? [] : [message(name), ...items.map((text) => message("report.text.full.item", { text }))]);

function stateText({ state, withinError, interval }: Pick<CriterionResult | RiskFactorResult, "state" | "withinError"> & { readonly interval?: CriterionResult["interval"] }): string {
  const words = message(`ui.state.${state}`);
  if (isErrorUnknown({ withinError, interval })) return message("ui.state.errorUnknown", { state: words, error: message("ui.verdict.errorUnknown") });
  return withinError ? message("ui.state.withinError", { state: words }) : words;
}

function criterionText(criterion: CriterionResult): string {
  const params = { name: criterionName(criterion.id), state: stateText(criterion) };
  return criterion.state === "undecidable" ? message("report.text.full.stateBecause", { ...params, reason: reasonText(criterion.reason) }) : message("report.text.full.state", params);
}

function factorText(factor: RiskFactorResult): string {
  const params = { name: riskFactorName(factor.id), state: isDensityCutOff(factor.id) ? message(factor.state === "present" ? "risk.cutOff.yes" : "risk.cutOff.no") : stateText(factor) };
  const notes = factor.notes.map(reasonText).join("; ");
  return notes === "" ? message("report.text.full.state", params) : message("report.text.full.stateBecause", { ...params, reason: notes });
}
