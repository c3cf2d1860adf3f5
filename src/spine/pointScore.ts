import type { PointScore, Reason, ScorePart } from "./assessment";
import { at } from "./at";
import { thoracicHalf } from "./level";
import type { Value } from "./outcome";
import { age, fact, lordosisOverKyphosis, notMeasured, past, type Find, type Finding, type RiskContext } from "./riskFinding";
import { outcomesOf, shareOf } from "./uncertainty";

/** Incidence of proximal junctional kyphosis in percent at 1 to 5 points (Lafage 2019). */
export const LAFAGE_INCIDENCE: Readonly<Record<number, number>> = { 1: 17, 2: 29, 3: 40, 4: 53, 5: 69 };

export const olderThan55 = past(age, ">", 55);

export const fusedToSacrum: Find = ({ evaluation }) => {
  const { liv, pelvicFixation } = evaluation.sources.reading;
  if (liv === "S1" || pelvicFixation === true) return fact(true, liv ?? null);
  return liv === undefined ? notMeasured({ code: "no-liv" }) : fact(false, liv);
};

export const uivIn = (half: "upper" | "lower"): Find => ({ evaluation }) => {
  const { uiv } = evaluation.sources.reading;
  return uiv === undefined ? notMeasured({ code: "no-uiv", params: { level: "UIV" } }) : fact(thoracicHalf(uiv) === half, uiv);
};

export const lordosisGained = past(lordosisOverKyphosis, ">", 10);

/** One UIV lies in one half only: where it is open, what can be added is the more of the two. */
const PARTS: readonly { readonly factor: string; readonly points: number; readonly find: Find; readonly instead?: string }[] = [
  { factor: "age>55", points: 1, find: olderThan55 },
  { factor: "fusion-to-sacrum", points: 1, find: fusedToSacrum },
  { factor: "UIV-upper-thoracic", points: 1, find: uivIn("upper"), instead: "UIV-lower-thoracic" },
  { factor: "UIV-lower-thoracic", points: 2, find: uivIn("lower") },
  { factor: "dLL-dTK>10", points: 1, find: lordosisGained },
];

/** Age over 55, fusion to the sacrum, upper (1) or lower (2) thoracic UIV, lordosis gained over kyphosis by more than 10. */
export const pointScore: Find = (context) => {
  const parts = PARTS.map(({ factor, points, find }): ScorePart => {
    const { state, reason } = find(context);
    const given = state === "present" ? points : state === "absent" ? 0 : null;
    return { factor, state, points: given, most: points, ...(reason && { reason }) };
  });
  const points = parts.reduce((sum, part) => sum + (part.points ?? 0), 0);
  const open = PARTS.filter(({ instead }, i) => at(parts, i).points === null && instead === undefined);
  const score: PointScore = { parts, range: [points, open.reduce((sum, row) => sum + row.points, points)] };
  const unknown = (reason: Reason): Finding => ({ ...notMeasured(reason, 1), notes: [{ code: "score-range", params: { least: score.range[0], most: score.range[1] } }], score });
  const [lacking] = parts.slice(0, -1).flatMap(({ reason }) => (reason ? [reason] : []));
  const gain = lordosisOverKyphosis(context);
  if (lacking) return unknown(lacking);
  if (gain.state !== "found") return unknown(gain.reason);
  return { ...computed(gain.value, gain.notes, points, context), score };
};

/** As uncertain as the change, where the score hangs on it. */
function computed(gain: Value, notes: readonly Reason[], points: number, context: RiskContext): Finding {
  const gained = lordosisGained(context);
  const certain = points - (gained.state === "present" ? 1 : 0);
  const percent = LAFAGE_INCIDENCE[points];
  const outcomes = outcomesOf([gain], context.settings.clickSdMm, (drawn) => certain > 0 || at(drawn, 0) > 10);
  return {
    state: points >= 1 ? "present" : "absent",
    value: points,
    threshold: 1,
    withinError: certain === 0 ? gained.withinError : false,
    probability: outcomes && shareOf(outcomes, true),
    notes: percent === undefined ? notes : [...notes, { code: "published-incidence", params: { points, percent } }],
  };
}
