import type { AssessSettings, Assessment, Baselines, SpineReading } from "./assessment";
import { at } from "./at";
import { evaluationOf, type Evaluation } from "./construct";
import { CRITERIA, criterionOf, DEFAULT_CRITERION, judge } from "./criterion";
import { THORACIC_KYPHOSES } from "./definition";
import { measureAll } from "./measure";
import { plausibilityOf } from "./plausibility";
import { riskFactors } from "./riskFactor";

export const DEFAULT_SETTINGS: AssessSettings = { clickSdMm: 0.7, criterion: DEFAULT_CRITERION, tk: "TK.T4-T12" };

/**
 * Everything that is said of one reading: the one computation that the browser shows, the command line prints and the
 * exports carry. Pure, and in the order of the definitions.
 * @throws RangeError for settings that name no criterion or thoracic kyphosis, or a click error that is negative or no number.
 */
export function assess(reading: SpineReading, baselines: Baselines, settings: AssessSettings = DEFAULT_SETTINGS): Assessment {
  const headline = criterionOf(settings.criterion);
  if (!THORACIC_KYPHOSES.includes(settings.tk)) throw new RangeError(`no thoracic kyphosis "${settings.tk}"; there are ${THORACIC_KYPHOSES.join(", ")}`);
  const { clickSdMm } = settings;
  if (!(clickSdMm >= 0 && clickSdMm < Infinity)) throw new RangeError(`click SD must be 0 mm or more, got ${clickSdMm}`);
  const evaluation = evaluationOf(reading, baselinesOf(baselines));
  const measurements = measureAll(evaluation, clickSdMm);
  const criteria = CRITERIA.map((criterion) => judge(evaluation, criterion, clickSdMm));
  return {
    measurements,
    headline: at(criteria, CRITERIA.indexOf(headline)),
    criteria,
    riskFactors: riskFactors({ evaluation, settings }),
    plausibility: plausibilityOf(reading, measurements),
  };
}

const baselinesOf = ({ preoperative, firstPostoperative, unread }: Baselines): Evaluation["baselines"] => ({
  ...(unread && { unread }),
  ...(preoperative && { preoperative: evaluationOf(preoperative) }),
  ...(firstPostoperative && { firstPostoperative: evaluationOf(firstPostoperative) }),
});
