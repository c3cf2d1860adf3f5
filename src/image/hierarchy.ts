import type { Instance } from "./instance";
import { type FrameGeometry, frameGeometry } from "./attributes";
import type { Problem } from "./problem";

export interface Patient {
  /** Stable name of the node, for lists and keys. */
  readonly key: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly patientSex?: string;
  readonly patientBirthDate?: string;
  readonly studies: readonly Study[];
}

export interface Study {
  readonly key: string;
  readonly studyInstanceUid: string;
  readonly date?: string;
  readonly time?: string;
  readonly description?: string;
  readonly series: readonly Series[];
}

export interface Series {
  readonly key: string;
  readonly seriesInstanceUid: string;
  readonly modality: string;
  readonly number?: number;
  readonly description?: string;
  /** In the order in which they are looked through. */
  readonly instances: readonly Instance[];
  /** Whether `instances` stand in space order (by position along the normal), not only in number order. */
  readonly isSpatial: boolean;
}

/** What has been opened so far; a value, grown by `addInstances`. */
export interface Hierarchy {
  readonly patients: readonly Patient[];
  readonly instances: readonly Instance[];
}

export const emptyHierarchy: Hierarchy = { patients: [], instances: [] };

/**
 * Adds instances as they arrive and groups them: patients by name, studies by date, series by number, images in space where
 * they share an orientation, else by number. A SOP Instance UID that is there already is left out and reported. Nodes whose
 * contents did not change stay the same objects.
 */
export function addInstances(hierarchy: Hierarchy, found: readonly Instance[]): { readonly hierarchy: Hierarchy; readonly problems: readonly Problem[] } {
  const known = new Map(hierarchy.instances.map((instance) => [instance.sopInstanceUid, instance]));
  const added: Instance[] = [];
  const problems: Problem[] = [];
  for (const instance of found) {
    const other = known.get(instance.sopInstanceUid);
    if (other) problems.push({ fileName: instance.fileName, code: "duplicate", params: { other: other.fileName } });
    else {
      known.set(instance.sopInstanceUid, instance);
      added.push(instance);
    }
  }
  if (added.length === 0) return { hierarchy, problems };
  const instances = [...hierarchy.instances, ...added];
  return { hierarchy: { instances, patients: patientsOf(instances, hierarchy.patients) }, problems };
}

function patientsOf(instances: readonly Instance[], before: readonly Patient[]): readonly Patient[] {
  const patients = groups(instances, patientKey, before).map(({ key, members, old }): Patient => {
    const [first] = members;
    const studies = studiesOf(members, key, old?.studies ?? []);
    if (old && sameItems(old.studies, studies)) return old;
    const { patientId = "", patientName = "", patientSex, patientBirthDate } = first?.patient ?? {};
    return { key, patientId, patientName, ...defined({ patientSex, patientBirthDate }), studies };
  });
  return patients.sort((a, b) => compareText(a.patientName, b.patientName) || compareText(a.key, b.key));
}

function studiesOf(instances: readonly Instance[], patient: string, before: readonly Study[]): readonly Study[] {
  const studies = groups(instances, (instance) => `${patient}/${instance.study.studyInstanceUid}`, before).map(({ key, members, old }): Study => {
    const series = seriesOf(members, key, old?.series ?? []);
    if (old && sameItems(old.series, series)) return old;
    const { studyInstanceUid = "", studyDate, studyTime, studyDescription } = members[0]?.study ?? {};
    return { key, studyInstanceUid, ...defined({ date: studyDate ?? members[0]?.date, time: studyTime, description: studyDescription }), series };
  });
  return studies.sort((a, b) => compareText(a.date ?? "", b.date ?? "") || compareText(a.time ?? "", b.time ?? "") || compareText(a.key, b.key));
}

function seriesOf(instances: readonly Instance[], study: string, before: readonly Series[]): readonly Series[] {
  const series = groups(instances, (instance) => `${study}/${instance.series.seriesInstanceUid}`, before).map(({ key, members, old }): Series => {
    if (old && old.instances.length === members.length) return old;
    const { seriesInstanceUid = "", modality = "", seriesNumber, seriesDescription } = members[0]?.series ?? {};
    return { key, seriesInstanceUid, modality, ...defined({ number: seriesNumber, description: seriesDescription }), ...sortImages(members) };
  });
  return series.sort((a, b) => compareNumber(a.number, b.number) || compareText(a.key, b.key));
}

/**
 * Patient ID names a patient; without one the name and birth date do; without those the study. The same ID with another
 * birth date is another patient (two hospitals number alike).
 */
function patientKey({ patient, study, sopInstanceUid }: Instance): string {
  const { patientId, patientName, patientBirthDate } = patient;
  if (patientId !== "") return `${patientId}/${patientBirthDate ?? ""}`;
  if (patientName !== "") return `/${patientName}/${patientBirthDate ?? ""}`;
  return `//${study.studyInstanceUid || sopInstanceUid}`;
}

/**
 * Images of a series in the order in which they are looked through: along the normal when all have a position and share one
 * orientation (PS3.3 C.7.6.2.1.1) and no two lie in one place; else by Instance Number, then by name.
 */
export function sortImages(instances: readonly Instance[]): Pick<Series, "instances" | "isSpatial"> {
  const byNumber = [...instances].sort(
    (a, b) =>
      compareNumber(a.acquisitionNumber, b.acquisitionNumber) || compareNumber(a.instanceNumber, b.instanceNumber) || compareText(a.fileName, b.fileName),
  );
  const positions = positionsAlongNormal(byNumber);
  if (!positions) return { instances: byNumber, isSpatial: false };
  return { instances: [...byNumber].sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0)), isSpatial: true };
}

type Vector = readonly [number, number, number];

/** Two orientations are one when no cosine differs by more (about 0.6 degrees); two positions when nearer than this, mm. */
const sameCosine = 0.01;
const samePositionMm = 0.01;

function positionsAlongNormal(instances: readonly Instance[]): ReadonlyMap<Instance, number> | undefined {
  if (instances.length < 2) return undefined;
  const positions = new Map<Instance, number>();
  let first: readonly number[] | undefined;
  let normal: Vector | undefined;
  for (const instance of instances) {
    const { imageOrientationPatient: orientation, imagePositionPatient: position } = frameGeometry(instance, 0) ?? {};
    if (!orientation || !position) return undefined;
    first ??= orientation;
    normal ??= normalOf(orientation);
    if (orientation.some((cosine, index) => Math.abs(cosine - (first?.[index] ?? 0)) > sameCosine)) return undefined;
    positions.set(instance, position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2]);
  }
  const sorted = [...positions.values()].sort((a, b) => a - b);
  return sorted.some((value, index) => index > 0 && value - (sorted[index - 1] ?? 0) < samePositionMm) ? undefined : positions;
}

function normalOf([a, b, c, d, e, f]: NonNullable<FrameGeometry["imageOrientationPatient"]>): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

interface Group<T> {
  readonly key: string;
  readonly members: readonly Instance[];
  readonly old: T | undefined;
}

function groups<T extends { readonly key: string }>(instances: readonly Instance[], keyOf: (instance: Instance) => string, before: readonly T[]): Group<T>[] {
  const byKey = new Map<string, Instance[]>();
  for (const instance of instances) {
    const key = keyOf(instance);
    const members = byKey.get(key);
    if (members) members.push(instance);
    else byKey.set(key, [instance]);
  }
  const old = new Map(before.map((node) => [node.key, node]));
  return [...byKey].map(([key, members]) => ({ key, members, old: old.get(key) }));
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Missing numbers stand last. */
function compareNumber(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a - b;
}
