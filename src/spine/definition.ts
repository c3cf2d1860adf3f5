import type { CitationId } from "./citation";
import type { Corner, EndplateSide } from "./landmark";
import { isLevel, type Level, type LevelRef } from "./level";

/** A definition is a row of data: a new parameter is a row and a test. Sections are those of the clinical specification. */
export interface Definition {
  readonly id: string;
  readonly unit: "deg" | "mm";
  readonly region: Region;
  readonly construction: Construction;
  readonly norm?: Norm;
  /** Published cut-offs, ascending; several for graded parameters. */
  readonly thresholds?: readonly number[];
  /** Defined on standing films: lying down it is another quantity (section 4, posture). */
  readonly standingOnly: boolean;
  readonly citation: CitationId;
}

export type Region = "junction" | "thoracic" | "lumbar" | "cervical" | "pelvis" | "global" | "score" | "fracture" | "coronal";

export interface EndplateRef {
  readonly level: LevelRef;
  readonly side: EndplateSide;
}

export type PointRef =
  | { readonly kind: "centroid"; readonly level: LevelRef }
  | { readonly kind: "corner"; readonly endplate: EndplateRef; readonly corner: Corner }
  | { readonly kind: "midpoint"; readonly endplate: EndplateRef }
  | { readonly kind: "hip-axis" };

/** How a value is built; the overlay draws it from the same row. */
export type Construction =
  /** tilt(upper) - tilt(lower). */
  | { readonly kind: "kyphosis"; readonly upper: EndplateRef; readonly lower: EndplateRef }
  /** tilt(lower) - tilt(upper). */
  | { readonly kind: "lordosis"; readonly upper: EndplateRef; readonly lower: EndplateRef }
  /** Of one endplate, positive when its anterior end is lower. */
  | { readonly kind: "tilt"; readonly endplate: EndplateRef }
  /** Angle of from -> to with the vertical, + where `to` lies to the side named. */
  | { readonly kind: "inclination"; readonly from: PointRef; readonly to: PointRef; readonly positive: Corner }
  /** Angle at `apex` from the ray to `from` to the ray to `to`, + where `to` is anterior. */
  | { readonly kind: "angle-at"; readonly apex: PointRef; readonly from: PointRef; readonly to: PointRef }
  /** Angle at the endplate's midpoint between its perpendicular and the line to the hip axis: PT + SS. */
  | { readonly kind: "pelvic-incidence"; readonly endplate: EndplateRef }
  /** a(of) - a(from): horizontal distance, + where `of` is anterior. */
  | { readonly kind: "offset"; readonly of: PointRef; readonly from: PointRef }
  /** The sum or difference of two other rows. */
  | { readonly kind: "sum" | "difference"; readonly left: string; readonly right: string }
  /** A row's value less its value in an earlier exam. */
  | { readonly kind: "change"; readonly of: string; readonly since: "preoperative" | "firstPostoperative" };

export type Norm =
  | { readonly kind: "mean"; readonly mean: number; readonly sd: number }
  | { readonly kind: "range-by-age"; readonly low: number; readonly high: number }
  | { readonly kind: "about"; readonly value: number }
  /** slope * PI + intercept. */
  | { readonly kind: "from-pi"; readonly slope: number; readonly intercept: number };

const superior = (level: LevelRef): EndplateRef => ({ level, side: "superior" });
const inferior = (level: LevelRef): EndplateRef => ({ level, side: "inferior" });
const centroid = (level: LevelRef): PointRef => ({ kind: "centroid", level });

export const HIP_AXIS: PointRef = { kind: "hip-axis" };
const SACRUM = superior("S1");
const SACRAL_MIDPOINT: PointRef = { kind: "midpoint", endplate: SACRUM };

const mean = (value: number, sd: number): Norm => ({ kind: "mean", mean: value, sd });

type Row = Omit<Definition, "unit" | "standingOnly"> & Partial<Pick<Definition, "unit" | "standingOnly">>;
const row = (given: Row): Definition => ({ unit: "deg", standingOnly: false, ...given });

