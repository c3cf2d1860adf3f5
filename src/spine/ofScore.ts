import type { Measurement, Reason, SpineReading } from "./assessment";
import { chosen, OF_CLASS, OF_HEALTH, OF_ITEMS, saidYes } from "./form";

export const OF_SCORE = { id: "OF-score", unit: "points", citation: "ofClassification" } as const;

/**
 * The modified OF score of AO Spine-DGOU: a sum over the reader's answers. The class is needed; what else is not known
 * counts nothing, as the score has it, and that is said. Empty for a reading that has no class.
 */
export function ofScore(reading: SpineReading): readonly Measurement[] {
  const fracture = chosen(reading, OF_CLASS);
  if (fracture.state !== "found") return [];
  const items = OF_ITEMS.map(({ question, yes, no }) => pointsFor(saidYes(reading, question), yes, no));
  const health = OF_HEALTH.map((question) => saidYes(reading, question));
  const frail = Math.max(-2, -health.filter((said) => said === true).length);
  const value = fracture.value.points + items.reduce((sum, points) => sum + points, 0) + frail;
  const unknown = [...OF_ITEMS.map(({ question }) => saidYes(reading, question)), ...health].filter((said) => said === null).length;
  const unanswered: readonly Reason[] = unknown > 0 ? [{ code: "of-unanswered", params: { unknown } }] : [];
  const { id, unit } = OF_SCORE;
  return [{ id, unit, state: "measured", value, sd: null, points: [], notes: [{ code: `of-${ofAdvice(value)}` }, ...unanswered] }];
}

function pointsFor(said: boolean | null, yes: number, no: number): number {
  if (said === null) return 0;
  return said ? yes : no;
}

/** The bands in which the score's authors speak. */
export const OF_BANDS = ["conservative", "either", "surgery"] as const;

/** What the score's authors recommend: below 6 points conservative, 6 either, above surgery. */
export const ofAdvice = (points: number): (typeof OF_BANDS)[number] => (points < 6 ? "conservative" : points > 6 ? "surgery" : "either");
