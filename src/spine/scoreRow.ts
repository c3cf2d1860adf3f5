import { divide, scale, shift, subtract } from "#geometry/traced";
import type { Reason, Unit } from "./assessment";
import { at } from "./at";
import type { CitationId } from "./citation";
import { degenerate, found, type Outcome, type Value } from "./outcome";
import { ageTarget, gapCategory, gapScore, IDEAL_GT, IDEAL_LL, IDEAL_SS, roussouly, roussoulyBySlope, schwabPiLl, schwabPt, schwabSva } from "./score";

/** Derived rows of the panel: what they are computed from and by which function of `score.ts`. */
export interface ScoreRow {
  readonly id: string;
  readonly unit: Unit;
  readonly citation: CitationId;
  readonly score: ScoreRule;
}

/** Inputs come in the order of a row's list. */
export type ScoreRule =
  /** A number that follows from others and has an error of its own. */
  | { readonly kind: "derived"; readonly inputs: readonly string[]; readonly of: (inputs: readonly Value[]) => Outcome<Value> }
  /** A class or a count of points. */
  | {
      readonly kind: "class";
      readonly inputs: readonly string[];
      readonly needsAge: boolean;
      readonly of: (inputs: readonly number[], ageYears: number) => string | number;
      /** The class that one input decides by itself; null where it takes the others too. */
      readonly settledBy?: { readonly input: string; readonly of: (value: number) => string | null };
    }
  /** A target that follows from the age alone; null where it is not defined. */
  | { readonly kind: "target"; readonly of: (ageYears: number) => number | null };

const relativeTo = (line: { readonly slope: number; readonly intercept: number }) => (inputs: readonly Value[]): Outcome<Value> =>
  found(shift(subtract(at(inputs, 0), scale(at(inputs, 1), line.slope)), -line.intercept));

export const NO_LORDOSIS: Reason = { code: "no-lordosis" };

/** The index is not defined without lordosis to distribute. */
function distribution(inputs: readonly Value[]): Outcome<Value> {
  const lordosis = at(inputs, 1);
  return lordosis.value > 0 ? found(scale(divide(at(inputs, 0), lordosis), 100)) : degenerate(NO_LORDOSIS);
}

const GAP_TERMS = ["GAP.RPV", "GAP.RLL", "GAP.LDI", "GAP.RSA"] as const;

const gapPoints = (inputs: readonly number[], ageYears: number): number =>
  gapScore({ rpv: at(inputs, 0), rll: at(inputs, 1), ldi: at(inputs, 2), rsa: at(inputs, 3) }, ageYears);

const classOf = (id: string, citation: CitationId, inputs: readonly string[], of: (inputs: readonly number[]) => string): ScoreRow => ({
  id,
  unit: "class",
  citation,
  score: { kind: "class", inputs, needsAge: false, of },
});

const gapTerm = (id: string, unit: Unit, inputs: readonly string[], of: (inputs: readonly Value[]) => Outcome<Value>): ScoreRow => ({
  id,
  unit,
  citation: "yilgor2017",
  score: { kind: "derived", inputs, of },
});

const target = (id: string, unit: Unit, of: (ageYears: number) => number | null): ScoreRow => ({
  id,
  unit,
  citation: "lafage2016",
  score: { kind: "target", of },
});

export const SCORES: readonly ScoreRow[] = [
  classOf("Schwab.PI-LL", "schwab2012", ["PI-LL"], (inputs) => schwabPiLl(at(inputs, 0))),
  classOf("Schwab.SVA", "schwab2012", ["SVA"], (inputs) => schwabSva(at(inputs, 0))),
  classOf("Schwab.PT", "schwab2012", ["PT"], (inputs) => schwabPt(at(inputs, 0))),
  gapTerm("GAP.RPV", "deg", ["SS", "PI"], relativeTo(IDEAL_SS)),
  gapTerm("GAP.RLL", "deg", ["LL.L1-S1", "PI"], relativeTo(IDEAL_LL)),
  gapTerm("GAP.LDI", "percent", ["LL.L4-S1", "LL.L1-S1"], distribution),
  gapTerm("GAP.RSA", "deg", ["GT", "PI"], relativeTo(IDEAL_GT)),
  { id: "GAP", unit: "points", citation: "yilgor2017", score: { kind: "class", inputs: GAP_TERMS, needsAge: true, of: gapPoints } },
  {
    id: "GAP.category",
    unit: "class",
    citation: "yilgor2017",
    score: { kind: "class", inputs: GAP_TERMS, needsAge: true, of: (inputs, ageYears) => gapCategory(gapPoints(inputs, ageYears)) },
  },
  target("target.PI-LL", "deg", ageTarget.piLl),
  target("target.PT", "deg", ageTarget.pt),
  target("target.SVA", "mm", ageTarget.sva),
  {
    id: "Roussouly",
    unit: "class",
    citation: "roussouly",
    score: {
      kind: "class",
      inputs: ["SS", "PI", "PT"],
      needsAge: false,
      of: (inputs) => roussouly({ ss: at(inputs, 0), pi: at(inputs, 1), pt: at(inputs, 2) }),
      settledBy: { input: "SS", of: roussoulyBySlope },
    },
  },
];

const BY_ID: ReadonlyMap<string, ScoreRow> = new Map(SCORES.map((row) => [row.id, row]));

export const scoreRowOf = (id: string): ScoreRow | undefined => BY_ID.get(id);
