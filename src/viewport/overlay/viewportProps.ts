import type { ReactNode, Ref } from "react";
import type { CaseEdit, ReadingRef } from "#case/edit";
import type { ImagePoint } from "#geometry/points";
import type { Reading } from "#case/patientCase";
import type { Frame } from "#image/frame";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import type { Problem } from "#image/problem";
import type { Assessment } from "#spine/assessment";
import type { Level } from "#spine/level";
import type { IdlePrompt } from "./NextPoint";
import type { DisplayState } from "#viewport/display";
import type { View } from "#viewport/engine";
import type { storedSides } from "#viewport/orientation";
import type { ToolEvent, ToolState } from "#viewport/tools/toolState";

/** One picture of a stack: a frame (0-based) of an instance. */
export interface StackItem {
  readonly instance: Instance;
  readonly frameIndex: number;
}

export interface ImageViewportProps {
  readonly library: ImageLibrary;
  readonly stack: readonly StackItem[];
  /** Index into `stack` of the picture that is shown. */
  readonly position: number;
  readonly onPosition: (position: number) => void;
  /** A picture stands on the screen where none did. */
  readonly onPicture?: () => void;
  /** The reading of this image with the draft already applied, so that points and values move while one is dragged. */
  readonly reading: Reading | null;
  /** Where edits go. Null: points can be neither placed nor moved. */
  readonly readingRef: ReadingRef | null;
  readonly levels: readonly Level[];
  readonly uiv?: Level;
  /** Of `reading`, draft included. */
  readonly assessment: Assessment | null;
  /** Ids of the measurements whose construction always stands on the image; the highlighted one is added to them. */
  readonly constructions: readonly string[];
  /** Id of the measurement that the reader points at in the results. */
  readonly highlighted: string | null;
  readonly tool: ToolState;
  /** To be reduced by `toolReducer` (#viewport/tools/toolReducer); the new state comes back as `tool`. */
  readonly onTool: (event: ToolEvent) => void;
  /** One finished change: one undo step, one save. */
  readonly onEdit: (edit: CaseEdit) => void;
  /** A change in progress, to be shown and not kept; null ends it. Always null before or with the `onEdit` that keeps it. */
  readonly onDraft: (edit: CaseEdit | null) => void;
  /** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y while the viewport or nothing in particular has the focus. */
  readonly onHistory: (step: "undo" | "redo") => void;
  readonly onProblem: (problem: Problem) => void;
  readonly guide?: GuideLines | null;
  /** What the prompt says while no point is asked for. */
  readonly idle?: IdlePrompt;
  /** Patient's name, id and date on the image. */
  readonly showBanner: boolean;
  /** What else lies over the picture, under its points: an SVG group. */
  readonly over?: (view: View, item: StackItem) => ReactNode;
  readonly commands?: Ref<ViewportCommands>;
}

/** The picture on the screen with its pixels, and how it stands. */
export interface ShownPicture {
  readonly item: StackItem;
  readonly frame: Frame;
  readonly display: DisplayState;
}

export type PresetNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** Another exam's endplates, to be seen while points are placed: no pointer, no key and no export reaches them. */
export interface GuideLines {
  readonly endplates: readonly { readonly id: string; readonly posterior: ImagePoint; readonly anterior: ImagePoint }[];
  /** Whose they are and what they are laid on. */
  readonly legend: string;
}

/** What menus and buttons outside the viewport can ask of it. */
export interface ViewportCommands {
  /** The whole film, window kept. */
  fit(): void;
  /** The whole film, upright, with the file's window. */
  reset(): void;
  invert(): void;
  /** A quarter turn clockwise. */
  rotate(): void;
  flipHorizontal(): void;
  zoomBy(factor: number): void;
  /** 1 bone, 2 soft tissue, 3 film, 4 metal, 5 full range, 6 from the file. */
  preset(preset: PresetNumber): void;
  /** Glides to the levels about the UIV that have points. */
  goToJunction(): void;
  /** Which sides of the stored picture stand at the left, right, top and bottom of the shown one; null when nothing is shown. */
  storedSides(): ReturnType<typeof storedSides> | null;
  /** Image and overlay as one PNG, without the patient banner. Rejects when nothing is shown. */
  exportPng(caption: readonly string[]): Promise<Blob>;
  /** What is on the screen, for the printed page; null when nothing is shown. */
  shownPicture(): ShownPicture | null;
}