const junction = (id: string, construction: Construction, thresholds?: readonly number[]): Definition =>
  row({ id, region: "junction", construction, citation: "glattes2005", ...(thresholds && { thresholds }) });

const kyphosisTo12 = (from: Level): Definition =>
  row({
    id: `TK.${from}-T12`,
    region: "thoracic",
    construction: { kind: "kyphosis", upper: superior(from), lower: inferior("T12orLast") },
    citation: "cobb",
    ...(from === "T4" && { norm: mean(37.4, 10.9) }),
    thresholds: [30],
  });

const lordosisToSacrum = (from: Level, norm: Norm): Definition =>
  row({
    id: `LL.${from}-S1`,
    region: "lumbar",
    construction: { kind: "lordosis", upper: superior(from), lower: SACRUM },
    norm,
    standingOnly: true,
    citation: "cobb",
  });

const pelvicAngle = (id: string, level: Level, more: Pick<Definition, "norm" | "thresholds">): Definition =>
  row({
    id,
    region: "global",
    construction: { kind: "angle-at", apex: HIP_AXIS, from: SACRAL_MIDPOINT, to: centroid(level) },
    standingOnly: true,
    citation: "protopsaltis2014",
    ...more,
  });

const inclination = (id: string, level: Level): Definition =>
  row({
    id,
    region: "global",
    construction: { kind: "inclination", from: HIP_AXIS, to: centroid(level), positive: "anterior" },
    standingOnly: true,
    citation: "protopsaltis2014",
  });

export const DEFINITIONS: readonly Definition[] = [
  junction("PJA", { kind: "kyphosis", upper: superior("UIV+2"), lower: inferior("UIV") }, [20]),
  junction("PJA1", { kind: "kyphosis", upper: superior("UIV+1"), lower: inferior("UIV") }),
  junction("dPJA.pre", { kind: "change", of: "PJA", since: "preoperative" }, [10, 20]),
  junction("dPJA.post", { kind: "change", of: "PJA", since: "firstPostoperative" }, [20]),
  junction("dPJA1.post", { kind: "change", of: "PJA1", since: "firstPostoperative" }, [15]),

  kyphosisTo12("T4"),
  kyphosisTo12("T5"),
  kyphosisTo12("T2"),
  kyphosisTo12("T1"),
  row({
    id: "TLK.T10-L2",
    region: "thoracic",
    construction: { kind: "kyphosis", upper: superior("T10"), lower: inferior("L2") },
    norm: { kind: "about", value: 0 },
    thresholds: [20],
    citation: "thoracolumbar",
  }),

  lordosisToSacrum("L1", mean(57.4, 11.3)),
  lordosisToSacrum("L4", mean(34.2, 8.3)),

  row({
    id: "CL.C2-C7",
    region: "cervical",
    construction: { kind: "lordosis", upper: inferior("C2"), lower: inferior("C7") },
    norm: mean(-0.4, 12.7),
    standingOnly: true,
    citation: "cobb",
  }),
  row({
    id: "T1S",
    region: "cervical",
    construction: { kind: "tilt", endplate: superior("T1") },
    norm: mean(23, 7.9),
    standingOnly: true,
    citation: "tang2012",
  }),
  row({
    id: "cSVA",
    unit: "mm",
    region: "cervical",
    construction: { kind: "offset", of: centroid("C2"), from: { kind: "corner", endplate: superior("C7"), corner: "posterior" } },
    norm: mean(19, 9.8),
    thresholds: [40],
    standingOnly: true,
    citation: "tang2012",
  }),

  row({ id: "SS", region: "pelvis", construction: { kind: "tilt", endplate: SACRUM }, norm: mean(41, 8), standingOnly: true, citation: "legaye1998" }),
  row({
    id: "PT",
    region: "pelvis",
    construction: { kind: "inclination", from: HIP_AXIS, to: SACRAL_MIDPOINT, positive: "posterior" },
    norm: mean(12.5, 7.3),
    thresholds: [20, 30],
    standingOnly: true,
    citation: "legaye1998",
  }),
  row({ id: "PI", region: "pelvis", construction: { kind: "pelvic-incidence", endplate: SACRUM }, norm: mean(52, 10.7), citation: "legaye1998" }),
  row({
    id: "PI-LL",
    region: "pelvis",
    construction: { kind: "difference", left: "PI", right: "LL.L1-S1" },
    norm: mean(-5.4, 10.7),
    thresholds: [10, 20],
    standingOnly: true,
    citation: "schwab2012",
  }),

  row({
    id: "SVA",
    unit: "mm",
    region: "global",
    construction: { kind: "offset", of: centroid("C7"), from: { kind: "corner", endplate: SACRUM, corner: "posterior" } },
    norm: { kind: "range-by-age", low: -14, high: 17 },
    thresholds: [40, 95],
    standingOnly: true,
    citation: "glassman2005",
  }),
  pelvicAngle("T1PA", "T1", { norm: { kind: "range-by-age", low: 5, high: 14 }, thresholds: [20] }),
  pelvicAngle("T4PA", "T4", {}),
  pelvicAngle("L1PA", "L1", { norm: { kind: "from-pi", slope: 0.5, intercept: -21 } }),
  inclination("T1SPi", "T1"),
  inclination("T9SPi", "T9"),
  row({
    id: "GT",
    region: "global",
    construction: { kind: "sum", left: "PT", right: "SCA" },
    norm: { kind: "from-pi", slope: 0.48, intercept: -15 },
    standingOnly: true,
    citation: "obeid2016",
  }),
];

