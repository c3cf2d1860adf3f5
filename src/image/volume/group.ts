import type { LookupTable } from "../instance";
import { inSpace, type PlacedSlice, type Slice } from "./slices";

/** Why a series was divided. */
export type SplitCode = "split-matrix" | "split-orientation" | "split-rescale";

/** Cosines that differ by less are one orientation: half a millimetre across a 500 mm field. */
const sameCosine = 1e-3;

/** What two slices must share to stand in one volume, each with the reason that is told where they don't. */
const shared: readonly { readonly code: SplitCode; readonly same: (a: Slice, b: Slice) => boolean }[] = [
  { code: "split-matrix", same: sameMatrix },
  { code: "split-orientation", same: (a, b) => a.orientation.every((cosine, index) => Math.abs(cosine - (b.orientation[index] ?? 0)) < sameCosine) },
  { code: "split-rescale", same: sameRescale },
];

function sameMatrix(a: Slice, b: Slice): boolean {
  const { rows, columns, pixelRepresentation } = a.instance;
  const close = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-4 * x;
  return (
    rows === b.instance.rows &&
    columns === b.instance.columns &&
    pixelRepresentation === b.instance.pixelRepresentation &&
    close(a.pixelSpacing[0], b.pixelSpacing[0]) &&
    close(a.pixelSpacing[1], b.pixelSpacing[1])
  );
}

function sameRescale({ presentation: a }: Slice, { presentation: b }: Slice): boolean {
  return a.rescaleSlope === b.rescaleSlope && a.rescaleIntercept === b.rescaleIntercept && sameLut(a.modalityLut, b.modalityLut);
}

function sameLut(a: LookupTable | undefined, b: LookupTable | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return a.firstValueMapped === b.firstValueMapped && a.data.length === b.data.length && a.data.every((value, index) => value === b.data[index]);
}

/** Divides slices until those of a group share everything a volume shares; and by what they were divided. */
export function groupSlices(slices: readonly Slice[]): { readonly groups: readonly (readonly Slice[])[]; readonly splits: ReadonlyMap<SplitCode, number> } {
  const splits = new Map<SplitCode, number>();
  let groups: readonly (readonly Slice[])[] = [slices];
  for (const { code, same } of shared) {
    const divided = groups.flatMap((group) => divide(group, same));
    if (divided.length > groups.length) splits.set(code, divided.length);
    groups = divided;
  }
  return { groups, splits };
}

function divide(slices: readonly Slice[], same: (a: Slice, b: Slice) => boolean): readonly (readonly Slice[])[] {
  const groups: Slice[][] = [];
  for (const slice of slices) {
    const group = groups.find(([first]) => first !== undefined && same(first, slice));
    if (group) group.push(slice);
    else groups.push([slice]);
  }
  return groups;
}

/** Slices nearer to each other than this stand in one place, millimetres. */
export const samePlaceMm = 0.01;

export interface Acquisitions {
  readonly volumes: readonly (readonly PlacedSlice[])[];
  /** How many different Acquisition Numbers there are. */
  readonly acquisitions: number;
}

/**
 * Divides slices of one group by Acquisition Number and Frame of Reference, and joins again those that follow one another
 * in space without overlap and without a jump: a table moved step by step makes one acquisition of every step, and some
 * de-identified series name a frame of reference for every slice. So are those that fill each other's spaces: an MR is
 * often acquired in packages of every second or third slice.
 */
export function byAcquisition(slices: readonly Slice[]): Acquisitions {
  const byKey = new Map<string, Slice[]>();
  for (const slice of slices) {
    const { acquisitionNumber, series } = slice.instance;
    const key = `${acquisitionNumber ?? ""}/${series.frameOfReferenceUid ?? ""}`;
    const part = byKey.get(key);
    if (part) part.push(slice);
    else byKey.set(key, [slice]);
  }
  const acquisitions = new Set(slices.map(({ instance }) => instance.acquisitionNumber)).size;
  if (byKey.size <= 1) return { volumes: [inSpace(slices)], acquisitions };
  const all = inSpace(slices);
  const usual = usualStep(all);
  const parts = [...byKey.values()].map((part) => inSpace(part)).sort((a, b) => firstOf(a) - firstOf(b) || b.length - a.length);
  if (areInterleaved(all, usual)) return { volumes: [all], acquisitions };
  const chains: PlacedSlice[][] = [];
  for (const part of parts) {
    const chain = chains.find((candidate) => follows(candidate, part, usual));
    if (chain) chain.push(...part);
    else chains.push([...part]);
  }
  return { volumes: chains, acquisitions };
}

