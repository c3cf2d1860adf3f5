import { heightOf, HEIGHTS, neighbourHeight, type HeightName } from "./bodyHeight";
import { inScale, type Evaluation } from "./construct";
import { genantGrade, lossesToNeighbours, type GenantGrade } from "./fracture";
import type { Level } from "./level";
import { flatMap, found, missing, type Outcome, type Value } from "./outcome";
import { stated, type Unnamed } from "./stated";
import { outcomesOf, shareOf } from "./uncertainty";

/** One height of a fractured body beside what it is compared with: what the worst loss and the grade hang on. */
export interface HeightLine {
  readonly name: HeightName;
  /** Millimetres. */
  readonly height: Unnamed;
  /** The mean of the bodies above and below, or the one of them that is placed, which is said; millimetres. */
  readonly neighbours: Unnamed;
  /** Percent of the neighbours' height. */
  readonly loss: Unnamed;
}

/** The three heights of one body, in the order of morphometry. */
export function heightLines(evaluation: Evaluation, level: Level, clickSdMm: number): readonly HeightLine[] {
  const { reading } = evaluation.sources;
  const say = (outcome: Outcome<Value>): Unnamed => stated(outcome, reading, clickSdMm);
  const losses = inScale(evaluation, "percent", () => lossesToNeighbours(evaluation, level));
  return HEIGHTS.map((name) => ({
    name,
    height: say(inScale(evaluation, "mm", () => heightOf(evaluation, level, name))),
    neighbours: say(inScale(evaluation, "mm", () => neighbourHeight(evaluation, level, name))),
    loss: say(
      flatMap(losses, (all) => {
        const own = all.find((one) => one.name === name);
        return own ? found(own.loss) : missing(`${level}.superior.middle`, `${level}.inferior.middle`);
      }),
    ),
  }));
}

const GRADES: readonly GenantGrade[] = [0, 1, 2, 3];

/** How probable each grade is, given the error of the clicks; null where no loss is measured or no error known. */
export function gradeProbabilities(evaluation: Evaluation, level: Level, clickSdMm: number): readonly number[] | null {
  const losses = inScale(evaluation, "percent", () => lossesToNeighbours(evaluation, level));
  if (losses.state !== "found") return null;
  const outcomes = outcomesOf(losses.value.map(({ loss }) => loss), clickSdMm, (drawn) => genantGrade(Math.max(...drawn)));
  return outcomes && GRADES.map((grade) => shareOf(outcomes, grade));
}