/** Parts of other rows, not shown by themselves. SCA: sacral midpoint -> C7 centroid against the vertical. */
const AUXILIARY: readonly Definition[] = [
  row({
    id: "SCA",
    region: "global",
    construction: { kind: "inclination", from: SACRAL_MIDPOINT, to: centroid("C7"), positive: "anterior" },
    standingOnly: true,
    citation: "obeid2016",
  }),
];

/** Section 6: the wedge of one body, kyphosis of its own two endplates. */
export const wedge = (level: Level): Definition => about("wedge", level, superior(level), inferior(level));

/** Bisegmental kyphosis about a body: from the superior endplate of the one above to the inferior endplate of the one below. */
export const localKyphosis = (level: Level): Definition => about("localKyphosis", level, superior(`${level}+1`), inferior(`${level}-1`));

/** From the superior endplate of the body above to the inferior endplate of the body itself. */
export const segmentalKyphosis = (level: Level): Definition => about("segmentalKyphosis", level, superior(`${level}+1`), inferior(level));

const about = (name: string, level: Level, upper: EndplateRef, lower: EndplateRef): Definition =>
  row({
    id: `${name}.${level}`,
    region: level.startsWith("C") ? "cervical" : level.startsWith("T") ? "thoracic" : "lumbar",
    construction: { kind: "kyphosis", upper, lower },
    citation: "cobb",
  });

const ABOUT_A_BODY: Readonly<Record<string, (level: Level) => Definition>> = { wedge, localKyphosis, segmentalKyphosis };

/** "Ha.T12" -> name "Ha", level "T12"; null for an id that is not about one body. */
export function bodyIdOf(id: string): { readonly name: string; readonly level: Level } | null {
  const [name = "", level = "", ...rest] = id.split(".");
  return rest.length === 0 && isLevel(level) ? { name, level } : null;
}

const BY_ID: ReadonlyMap<string, Definition> = new Map([...DEFINITIONS, ...AUXILIARY].map((definition) => [definition.id, definition]));

/** The row of a measurement, those about one body included; undefined for ids that are not such angles or offsets. */
export function definitionOf(id: string): Definition | undefined {
  const body = bodyIdOf(id);
  const make = body && Object.hasOwn(ABOUT_A_BODY, body.name) ? ABOUT_A_BODY[body.name] : undefined;
  return body && make ? make(body.level) : BY_ID.get(id);
}

/** The kyphosis that can be chosen as the default one (setting `tk`, command line `--tk`). */
export const THORACIC_KYPHOSES: readonly string[] = DEFINITIONS.filter(({ id }) => id.startsWith("TK.")).map(({ id }) => id);
