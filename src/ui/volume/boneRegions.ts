import type { BoneRegion, Exam, PatientCase, Reading } from "#case/patientCase";
import { DEFAULT_PLANE, type SagittalPlane } from "#image/sagittalFrame";
import { proposeTrabecular, type BodyCorners, type Roi } from "#image/volume/roi";
import { cross, length, subtract, type Vector3 } from "#image/volume/vector";
import { endplateId } from "#spine/landmark";
import { DEFAULT_LEVELS, resolveLevel, type Level } from "#spine/level";
import { frameOfReferenceOf, type OpenVolume } from "./pictures";

type OpenSlices = Pick<OpenVolume, "handle" | "source">;

/** The exam's regions that lie in the volume that is open, or in one of the same frame of reference. */
export function regionsOf(exam: Exam | undefined, volume: OpenSlices | null): ReadonlyMap<Level, BoneRegion> {
  if (!volume) return new Map();
  const uid = frameOfReferenceOf(volume);
  return new Map(Object.entries(exam?.boneDensity ?? {}).flatMap(([level, { region }]) => (region?.frameOfReferenceUid === uid ? [[level, region] as const] : [])));
}

/** A region inside a body whose four corners are placed in this reading; undefined where one is missing. */
export function proposalFor(document: PatientCase | undefined, reading: Reading | null, level: Level, kind: Roi["kind"]): Roi | undefined {
  const corners = reading && cornersOf(reading, level);
  if (!document || !corners || reading.image.kind !== "volume") return undefined;
  const { sagittal, axial } = proposeTrabecular(corners, leftOf(reading.image.plane));
  return kind === "ellipse" ? axial : sagittal;
}

/** Whether a region lies where it was proposed, as far as anybody can tell: neither it nor the corners were moved since. */
export function isAsProposed(region: Roi, proposal: Roi): boolean {
  const isSame = (part: "centre" | "halfU" | "halfV"): boolean => length(subtract(region[part], proposal[part])) < SAME_MM;
  return region.kind === proposal.kind && isSame("centre") && isSame("halfU") && isSame("halfV");
}

const SAME_MM = 0.01;

/** The normal of the sagittal plane in use, towards the patient's left. */
const leftOf = ({ anterior, cranial }: SagittalPlane = DEFAULT_PLANE): Vector3 => cross(cranial, anterior);

function cornersOf({ landmarks }: Reading, level: Level): BodyCorners | undefined {
  const at = (side: "superior" | "inferior", corner: "anterior" | "posterior"): Vector3 | undefined => {
    const point = landmarks[endplateId(level, side)]?.[corner];
    return point?.length === 3 ? point : undefined;
  };
  const [superiorAnterior, superiorPosterior] = [at("superior", "anterior"), at("superior", "posterior")];
  const [inferiorAnterior, inferiorPosterior] = [at("inferior", "anterior"), at("inferior", "posterior")];
  return superiorAnterior && superiorPosterior && inferiorAnterior && inferiorPosterior ? { superiorAnterior, superiorPosterior, inferiorAnterior, inferiorPosterior } : undefined;
}

/** What a level is in the construct. */
export type BoneRole = "L1" | "UIV" | "UIV+1" | "UIV+2";

/** The levels that surgeons look at, cranial first, with what each is; and those that have a density besides. */
export function boneLevels(document: PatientCase | undefined, exam: Exam | undefined): readonly { readonly level: Level; readonly roles: readonly BoneRole[] }[] {
  const levels = document?.levels ?? DEFAULT_LEVELS;
  const uiv = document?.surgery?.uiv;
  const roles = new Map<Level, BoneRole[]>();
  const add = (level: Level, role: BoneRole): void => void roles.set(level, [...(roles.get(level) ?? []), role]);
  if (levels.includes("L1")) add("L1", "L1");
  for (const role of ["UIV", "UIV+1", "UIV+2"] as const) {
    const resolved = uiv === undefined ? undefined : resolveLevel(role, levels, uiv);
    if (resolved && "level" in resolved) add(resolved.level, role);
  }
  for (const level of Object.keys(exam?.boneDensity ?? {})) if (!roles.has(level)) roles.set(level, []);
  const rank = (level: Level): number => (levels.includes(level) ? levels.indexOf(level) : levels.length);
  return [...roles].map(([level, of]) => ({ level, roles: of })).toSorted((a, b) => rank(a.level) - rank(b.level));
}
