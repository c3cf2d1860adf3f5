import type { Reason, Unit } from "./assessment";
import { at } from "./at";
import type { CitationId } from "./citation";
import { valueOf, type Evaluation } from "./construct";
import { chosen, HART_CHOICES, HART_LIGAMENT, saidYes, YAGI_SLIP, YAGI_TYPE } from "./form";
import { thoracicHalf } from "./level";
import { combine, found, incomplete, map, type Outcome, type Value } from "./outcome";
import { classed, type Unnamed } from "./stated";

/** How bad a failing junction is (section 2), from what is measured and what the reader answers. Each names its version. */
export interface SeverityRow {
  readonly id: string;
  readonly unit: Unit;
  readonly citation: CitationId;
  readonly of: (evaluation: Evaluation, clickSdMm: number) => Unnamed;
}

export type YagiGrade = "A" | "B" | "C";

/** Lower bounds of grades A, B and C: increase of the junctional angle over the preoperative one, degrees. */
export const YAGI_2011 = [10, 15, 20] as const;
export const YAGI_2014 = [10, 20, 30] as const;

/** Null below grade A: there is no junctional kyphosis to grade. */
export function yagiGrade([a, b, c]: readonly [number, number, number], increase: number): YagiGrade | null {
  if (increase < a) return null;
  return increase < b ? "A" : increase < c ? "B" : "C";
}

/** "2B"; "none" where there is nothing to grade. `suffix` is the slip of the 2014 version. */
function yagiClass(table: readonly [number, number, number], increase: number, type: string, suffix: string): string {
  const grade = yagiGrade(table, increase);
  return grade === null ? "none" : `${type}${grade}${suffix}`;
}

function yagi(evaluation: Evaluation, clickSdMm: number, version: "2011" | "2014"): Unnamed {
  const { reading } = evaluation.sources;
  const slip = saidYes(reading, YAGI_SLIP);
  const suffix: Outcome<string> =
    version === "2011" ? found("") : slip === null ? incomplete({ code: "not-answered", params: { question: YAGI_SLIP.id } }) : found(slip ? "-S" : "-N");
  const answers = combine(chosen(reading, YAGI_TYPE), suffix, ({ id }, letter) => ({ type: id, letter }));
  const inputs = combine(valueOf(evaluation, "dPJA.pre"), answers, (increase, answer) => ({ increase, ...answer }));
  if (inputs.state !== "found") return inputs;
  const { increase, type, letter } = inputs.value;
  const rule = (values: readonly number[]) => yagiClass(version === "2011" ? YAGI_2011 : YAGI_2014, at(values, 0), type, letter);
  return classed(found([increase], inputs.notes), rule, reading, clickSdMm);
}

/** Points for the change in kyphosis, degrees: to 10 none, to 20 one, above two; a failed posterior ligament is two by itself. */
export const hartKyphosis = (change: number): 0 | 1 | 2 => (change > 20 ? 2 : change > 10 ? 1 : 0);

/** Upper thoracic 1, from there to the thoracolumbar junction 0; a cervical UIV counts with the upper thoracic. */
const hartLevel = (uiv: string): number => (uiv.startsWith("C") || thoracicHalf(uiv) === "upper" ? 1 : 0);

/** The change since the preoperative exam, or where that isn't known since the first postoperative one, which is said. */
function kyphosisChange(evaluation: Evaluation): Outcome<Value> {
  const pre = valueOf(evaluation, "dPJA.pre");
  if (pre.state === "found") return pre;
  const post = valueOf(evaluation, "dPJA.post");
  return post.state === "found" ? found(post.value, [...post.notes, { code: "since-first-postoperative" }]) : pre;
}

/** One item of the Hart-ISSG scale: what was said or measured for it and what it gives; `points` is null while that isn't known. */
export interface HartItem {
  /** Of the question; "change" and "level" for what is not asked. */
  readonly id: string;
  readonly points: number | null;
  readonly most: number;
  /** Id of the option chosen, a yes or no, the change in degrees, or the UIV. */
  readonly given: string | boolean | number | null;
  readonly reason?: Reason;
  readonly notes: readonly Reason[];
}

