import type { Reason } from "#spine/assessment";
import { CITATIONS, type Citation, type CitationId } from "#spine/citation";
import { bodyIdOf } from "#spine/definition";
import { isCorner, parseLandmark, type LandmarkId, type PointAddress } from "#spine/landmark";
import { rowCitation } from "#spine/measure";
import { formatMillimetres } from "./format";
import { measuredValue } from "./measuredValue";
import { message, messageIfKnown } from "./messages";

/** Ids of the spine room in words. An id that the catalogue lacks is shown as it is, never swallowed. */

const key = (id: string): string => id.replaceAll(".", "_");

function measurementText(id: string, what: "name" | "definition"): string {
  const body = bodyIdOf(id);
  return (body && messageIfKnown(`spine.measurement.${body.name}.${what}`, { level: body.level })) ?? messageIfKnown(`spine.measurement.${key(id)}.${what}`) ?? id;
}

/** "Proximal junctional angle"; also of the questions that a criterion asks. */
export const measurementName = (id: string): string => measurementText(id, "name");

export const measurementDefinition = (id: string): string => measurementText(id, "definition");

/** Where the definition comes from; empty for an unknown id. */
export function measurementCitation(id: string): string {
  const citation = rowCitation(id);
  return citation ? citationName(citation) : "";
}

/** A citation, with a remark where it was quoted without being read again. */
export function citationName(id: CitationId): string {
  const { recalled }: Citation = CITATIONS[id];
  return recalled ? message("spine.recalled", { citation: citationWords(id) }) : citationWords(id);
}

const citationWords = (id: CitationId): string => messageIfKnown(`spine.citation.${id}`) ?? CITATIONS[id].text;

/** The same of a result, which has the text of its citation. */
export function citationOf(text: string): string {
  const id = (Object.keys(CITATIONS) as CitationId[]).find((each) => CITATIONS[each].text === text);
  return id === undefined ? text : citationWords(id);
}

export const criterionName = (id: string): string => messageIfKnown(`spine.criterion.${key(id)}.name`) ?? id;
export const criterionRule = (id: string): string => messageIfKnown(`spine.criterion.${key(id)}.rule`) ?? id;
export const riskFactorName = (id: string): string => messageIfKnown(`spine.riskFactor.${key(id)}.name`) ?? id;
export const riskFactorRule = (id: string): string => messageIfKnown(`spine.riskFactor.${key(id)}.rule`) ?? id;
/** A factor's value in its unit: "58 years". */
export const riskFactorValueIn = (id: string, value: string): string => messageIfKnown(`spine.riskFactor.${key(id)}.value`, { value }) ?? value;
export const protocolName = (id: string): string => messageIfKnown(`spine.protocol.${key(id)}`) ?? id;
export const questionName = (id: string): string => messageIfKnown(`spine.question.${key(id)}`) ?? id;
/** A form of questions that one class or score asks. */
export const formName = (id: string): string => messageIfKnown(`spine.form.${key(id)}`) ?? id;
/** An answer that may be chosen: "OF 3". */
export const optionName = (question: string, option: string): string => messageIfKnown(`spine.option.${key(question)}.${option}.name`) ?? option;
/** What it means; empty for an unknown one. */
export const optionDefinition = (question: string, option: string): string => messageIfKnown(`spine.option.${key(question)}.${option}.definition`) ?? "";
/** A class of a score: "type 1 or 2". */
export const className = (value: string): string => messageIfKnown(`spine.class.${key(value)}`) ?? value;

/** "T8 superior endplate", "C7 centroid". */
export function landmarkName(id: LandmarkId): string {
  const parsed = parseLandmark(id);
  if (!parsed) return id;
  switch (parsed.kind) {
    case "femoral-head":
      return message("spine.landmark.femoralHead", { number: parsed.number });
    case "centroid":
      return message("spine.landmark.centroid", { level: parsed.level });
    default:
      return message(`spine.landmark.${parsed.kind}`, { level: parsed.level, side: message(`spine.side.${parsed.side}`) });
  }
}

/** "T8 superior endplate, posterior corner". */
export function pointName({ landmark, part }: PointAddress): string {
  const parsed = parseLandmark(landmark);
  const number = Number(part.split(".")[1]) + 1;
  if (parsed?.kind === "endplate") {
    const params = { level: parsed.level, side: message(`spine.side.${parsed.side}`) };
    if (isCorner(part)) return message("spine.landmark.corner", { ...params, corner: message(`spine.corner.${part}`) });
    return message("spine.landmark.along", { ...params, number });
  }
  if (parsed?.kind !== "femoral-head") return landmarkName(landmark);
  return part === "center" ? message("spine.landmark.center", { number: parsed.number }) : message("spine.landmark.rim", { number: parsed.number, point: number });
}

/** The parameters of a reason with the ids among them in words, and measured lengths as lengths. */
export function wordedParams(params: Reason["params"] = {}): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "number" ? numbered(name, value) : worded(name, value)]));
}

function numbered(name: string, value: number): string | number {
  // Of whichever thoracic kyphosis: they have one threshold, and the note stands beside what was made of it.
  if (name === "kyphosisDeg") return measuredValue(value, "TK.T4-T12", "deg");
  return name.endsWith("Mm") ? formatMillimetres(value) : value;
}

function worded(name: string, value: string): string {
  switch (name) {
    case "measurement":
      return measurementName(value);
    case "question":
      return questionName(value);
    case "height":
      return messageIfKnown(`spine.height.${value}`) ?? value;
    case "nowLengths":
    case "beforeLengths":
      return messageIfKnown(`spine.lengths.${value}`) ?? value;
    case "posture":
    case "now":
    case "before":
      return messageIfKnown(`spine.posture.${value}`) ?? value;
    default:
      return landmarkName(value);
  }
}
