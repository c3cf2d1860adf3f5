import { calibrationClassOf } from "#image/calibration";
import { planeTurnOf } from "#image/planeTurn";
import { acrossMm, plumbed, sagittalFrameOf, toSagittal, type SagittalFrame } from "#image/sagittalFrame";
import type { SagittalPoint } from "#geometry/points";
import type { Reason, SpineReading } from "#spine/assessment";
import { landmarkKind, type LandmarkId, type SagittalLandmark } from "#spine/landmark";
import { DEFAULT_LEVELS, isLevel } from "#spine/level";
import { coronalReading } from "./coronalReading";
import { endplateOrder, spineRun } from "./endplateOrder";
import type { Exam, PatientCase, Reading, StoredLandmark, StoredPoint } from "./patientCase";

/** A plumb line, or any vertical that the reader marks: its two points are `along`. */
export const PLUMB: LandmarkId = "plumb";

/** Something the reader is told of a reading beside its values; codes, the words are in `text` (case.note.<code>). */
export type ReadingNote = Reason & { readonly landmarks: readonly LandmarkId[] };

/** A reading as the spine sees it, and what had to be decided on the way. */
export interface SagittalReading {
  readonly reading: SpineReading;
  readonly notes: readonly ReadingNote[];
  /** What a measured length is worth, where it isn't plain millimetres in the patient. */
  readonly lengthNote?: Reason;
  /** The plane that everything is measured in, where it isn't the patient's own sagittal one. */
  readonly planeNote?: Reason;
}

/** The sagittal frame of a reading's image, turned upright by its plumb line where one is marked. */
export function frameOfReading(reading: Pick<Reading, "image" | "landmarks">): { readonly frame: SagittalFrame; readonly notes: readonly ReadingNote[] } {
  const frame = sagittalFrameOf(reading.image);
  const [from, to] = (Object.hasOwn(reading.landmarks, PLUMB) ? reading.landmarks[PLUMB]?.along : undefined) ?? [];
  if (from === undefined || to === undefined || frame.scale === "none") return { frame, notes: [] };
  const upright = plumbed(frame, from, to);
  return upright ? { frame: upright, notes: [] } : { frame, notes: [{ code: "plumb-ignored", landmarks: [PLUMB] }] };
}

/** Puts a reading's points into the sagittal frame: its film direction, spacing, plumb line and corner order settled. */
export function sagittalReading(patientCase: Pick<PatientCase, "levels" | "surgery" | "subject">, exam: Omit<Exam, "readings">, reading: Reading): SagittalReading {
  const levels = patientCase.levels ?? DEFAULT_LEVELS;
  const { frame, notes } = frameOfReading(reading);
  const placed = new Map<LandmarkId, SagittalLandmark>();
  const frontal = coronalReading(levels, reading);
  for (const [id, landmark] of frontal ? [] : Object.entries(reading.landmarks)) {
    const converted = convert(frame, id, landmark);
    if (converted) placed.set(id, converted);
  }
  const { landmarks, notes: orderNotes } = frame.scale === "none" ? { landmarks: placed, notes: [] } : inOrder(levels, placed);
  const lengthNote = lengthNoteOf(reading);
  const planeNote = planeNoteOf(reading);
  const curved: readonly Reason[] = reading.image.kind === "volume" && reading.image.curve ? [{ code: "curved-reformat" }] : [];
  return {
    reading: {
      levels,
      timepoint: exam.timepoint,
      posture: exam.posture,
      imaging: reading.image.kind === "volume" ? "slices" : "film",
      scale: frame.scale,
      landmarks,
      ...(frame.scaleReason ? { scaleReason: frame.scaleReason } : {}),
      ...(reading.image.kind === "projection" ? { lengths: calibrationClassOf(reading.image.spacing) } : { lengths: "calibrated" }),
      ...(curved[0] ? { noLengths: curved[0] } : {}),
      ...(frontal ? { coronal: frontal.coronal } : {}),
      ...told(patientCase.surgery ?? {}, ["uiv", "liv", "pelvicFixation", "plannedLLChange", "plannedTKChange", "treatedFracture"]),
      ...told(patientCase.subject, ["ageYears", "tScore"]),
      ...(exam.date === undefined ? {} : { date: exam.date }),
      ...(reading.answers === undefined ? {} : { answers: reading.answers }),
    },
    notes: [...curved.map((reason) => ({ ...reason, landmarks: [] })), ...notes, ...orderNotes, ...(frontal?.exchanged ?? []).map((id) => ({ code: "sides-reversed", landmarks: [id] })), ...shapeNotes(reading)],
    ...(lengthNote ? { lengthNote } : {}),
    ...(planeNote ? { planeNote } : {}),
  };
}

