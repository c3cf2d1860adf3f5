import { bindingOf, imageKeyOf } from "#case/matching";
import type { Reading } from "#case/patientCase";
import { frameGeometry } from "#image/attributes";
import { isCrossSectional } from "#image/calibration";
import { groups, type NonEmpty, planesOf, sortImages } from "#image/hierarchy";
import type { Instance } from "#image/instance";
import { frontalOrientationOf } from "#image/coronalFrame";
import { filmOrientationOf } from "#image/sagittalFrame";
import { currentWriting } from "#text/writing";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { patientLabel, stackLabel, studyLabel } from "../words";

/** What the browser lists and the viewport scrolls: a series of slices, or one film with its frames. */
export interface Stack {
  readonly id: string;
  readonly label: string;
  readonly items: readonly StackItem[];
  /** The picture to begin with: the middle of a series of slices, the first of anything else. */
  readonly start: number;
}

export interface StudyStacks {
  readonly uid: string;
  readonly date: string | undefined;
  readonly description: string;
  readonly label: string;
  readonly stacks: readonly Stack[];
}

export interface PatientStacks {
  readonly key: string;
  readonly label: string;
  readonly studies: readonly StudyStacks[];
}

/** One person: a number alone may be given twice, by two hospitals. Images without a number are kept apart by their study. */
export function patientKey({ patient: { patientId, patientName, issuerOfPatientId = "", patientBirthDate = "" }, study }: Instance): string {
  const parts = patientId === "" ? [patientName, study.studyInstanceUid] : [patientId, issuerOfPatientId, patientBirthDate];
  return parts.filter((part) => part !== "").join("\n");
}

/** The same files are asked for by the list of images, the volume and the viewport; labels are in a language. */
const made = new WeakMap<readonly Instance[], { readonly language: string; readonly patients: readonly PatientStacks[] }>();

/** Patients in the order of arrival, their studies by date, in them the stacks by series number. */
export function stacksOf(instances: readonly Instance[]): readonly PatientStacks[] {
  const { language } = currentWriting();
  const known = made.get(instances);
  if (known?.language === language) return known.patients;
  const patients = makeStacks(instances);
  made.set(instances, { language, patients });
  return patients;
}

function makeStacks(instances: readonly Instance[]): readonly PatientStacks[] {
  return groups(instances, patientKey).map(([key, ofPatient]) => ({
    key,
    label: patientLabel(ofPatient[0]),
    studies: groups(ofPatient, ({ study }) => study.studyInstanceUid)
      .map(([uid, ofStudy]) => studyOf(uid, ofStudy))
      .toSorted((a, b) => (a.date ?? "").localeCompare(b.date ?? "")),
  }));
}

export const allStacks = (instances: readonly Instance[]): readonly Stack[] =>
  stacksOf(instances).flatMap(({ studies }) => studies.flatMap(({ stacks }) => stacks));

function studyOf(uid: string, instances: NonEmpty<Instance>): StudyStacks {
  const [first] = instances;
  const series = groups(instances, ({ series: { seriesInstanceUid } }) => seriesInstanceUid).toSorted(
    ([, [a]], [, [b]]) => (a.series.seriesNumber ?? Infinity) - (b.series.seriesNumber ?? Infinity) || a.fileName.localeCompare(b.fileName),
  );
  return {
    uid,
    date: first.date,
    description: first.study.studyDescription ?? "",
    label: studyLabel(first),
    stacks: series.flatMap(([, ofSeries]) => stacksOfSeries(ofSeries)),
  };
}

function stacksOfSeries(series: NonEmpty<Instance>): readonly Stack[] {
  const [first] = series;
  const isSliced = isCrossSectional(first.series.modality) && first.numberOfFrames === 1;
  return isSliced ? planesOf(series).map(slices) : sortImages(series).instances.map(single);
}

function slices(plane: NonEmpty<Instance>): Stack {
  const [first] = plane;
  const items = sortImages(plane).instances.map((instance) => ({ instance, frameIndex: 0 }));
  return { id: planeId(first), label: stackLabel(first, items.length), items, start: Math.floor(items.length / 2) };
}

/** The same of whichever slices are there yet, so that a stack stays itself while it grows. A cosine of -0.001 is 0. */
function planeId(instance: Instance): string {
  const cosines = frameGeometry(instance, 0)?.imageOrientationPatient ?? [];
  return [instance.series.seriesInstanceUid, instance.rows, instance.columns, cosines.map((cosine) => Math.round(cosine * 100) / 100 + 0)].join(" ");
}

function single(instance: Instance): Stack {
  const items = Array.from({ length: instance.numberOfFrames }, (_, frameIndex) => ({ instance, frameIndex }));
  const isSliced = isCrossSectional(instance.series.modality) && instance.frames.length > 1;
  return { id: instance.sopInstanceUid, label: stackLabel(instance, items.length), items, start: isSliced ? Math.floor(items.length / 2) : 0 };
}

/** The open picture on which a reading's points lie. */
export function stackOfReading(instances: readonly Instance[], reading: Reading): { readonly stack: Stack; readonly position: number } | undefined {
  for (const stack of allStacks(instances)) {
    const bound = stack.items.map(({ instance, frameIndex }) => bindingOf(reading.image, imageKeyOf(instance, frameIndex)) === "same");
    if (bound.includes(true)) return { stack, position: bound[stack.start] === true ? stack.start : bound.indexOf(true) };
  }
  return undefined;
}

const FILMS: ReadonlySet<string> = new Set(["CR", "DX", "RF", "RG", "DR", "XA"]);
const LATERAL_VIEWS: ReadonlySet<string> = new Set(["LL", "RL", "LAT", "LATERAL", "LLD", "RLD"]);

/** A film that says it was taken from the front or the back: shown by itself only where no other picture comes. */
export function isFrontalFilm({ items, start }: Stack): boolean {
  const item = items[start];
  return item !== undefined && FILMS.has(item.instance.series.modality) && frontalOrientationOf(frameGeometry(item.instance, item.frameIndex), item.instance.viewPosition) !== undefined;
}

/**
 * How likely it is that a stack is what the spine is measured on: 3 a film that says it is lateral, 2 a sagittal series,
 * 1 another film, 0 none of these.
 */
export function likelihood({ items, start }: Stack): 0 | 1 | 2 | 3 {
  const item = items[start];
  if (!item) return 0;
  const { instance, frameIndex } = item;
  if (LATERAL_VIEWS.has(instance.viewPosition?.toUpperCase() ?? "")) return 3;
  const geometry = frameGeometry(instance, frameIndex);
  const sagittal = geometry !== undefined && filmOrientationOf(geometry) !== undefined;
  if (FILMS.has(instance.series.modality)) return sagittal ? 3 : 1;
  return sagittal && isCrossSectional(instance.series.modality) ? 2 : 0;
}
