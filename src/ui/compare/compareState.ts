import type { ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import type { Voi } from "#image/pixels/voi";
import type { LinkedView } from "#viewport/compare/linkedView";
import { firstCount, hanging, type Count } from "./hanging";

export type Mode = "side" | "blink" | "overlay";

export type Pair = readonly [earlier: ReadingRef, later: ReadingRef];

/** How the exams are looked at. */
export interface CompareState {
  readonly mode: Mode;
  /** What hangs beside each other. */
  readonly hung: readonly ReadingRef[];
  /** What lies on each other in a blink and in an overlay. */
  readonly pair: Pair;
  readonly aligned: boolean;
  readonly marks: boolean;
  readonly ghosts: boolean;
  readonly invert: boolean;
  /** Of the later exam over the earlier one, 0 to 1. */
  readonly opacity: number;
  readonly show: "blend" | "difference";
  readonly blink: Blink;
  /** Part of the film, or where the reader has gone himself. */
  readonly place: "whole" | "junction" | LinkedView;
  /** Windows that the reader has set, by `refKey`. */
  readonly windows: ReadonlyMap<string, Voi>;
}

export const refKey = ({ examId, readingId }: ReadingRef): string => `${examId}/${readingId}`;

export interface Blink {
  readonly running: boolean;
  readonly seconds: number;
  /** Which of the pair is seen. */
  readonly front: 0 | 1;
}

/** Never more than three changes in a second (WCAG 2.2, 2.3.1). */
export const BLINK_SECONDS = [0.4, 0.7, 1, 2] as const;

export const OPACITY_STEP = 0.1;

/** The readings that are on the screen. */
export const shownRefs = ({ mode, hung, pair }: Pick<CompareState, "mode" | "hung" | "pair">): readonly ReadingRef[] => (mode === "side" ? hung : pair);

/** Null where a case has no two exams to be compared. */
export function opening(document: PatientCase, reader: string | undefined): CompareState | null {
  const hung = hanging(document, firstCount(document), reader);
  const [earlier, later] = [hung[0], hung.at(-1)];
  if (!earlier || !later || hung.length < 2) return null;
  return {
    mode: "side",
    hung,
    pair: [earlier, later],
    aligned: true,
    marks: true,
    ghosts: true,
    invert: false,
    opacity: 0.5,
    show: "blend",
    blink: { running: false, seconds: 0.7, front: 1 },
    place: "whole",
    windows: new Map(),
  };
}

export function withCount(state: CompareState, document: PatientCase, count: Count, reader: string | undefined): CompareState {
  return { ...state, hung: hanging(document, count, reader) };
}

/** Another exam in one place. */
export function withExam(state: CompareState, index: number, ref: ReadingRef): CompareState {
  if (state.mode === "side") return { ...state, hung: state.hung.with(index, ref) };
  return { ...state, pair: index === 0 ? [ref, state.pair[1]] : [state.pair[0], ref] };
}

/** `calm`: the system asks for less motion, so that nothing begins to blink by itself. */
export function withMode(state: CompareState, mode: Mode, calm: boolean): CompareState {
  return { ...state, mode, blink: { ...state.blink, running: mode === "blink" && !calm, front: 1 } };
}

export const flipped = (state: CompareState): CompareState => ({ ...state, blink: { ...state.blink, front: state.blink.front === 0 ? 1 : 0 } });

export const withOpacity = (state: CompareState, opacity: number): CompareState => ({ ...state, opacity: Math.min(1, Math.max(0, Math.round(opacity * 100) / 100)) });
