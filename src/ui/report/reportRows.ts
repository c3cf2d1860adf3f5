import type { Measurement, Reason } from "#spine/assessment";
import type { Change } from "#spine/change";
import { COBB } from "#spine/coronalRow";
import { bodyIdOf } from "#spine/definition";
import { DEFAULT_LEVELS, levelAbove, type Level } from "#spine/level";
import { levelAnswerOf } from "#spine/question";
import { formatSd } from "#text/format";
import { changeBesideLimit, measuredChange } from "#text/measuredValue";
import { message } from "#text/messages";
import { measuredIntervalText, measurementName, normText, noteTexts, sdText, valueText } from "../words";
import { changeOf, type ReportContents } from "./reportContents";

/** A line of the table, in words. */
export interface ReportRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly sd: string;
  readonly interval: string;
  readonly change: string;
  readonly norm: string;
  /** Numbers of the notes below the table. */
  readonly notes: readonly number[];
}

export interface ReportTable {
  readonly rows: readonly ReportRow[];
  /** Each once; a row names it by its number, which begins with 1. */
  readonly notes: readonly string[];
  /** So many parameters have no value and no line. */
  readonly notMeasured: number;
  /** Whether a change is so small that it says nothing. */
  readonly belowMdc: boolean;
}

/** What the film was read for is always said, measured or not; of the others what is measured, and the wedge of a body only where it bears on a verdict. */
export function reportTable(contents: ReportContents): ReportTable {
  const { measurements } = contents.today.assessment;
  const always = contents.frontal ? [COBB] : ["PJA", "PJA1"];
  const levels = levelsInQuestion(contents);
  const considered = measurements.filter(({ id }) => isInQuestion(id, levels));
  const shown = considered.filter(({ id, state }) => state === "measured" || always.includes(id));
  const lines = shown.map((measurement) => ({ measurement, change: changeOf(contents, measurement.id) }));
  const texts = lines.map(({ measurement, change }) => noteTexts([...notesOf(measurement), ...(change === null ? [] : changeNotes(change))]));
  const notes = [...new Set(texts.flat())];
  return {
    rows: lines.map(({ measurement, change }, i) => row(measurement, change, (texts[i] ?? []).map((text) => notes.indexOf(text) + 1))),
    notes,
    notMeasured: considered.length - shown.length,
    belowMdc: lines.some(({ change }) => change?.state === "measured" && change.exceedsMdc === false),
  };
}

/** The junction's bodies, and a fractured one with its neighbours. */
function levelsInQuestion({ document: { surgery, levels = DEFAULT_LEVELS }, today }: ReportContents): readonly Level[] {
  const fracture = levelAnswerOf(today.reading, "fractureLevel");
  const above = (level: Level | undefined, steps: readonly number[]): readonly Level[] => (level === undefined ? [] : steps.flatMap((step) => levelAbove(levels, level, step) ?? []));
  return [...above(surgery?.uiv, [0, 1, 2]), ...above(fracture, [-1, 0, 1])];
}

function isInQuestion(id: string, levels: readonly Level[]): boolean {
  const body = bodyIdOf(id);
  return body?.name !== "wedge" || levels.includes(body.level);
}

function row(measurement: Measurement, change: Change | null, notes: readonly number[]): ReportRow {
  const { id } = measurement;
  return {
    id,
    name: measurementName(id),
    value: valueText(measurement),
    sd: sdText(measurement),
    interval: measurement.state === "measured" && typeof measurement.value === "number" ? measuredIntervalText(measurement) : "",
    change: change?.state === "measured" ? changeText(change, id) : "",
    norm: normText(id),
    notes,
  };
}

const notesOf = (measurement: Measurement): readonly Reason[] => (measurement.state === "measured" ? measurement.notes : [measurement.reason]);

/** What stands in the table itself needs no note. */
export const changeNotes = ({ state, notes }: Change): readonly Reason[] => (state === "measured" ? notes.filter(({ code }) => code !== "below-mdc") : []);

function changeText({ value, sd, unit, mdc, exceedsMdc }: Extract<Change, { state: "measured" }>, id: string): string {
  const row = `d${id}.pre`;
  if (mdc === null || exceedsMdc === true) return message("course.withSd", { value: measuredChange(value, row, unit), sd: formatSd(sd, unit) });
  const { change, limit } = changeBesideLimit(value, mdc, row, unit);
  return message("report.values.belowMdc", { change: message("course.withSd", { value: change, sd: formatSd(sd, unit) }), mdc: limit });
}