const firstOf = (part: readonly PlacedSlice[]): number => part[0]?.alongMm ?? 0;
const lastOf = (part: readonly PlacedSlice[]): number => part.at(-1)?.alongMm ?? 0;

/** Parts of so few slices are steps of a table, however far the next one lies: what is missing between is a gap. */
const stepSlices = 2;

function follows(chain: readonly PlacedSlice[], part: readonly PlacedSlice[], usual: number): boolean {
  const step = firstOf(part) - lastOf(chain);
  if (!(step > samePlaceMm)) return false;
  return part.length <= stepSlices || isUsual(step, usual);
}

const isUsual = (step: number, usual: number): boolean => Math.abs(step - usual) <= Math.max(0.02, 0.02 * usual);

/** Slices lie side by side where one begins about where the one before ends. */
const beside = [2 / 3, 3 / 2] as const;

/**
 * Whether the slices of all acquisitions together are one even stack, side by side. Two scans of one region that happen to
 * lie half a step apart are none: their slices overlap.
 */
function areInterleaved(all: readonly PlacedSlice[], usual: number): boolean {
  const isEven = all.every((slice, index) => index === 0 || isUsual(slice.alongMm - (all[index - 1]?.alongMm ?? 0), usual));
  return isEven && all.every(({ sliceThicknessMm }) => sliceThicknessMm !== undefined && sliceThicknessMm >= beside[0] * usual && sliceThicknessMm <= beside[1] * usual);
}

function usualStep(slices: readonly PlacedSlice[]): number {
  const steps = slices.slice(1).flatMap((slice, index) => {
    const step = slice.alongMm - (slices[index]?.alongMm ?? 0);
    return step > samePlaceMm ? [step] : [];
  });
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

export interface Places {
  /** Volumes with one slice in each place. */
  readonly volumes: readonly (readonly PlacedSlice[])[];
  /** Slices left out because another one stands in their place. */
  readonly duplicates: number;
}

/**
 * One slice for each place. Where every place holds the same number (echoes, phases, reconstructions), they are as many
 * volumes: by Image Type or the moment of each where that tells them apart, else in number order. Where only some do, the first by number stays.
 */
export function onePerPlace(slices: readonly PlacedSlice[]): Places {
  const places: PlacedSlice[][] = [];
  for (const slice of slices) {
    const last = places.at(-1);
    if (last?.[0] !== undefined && slice.alongMm - last[0].alongMm < samePlaceMm) last.push(slice);
    else places.push([slice]);
  }
  const copies = places[0]?.length ?? 0;
  if (copies <= 1 || places.some((place) => place.length !== copies)) {
    return { volumes: [places.flatMap((place) => place.toSorted(byNumber)[0] ?? [])], duplicates: slices.length - places.length };
  }
  const telling = [imageType, moment].find((trait) => {
    const kinds = places.map((place) => place.map(trait).sort().join("|"));
    return kinds.every((kind) => kind === kinds[0]) && new Set(places[0]?.map(trait)).size === copies;
  });
  const ordered = places.map((place) => place.toSorted(telling ? (a, b) => (telling(a) < telling(b) ? -1 : 1) : byNumber));
  return { volumes: Array.from({ length: copies }, (_, copy) => ordered.flatMap((place) => place[copy] ?? [])), duplicates: 0 };
}

const imageType = ({ instance }: Slice): string => instance.imageType.join("\\");

/** As text that sorts like the number. */
const moment = ({ temporalPosition }: Slice): string => (temporalPosition === undefined ? "" : String(temporalPosition).padStart(10, "0"));

function byNumber(a: Slice, b: Slice): number {
  return (
    (a.instance.instanceNumber ?? Infinity) - (b.instance.instanceNumber ?? Infinity) ||
    a.frameIndex - b.frameIndex ||
    (a.instance.sopInstanceUid < b.instance.sopInstanceUid ? -1 : 1)
  );
}
