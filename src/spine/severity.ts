import type { Reason, SpineReading, Unit } from "./assessment";
import { at } from "./at";
import type { CitationId } from "./citation";
import { valueOf, type Evaluation } from "./construct";
import { chosen, HART_CHOICES, HART_LIGAMENT, saidYes, YAGI_SLIP, YAGI_TYPE, type Choice } from "./form";
import { thoracicHalf } from "./level";
import { combine, found, incomplete, type Failure, type Outcome, type Value } from "./outcome";
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

/** With what the sum needs besides: why there are no points, and the change where the points hang on it. */
interface CountedItem extends HartItem {
  readonly lacks?: Failure;
  readonly angle?: Value;
}

/** The items that the scale adds up, in its order. */
export const hartItems = (evaluation: Evaluation): readonly HartItem[] => countedItems(evaluation).map(({ lacks: _lacks, angle: _angle, ...item }) => item);

function countedItems(evaluation: Evaluation): readonly CountedItem[] {
  const { reading } = evaluation.sources;
  const items = [...HART_CHOICES.map((question) => choiceItem(reading, question)), ...kyphosisItems(evaluation), levelItem(reading)];
  // What was answered on a preoperative exam stands and gives nothing: there is no failing junction yet.
  return reading.timepoint === "preoperative" ? items.map(({ id, most, given }) => ({ id, most, given, notes: [], ...lacking(incomplete({ code: "preoperative-exam" })) })) : items;
}

const lacking = (lacks: Failure) => ({ points: null, lacks, reason: lacks.reason });

function choiceItem(reading: SpineReading, question: Choice): CountedItem {
  const option = chosen(reading, question);
  const about = { id: question.id, most: Math.max(...question.options.map(({ points }) => points)), notes: [] };
  return option.state === "found" ? { ...about, points: option.value.points, given: option.value.id } : { ...about, given: null, ...lacking(option) };
}

function levelItem({ uiv }: SpineReading): CountedItem {
  const about = { id: "level", most: 1, given: uiv ?? null, notes: [] };
  return uiv === undefined ? { ...about, ...lacking(incomplete({ code: "no-uiv", params: { level: "UIV" } })) } : { ...about, points: hartLevel(uiv) };
}

/** The change and the ligament share their points: the ligament's item has none of its own. Either of them alone can give the most. */
function kyphosisItems(evaluation: Evaluation): readonly CountedItem[] {
  const failed = saidYes(evaluation.sources.reading, HART_LIGAMENT);
  const change = kyphosisChange(evaluation);
  const about = { id: "change", most: MOST_FOR_KYPHOSIS, ...(change.state === "found" ? { given: change.value.value, notes: change.notes } : { given: null, notes: [] }) };
  return [{ ...about, ...kyphosisPoints(failed, change) }, { id: HART_LIGAMENT.id, points: null, most: 0, given: failed, notes: [] }];
}

function kyphosisPoints(failed: boolean | null, change: Outcome<Value>): Pick<CountedItem, "points" | "reason" | "lacks" | "angle"> {
  if (failed === true) return { points: MOST_FOR_KYPHOSIS };
  const points = change.state === "found" ? hartKyphosis(change.value.value) : null;
  if (failed === null && points !== MOST_FOR_KYPHOSIS) return lacking(incomplete({ code: "not-answered", params: { question: HART_LIGAMENT.id } }));
  return change.state === "found" ? { points, angle: change.value } : lacking(change);
}

const MOST_FOR_KYPHOSIS = 2;

/** The sum of the items, as uncertain as the angle that it hangs on. */
function hart(evaluation: Evaluation, clickSdMm: number): Unnamed {
  const items = countedItems(evaluation);
  // The UIV is asked for first: without it no change can be measured either.
  const [lacks] = [...items.slice(-1), ...items].flatMap((item) => (item.lacks ? [item.lacks] : []));
  if (lacks) return lacks;
  const hanging = items.flatMap(({ angle, notes }) => (angle ? [{ angle, notes }] : []));
  const sure = items.reduce((sum, { points, angle }) => (angle ? sum : sum + (points ?? 0)), 0);
  const rule = (angles: readonly number[]) => angles.reduce((sum, angle) => sum + hartKyphosis(angle), sure);
  return classed(found(hanging.map(({ angle }) => angle), hanging.flatMap(({ notes }) => notes)), rule, evaluation.sources.reading, clickSdMm);
}

export const SEVERITY_ROWS: readonly SeverityRow[] = [
  { id: "Yagi-Boachie.2011", unit: "class", citation: "yagi2011", of: (evaluation, clickSdMm) => yagi(evaluation, clickSdMm, "2011") },
  { id: "Yagi-Boachie.2014", unit: "class", citation: "yagi2014", of: (evaluation, clickSdMm) => yagi(evaluation, clickSdMm, "2014") },
  { id: "Hart-ISSG", unit: "points", citation: "hart2013", of: hart },
];
