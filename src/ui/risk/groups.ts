import type { RiskFactorResult } from "#spine/assessment";
import { isDensityCutOff } from "#spine/boneDensity";

export type GroupId = "preoperative" | "lafage" | "surgery" | "density" | "other";

export interface FactorGroup {
  readonly id: GroupId;
  readonly factors: readonly RiskFactorResult[];
}

const GROUP_OF: readonly { readonly id: GroupId; readonly holds: (factor: string) => boolean }[] = [
  { id: "preoperative", holds: (factor) => ["TK>30", "PJA>10", "dLL>30", "PI>55"].includes(factor) },
  { id: "lafage", holds: (factor) => ["Lafage2019", "age>55", "fusion-to-sacrum", "UIV-upper-thoracic", "UIV-lower-thoracic", "dLL-dTK>10"].includes(factor) },
  { id: "density", holds: isDensityCutOff },
  { id: "surgery", holds: (factor) => ["alignment-not-reached", "levels>=5,age>65", "end-at-junction", "short-construct"].includes(factor) },
];

const ORDER: readonly GroupId[] = ["preoperative", "lafage", "surgery", "density", "other"];

/** The factors in the groups in which they were published; one that no group knows stands among the others. */
export function byGroup(factors: readonly RiskFactorResult[]): readonly FactorGroup[] {
  const groupOf = (factor: string): GroupId => GROUP_OF.find(({ holds }) => holds(factor))?.id ?? "other";
  return ORDER.map((id) => ({ id, factors: factors.filter((factor) => groupOf(factor.id) === id).toSorted(scoreFirst) })).filter((group) => group.factors.length > 0);
}

/** A score stands above the factors that it adds up. */
const scoreFirst = (a: RiskFactorResult, b: RiskFactorResult): number => Number(b.score !== undefined) - Number(a.score !== undefined);
