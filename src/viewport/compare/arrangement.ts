import { compose, type Affine } from "#geometry/affine";
import type { SpineReading } from "#spine/assessment";
import { registrationOnUiv, type Registration } from "#spine/registration";
import { affineOf } from "./affineOf";
import { boundsOf, centreOf } from "./bounds";
import type { PicturePlane } from "./picturePlane";

/** One exam that is compared, its picture loaded or not. */
export interface Compared {
  readonly spine: SpineReading;
  readonly plane: PicturePlane | null;
}

/**
 * How large an exam is drawn against the others. "mm": by its millimetres; "construct": it has none, and the UIV's
 * endplates are made as large as the reference's; "film": neither, so its whole picture is made as tall as the reference's.
 */
export type Sizing = "mm" | "construct" | "film";

export interface Arranged {
  /** The exam's own sagittal plane to the one that all share; null without a picture and without a registration. */
  readonly planeToShared: Affine | null;
  /** Image pixels of its picture to the shared plane. */
  readonly toShared: Affine | null;
  readonly sizing: Sizing;
  /** On the reference; null for the reference itself. */
  readonly registration: Registration | null;
}

export interface Arrangement {
  /** The exam that the others are laid on. */
  readonly reference: number;
  readonly exams: readonly Arranged[];
}

/**
 * Lays exams into one shared plane, the reference's sagittal millimetres about the middle of its picture: aligned, by the
 * endplates of the UIV, else middle on middle. The reference is the first with millimetres and a UIV to lie on.
 */
export function arrange(exams: readonly Compared[], aligned: boolean, clickSdMm: number): Arrangement {
  const reference = referenceOf(exams, clickSdMm);
  const fixed = exams[reference];
  if (fixed === undefined) return { reference: 0, exams: [] };
  const origin = fixed.plane ? centreOf(fixed.plane) : { x: 0, y: 0 };
  return {
    reference,
    exams: exams.map((exam, index): Arranged => {
      const registration = index === reference ? null : registrationOnUiv(exam.spine, fixed.spine, clickSdMm);
      const sizing = sizingOf(exam, fixed, registration);
      const planeToShared = index === reference ? shift(-origin.x, -origin.y) : ontoReference(exam, fixed, registration, sizing, aligned, origin);
      return { planeToShared, toShared: exam.plane && planeToShared && compose(planeToShared, exam.plane.toPlane), sizing, registration };
    }),
  };
}

/** The UIV placed and millimetres, else the UIV placed, else a picture. An exam lies on itself where its UIV is placed. */
function referenceOf(exams: readonly Compared[], clickSdMm: number): number {
  const isPlaced = ({ spine }: Compared): boolean => registrationOnUiv(spine, spine, clickSdMm).state === "registered";
  const tests: readonly ((exam: Compared) => boolean)[] = [(exam) => exam.spine.scale === "mm" && isPlaced(exam), isPlaced, (exam) => exam.plane?.scale === "mm", (exam) => exam.plane !== null];
  const found = tests.map((test) => exams.findIndex(test)).find((index) => index >= 0);
  return found ?? 0;
}

function sizingOf(exam: Compared, fixed: Compared, registration: Registration | null): Sizing {
  if (registration === null || (exam.spine.scale === "mm" && fixed.spine.scale === "mm")) return "mm";
  // The millimetres hold of a film whose anterior side is unknown, too; only its frame has none.
  if (exam.plane?.scale === "none" || fixed.plane?.scale === "none") return "film";
  return registration.state === "registered" ? "construct" : "film";
}

interface Origin {
  readonly x: number;
  readonly y: number;
}

function ontoReference(exam: Compared, fixed: Compared, registration: Registration | null, sizing: Sizing, aligned: boolean, origin: Origin): Affine | null {
  if (aligned && registration?.state === "registered") return compose(shift(-origin.x, -origin.y), affineOf(registration.motion));
  if (exam.plane === null) return null;
  const own = centreOf(exam.plane);
  const scale = sizing === "construct" && registration?.state === "registered" ? registration.motion.scale : sizing === "film" ? asTallAs(exam.plane, fixed.plane) : 1;
  return compose({ ...REST, a: scale, d: scale }, shift(-own.x, -own.y));
}

const REST: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

const shift = (e: number, f: number): Affine => ({ ...REST, e, f });

function asTallAs(plane: PicturePlane, fixed: PicturePlane | null): number {
  if (fixed === null) return 1;
  const height = (each: PicturePlane): number => {
    const { bottom, top } = boundsOf(each, each.toPlane);
    return top - bottom;
  };
  return height(fixed) / height(plane);
}
