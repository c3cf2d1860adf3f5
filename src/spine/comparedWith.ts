import { SCOLIOSIS_DEGREES } from "./coronal";
import { COBB } from "./coronalRow";
import { CRITERIA } from "./criterion";
import { bodyIdOf, definitionOf, type Definition } from "./definition";
import { STEEP_DEGREES } from "./plausibility";

/**
 * Every threshold that a value is held against somewhere: those published with its definition, of every criterion, and
 * below those of risk factors, scores and classes. A number that is shown stands on the same side of all of them as the
 * value does, whichever of them it is shown beside.
 */
export function comparedWith(id: string): readonly number[] {
  const known = BY_ID.get(id);
  if (known) return known;
  const all = [...ofDefinition(definitionOf(id)), ...ofCriteria(id), ...(ELSEWHERE.get(id) ?? ELSEWHERE.get(bodyIdOf(id)?.name ?? id) ?? [])];
  const thresholds = [...new Set(all)].toSorted((a, b) => a - b);
  BY_ID.set(id, thresholds);
  return thresholds;
}

const BY_ID = new Map<string, readonly number[]>();

/** Its own, and the ends of a range that a value is said to lie within. */
const ofDefinition = ({ thresholds = [], norm }: Partial<Definition> = {}): readonly number[] => (norm?.kind === "range-by-age" ? [...thresholds, norm.low, norm.high] : thresholds);

const ofCriteria = (id: string): readonly number[] =>
  CRITERIA.flatMap(({ tests }) => tests.filter(({ unit, input }) => unit !== "class" && input === id).map(({ threshold }) => threshold));

/** Either sign of an angle that is steep, and the note says so. */
const STEEP = [-STEEP_DEGREES, STEEP_DEGREES] as const;

const ELSEWHERE: ReadonlyMap<string, readonly number[]> = new Map(Object.entries({
  // Hart-ISSG and Yagi-Boachie grade the change in kyphosis.
  "dPJA.pre": [10, 15, 20, 30],
  "dPJA.post": [10, 15, 20, 30],
  // Roussouly; PI > 55 is a risk factor, SVA < 50 and |PI-LL| < 10 are ideal alignment.
  SS: [35, 45],
  PI: [50, 55],
  PT: [5],
  SVA: [50],
  "PI-LL": [-10],
  // GAP takes whole percents, completed: 80.9 is within the band that ends at 80.
  "GAP.LDI": [40, 50, 81],
  // Pickhardt 2013 and Chanbour 2023, Hounsfield units.
  "HU.L1": [100, 110, 135, 160],
  "HU.UIV": [163],
  "HU.ratio": [0.905],
  // Genant; the loss and the slip, to either side, of a failure by ASLS-1.
  heightLoss: [20, 25, 40],
  heightLossSince: [20],
  listhesis: [-3, 3],
  [COBB]: [SCOLIOSIS_DEGREES],
  PJA: STEEP,
  PJA1: STEEP,
  wedge: STEEP,
}));