/** The items that the scale adds up, in its order. Points of the change in kyphosis are those of a failed ligament where the ligament has failed. */
export function hartItems(evaluation: Evaluation): readonly HartItem[] {
  const { reading } = evaluation.sources;
  const answered = HART_CHOICES.map((question): HartItem => {
    const option = chosen(reading, question);
    const most = Math.max(...question.options.map(({ points }) => points));
    if (option.state !== "found") return { id: question.id, points: null, most, given: null, reason: option.reason, notes: [] };
    return { id: question.id, points: option.value.points, most, given: option.value.id, notes: [] };
  });
  const { uiv } = reading;
  const level: HartItem = { id: "level", most: 1, points: uiv === undefined ? null : hartLevel(uiv), given: uiv ?? null, notes: [], ...(uiv === undefined ? { reason: { code: "no-uiv", params: { level: "UIV" } } } : {}) };
  return [...answered, ...kyphosisItems(evaluation), level];
}

/** The change and the ligament share their points: the ligament's item has none of its own. */
function kyphosisItems(evaluation: Evaluation): readonly HartItem[] {
  const failed = saidYes(evaluation.sources.reading, HART_LIGAMENT);
  const change = kyphosisChange(evaluation);
  const value = change.state === "found" ? change.value.value : null;
  const points = failed === true ? 2 : failed === null || value === null ? null : hartKyphosis(value);
  const lacks: Reason | null = failed === null ? { code: "not-answered", params: { question: HART_LIGAMENT.id } } : change.state === "found" ? null : change.reason;
  return [
    { id: "change", points, most: 2, given: value, notes: change.state === "found" ? change.notes : [], ...(points === null && lacks ? { reason: lacks } : {}) },
    { id: HART_LIGAMENT.id, points: null, most: 0, given: failed, notes: [] },
  ];
}

function hart(evaluation: Evaluation, clickSdMm: number): Unnamed {
  const { reading } = evaluation.sources;
  const { uiv, timepoint } = reading;
  if (timepoint === "preoperative") return incomplete({ code: "preoperative-exam" });
  if (uiv === undefined) return incomplete({ code: "no-uiv", params: { level: "UIV" } });
  const answered = HART_CHOICES.map((question) => chosen(reading, question)).reduce<Outcome<number>>(
    (sum, option) => combine(sum, option, (total, { points }) => total + points),
    found(hartLevel(uiv)),
  );
  const failed = saidYes(reading, HART_LIGAMENT);
  const unanswered: Outcome<never> = incomplete({ code: "not-answered", params: { question: HART_LIGAMENT.id } });
  // A failed ligament has the most points that this item gives, whatever the angle.
  const change: Outcome<readonly Value[]> = failed === true ? found([]) : failed === null ? unanswered : map(kyphosisChange(evaluation), (value) => [value]);
  const inputs = combine(answered, change, (fixed, values) => ({ fixed, values }));
  if (inputs.state !== "found") return inputs;
  const { fixed, values } = inputs.value;
  return classed(found(values, inputs.notes), ([value]) => fixed + (value === undefined ? 2 : hartKyphosis(value)), reading, clickSdMm);
}

export const SEVERITY_ROWS: readonly SeverityRow[] = [
  { id: "Yagi-Boachie.2011", unit: "class", citation: "yagi2011", of: (evaluation, clickSdMm) => yagi(evaluation, clickSdMm, "2011") },
  { id: "Yagi-Boachie.2014", unit: "class", citation: "yagi2014", of: (evaluation, clickSdMm) => yagi(evaluation, clickSdMm, "2014") },
  { id: "Hart-ISSG", unit: "points", citation: "hart2013", of: hart },
];
