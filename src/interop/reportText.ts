import { readingOf, type ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { assessCase } from "#case/select";
import type { AssessSettings, Assessment, CriterionResult, Measurement } from "#spine/assessment";
import { interval95 } from "#spine/uncertainty";
import { formatAgainst, formatChange, formatInterval, formatMillimetres, formatProbability, formatThreshold, formatValue } from "#text/format";
import { measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { reasonText } from "#text/reason";
import { plainText } from "#text/writing";
import { provenanceOf } from "./readingReport";

type Measured = Extract<Measurement, { readonly state: "measured" }>;

/**
 * The sentences for a report: angle, verdict, change, kyphosis, how they were come by. One line, for dictation, in the
 * language in use and with signs and spaces that any program takes.
 */
export function reportText(patientCase: PatientCase, at: ReadingRef, settings: AssessSettings, version: string): string {
  const assessment = assessCase(patientCase, at, settings);
  const { clickSdMm, scale } = provenanceOf(readingOf(patientCase, at), settings, version);
  const sentences = [
    angleSentence(assessment),
    verdictSentence(assessment.headline),
    kyphosisSentence(assessment, settings.tk),
    message("case.report.provenance", { scale, clickSd: formatMillimetres(clickSdMm), version }),
  ];
  return plainText([...sentences.filter((sentence) => sentence !== undefined).map((sentence) => `${sentence}.`), message("spine.researchUse")].join(" "));
}

function measuredOf({ measurements }: Assessment, id: string): Measured | undefined {
  const found = measurements.find((measurement) => measurement.id === id);
  return found?.state === "measured" ? found : undefined;
}

/** A value with its error: "23.4° (SD 1.9°, 95 % interval 19.7° to 27.1°)". */
function withError({ id, value, sd, unit }: Measured): string {
  const text = measuredValue(value, id, unit);
  if (sd === null || typeof value === "string") return text;
  return text + message("case.report.error", { sd: formatValue(sd, unit), interval: formatInterval(interval95(value, sd), unit) });
}

function angleSentence(assessment: Assessment): string | undefined {
  const pja = measuredOf(assessment, "PJA");
  if (pja === undefined) return undefined;
  const level = (side: string): string => pja.points.find(({ landmark }) => landmark.endsWith(`.${side}`))?.landmark.split(".")[0] ?? "";
  const changes = (["preoperative", "firstPostoperative"] as const).flatMap((baseline) => {
    const change = measuredOf(assessment, baseline === "preoperative" ? "dPJA.pre" : "dPJA.post");
    if (typeof change?.value !== "number") return [];
    return [message("case.report.change", { baseline: message(`case.report.${baseline}`), value: formatChange(change.value, "deg") })];
  });
  const angle = message("case.report.pja", { upper: level("superior"), lower: level("inferior"), value: withError(pja) });
  return [angle, ...changes].join("; ");
}

function verdictSentence(headline: CriterionResult): string {
  const { state, value, threshold, unit, withinError, probability } = headline;
  if (state === "undecidable" || value === null || threshold === null) {
    return message("case.report.undecidable", { criterion: headline.id, reason: reasonText(headline.reason) });
  }
  const test = headline.subTests.find((candidate) => candidate.value === value && candidate.threshold === threshold);
  const holds = test?.state === "met";
  const relation = test === undefined ? "/" : holds ? test.comparator : { ">=": "<", ">": "<=", "<": ">=", "<=": ">" }[test.comparator];
  const comparison = `${formatAgainst(value, threshold, unit)} ${relation} ${formatThreshold(threshold, unit)}`;
  const verdict = message(`case.report.${state}`, { criterion: headline.id, comparison });
  return withinError ? `${verdict}; ${message("case.report.within", { probability: formatProbability(probability) })}` : verdict;
}

function kyphosisSentence(assessment: Assessment, tk: string): string | undefined {
  const kyphosis = measuredOf(assessment, tk);
  return kyphosis && message("case.report.tk", { levels: tk.replace(/^TK\./, ""), value: withError(kyphosis) });
}