/** Those of the members that are there. */
function told<T extends object, K extends keyof T>(from: T, keys: readonly K[]): { readonly [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as { readonly [P in K]?: Exclude<T[P], undefined> };
}

/** Undefined for a landmark that isn't part of the spine, or has no point yet. */
function convert(frame: SagittalFrame, id: LandmarkId, stored: StoredLandmark): SagittalLandmark | undefined {
  const at = (point: StoredPoint): SagittalPoint => toSagittal(frame, point);
  const some = <K extends string, T, U>(key: K, value: T | undefined, map: (value: T) => U): { readonly [P in K]?: U } =>
    (value === undefined ? {} : { [key]: map(value) }) as { readonly [P in K]?: U };
  const all = (points: readonly StoredPoint[]): readonly SagittalPoint[] => points.map(at);
  switch (landmarkKind(id)) {
    case "endplate":
      return { kind: "endplate", ...some("posterior", stored.posterior, at), ...some("anterior", stored.anterior, at), ...some("along", stored.along, all), ...some("acrossMm", acrossOf(frame, stored), Number) };
    case "circle":
      return { kind: "circle", ...some("center", stored.center, at), ...some("radiusMm", stored.radiusMm, Number), ...some("rim", stored.rim, all) };
    case "point":
      return stored.point && { kind: "point", point: at(stored.point) };
    case null:
      return undefined;
  }
}

const acrossOf = (frame: SagittalFrame, { posterior, anterior }: StoredLandmark): number | undefined =>
  posterior === undefined || anterior === undefined ? undefined : acrossMm(frame, posterior, anterior);

const isOfSpine = (levels: SpineReading["levels"], id: LandmarkId): boolean => levels.includes(id.slice(0, id.indexOf(".")));

/** Points of a vertebra that the list of levels lacks, as after it was made shorter. */
export function outsideNotes(levels: SpineReading["levels"], { landmarks }: Reading): readonly ReadingNote[] {
  const outside = Object.keys(landmarks).filter((id) => isLevel(id.slice(0, Math.max(0, id.indexOf(".")))) && !isOfSpine(levels, id));
  return outside.length === 0 ? [] : [{ code: "not-in-spine", landmarks: outside }];
}

/** Exchanges the corners of endplates that are named the wrong way round, with a note for each; doubtful ones only get a note. */
function inOrder(levels: SpineReading["levels"], placed: ReadonlyMap<LandmarkId, SagittalLandmark>): Pick<SagittalReading, "notes"> & Pick<SpineReading, "landmarks"> {
  const pairs = new Map<LandmarkId, { posterior: SagittalPoint; anterior: SagittalPoint }>();
  for (const [id, landmark] of placed) {
    if (landmark.kind !== "endplate" || !landmark.posterior || !landmark.anterior || !isOfSpine(levels, id)) continue;
    pairs.set(id, { posterior: landmark.posterior, anterior: landmark.anterior });
  }
  const landmarks = new Map(placed);
  const notes: ReadingNote[] = [];
  const directionAt = spineRun(levels, pairs);
  for (const [id, pair] of pairs) {
    const order = endplateOrder(pair, directionAt(id));
    if (order === "right") continue;
    notes.push({ code: `endplate-${order}`, landmarks: [id] });
    if (order === "reversed") landmarks.set(id, { ...(landmarks.get(id) as SagittalLandmark & { kind: "endplate" }), posterior: pair.anterior, anterior: pair.posterior });
  }
  return { landmarks, notes };
}

/** Square pixels are an assumption where the file says nothing of them. */
function shapeNotes({ image }: Reading): readonly ReadingNote[] {
  if (image.kind === "volume") return [];
  const { rowMm, aspect, source } = image.spacing ?? {};
  return source === "assumed" || (rowMm === undefined && aspect === undefined) ? [{ code: "assumed-square", landmarks: [] }] : [];
}

/** Which sagittal plane a volume's points are projected on, in words of its turn; undefined for the patient's own. */
export function planeNoteOf({ image }: Pick<Reading, "image">): Reason | undefined {
  if (image.kind !== "volume") return undefined;
  const turn = planeTurnOf(image.plane);
  const [yaw, roll] = [tenths(turn.yaw), tenths(turn.roll)];
  if (yaw === 0 && roll === 0) return undefined;
  if (roll === 0) return { code: "plane-yaw", params: { yaw } };
  return yaw === 0 ? { code: "plane-roll", params: { roll } } : { code: "plane-turned", params: { yaw, roll } };
}

/** Whether lengths, and with them the errors of everything, are known on an image. */
export const hasScale = (image: Reading["image"]): boolean => image.kind === "volume" || calibrationClassOf(image.spacing) !== "none";

const tenths = (degrees: number): number => Math.round(degrees * 10) / 10 + 0;

function lengthNoteOf({ image }: Reading): Reason | undefined {
  if (image.kind === "volume") return undefined;
  const kind = calibrationClassOf(image.spacing);
  if (kind === "detector" || kind === "stated") return { code: `length-${kind}` };
  return undefined;
}
