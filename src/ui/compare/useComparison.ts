import type { PatientCase } from "#case/patientCase";
import { DEFAULT_LEVELS } from "#spine/level";
import { endplateId, type LandmarkId } from "#spine/landmark";
import { levelAbove } from "#spine/level";
import { arrange, type Arranged } from "#viewport/compare/arrangement";
import { around, boundsOf, type Bounds } from "#viewport/compare/bounds";
import type { MarkedReading, SharedLayer } from "#viewport/compare/ComparePane";
import { ghostsThrough } from "#viewport/compare/ghosts";
import { fitted, type LinkedView } from "#viewport/compare/linkedView";
import { facingOf, planeOfPicture, type Facing, type PicturePlane } from "#viewport/compare/picturePlane";
import { openingVoi } from "#viewport/picture";
import type { ElementSize } from "#viewport/transform";
import { useMemo } from "react";
import { useSessionState } from "../session/context";
import { refKey, shownRefs, type CompareState } from "./compareState";
import { factsOfExams, type ExamFacts } from "./examFacts";
import { usePictures, type PaneImage } from "./usePictures";

/** One exam on the screen, with its picture and its place among the others. */
export interface ComparedExam extends ExamFacts {
  readonly image: PaneImage;
  readonly plane: PicturePlane | null;
  readonly arranged: Arranged;
  readonly isReference: boolean;
  readonly layer: SharedLayer | null;
  readonly marked: MarkedReading | null;
  /** The exam that the others are laid on. */
  readonly reference: ExamFacts;
}

export interface Comparison {
  readonly exams: readonly ComparedExam[];
  /** Of a pane of this size; null while no picture is there. */
  readonly viewFor: (size: ElementSize | null) => LinkedView | null;
}

/** What the state makes of the case: facts, pictures, and where all of them lie. */
export function useComparison(document: PatientCase, state: CompareState): Comparison {
  const settings = useSessionState((session) => session.settings);
  const { mode, hung, pair, aligned, invert, windows, place } = state;
  const refs = shownRefs({ mode, hung, pair });
  const facts = useMemo(() => factsOfExams(document, refs, settings), [document, refs, settings]);
  const readings = useMemo(() => facts.map(({ reading }) => reading), [facts]);
  const images = usePictures(readings);
  const pictures = useMemo(() => images.map(pictureIn), [images]);
  const { exams, facing } = useMemo(() => {
    const facing = facingOfAll(readings, images);
    const planes = readings.map((reading, index) => planeIn(reading, images[index], facing));
    const arrangement = arrange(facts.map(({ spine }, index) => ({ spine, plane: planes[index] ?? null })), aligned, settings.clickSdMm);
    const levels = document.levels ?? DEFAULT_LEVELS;
    const uiv = document.surgery?.uiv;
    const exams = facts.flatMap((each, index): readonly ComparedExam[] => {
      const [image, arranged, picture, reference] = [images[index], arrangement.exams[index], pictures[index], facts[arrangement.reference]];
      if (!image || !arranged || !reference) return [];
      const toShared = arranged.toShared;
      const layer = picture && toShared ? { ...picture, voi: windows.get(refKey(each.ref)) ?? picture.voi, invert, toShared } : null;
      const marked = image.kind === "shown" && toShared ? { item: image.item, reading: each.reading, levels, uiv, assessment: each.assessment, toShared } : null;
      return [{ ...each, image, plane: planes[index] ?? null, arranged, isReference: index === arrangement.reference, layer, marked, reference }];
    });
    return { exams, facing };
  }, [facts, readings, images, pictures, aligned, settings.clickSdMm, document.levels, document.surgery?.uiv, windows, invert]);
  const viewFor = useMemo(() => (size: ElementSize | null) => viewOf(exams, place, size, facing), [exams, place, facing]);
  return { exams, viewFor };
}

function pictureIn(image: PaneImage): Pick<SharedLayer, "picture" | "voi"> | null {
  if (image.kind !== "shown") return null;
  const picture = { instance: image.item.instance, frame: image.frame, frameIndex: image.item.frameIndex };
  return { picture, voi: openingVoi(picture) };
}

const planeIn = (reading: ExamFacts["reading"], image: PaneImage | undefined, facing: Facing): PicturePlane | null =>
  image?.kind === "shown" ? planeOfPicture(reading, image.item, facing) : null;

/** All panes face one way: that of the first picture whose anterior side is known. */
function facingOfAll(readings: readonly ExamFacts["reading"][], images: readonly PaneImage[]): Facing {
  for (const [index, reading] of readings.entries()) {
    const plane = planeIn(reading, images[index], "left");
    if (plane && plane.scale !== "none") return facingOf(plane);
  }
  return "left";
}

function viewOf(exams: readonly ComparedExam[], place: CompareState["place"], size: ElementSize | null, facing: Facing): LinkedView | null {
  if (size === null) return null;
  if (typeof place === "object") return { ...place, facing };
  const shown = exams.find(({ isReference, marked }) => isReference && marked) ?? exams.find(({ marked }) => marked);
  if (!shown?.plane || !shown.arranged.toShared) return null;
  const junction = place === "junction" ? junctionOf(exams) : null;
  return junction ? fitted(junction, size, facing, JUNCTION_MARGIN) : fitted(boundsOf(shown.plane, shown.arranged.toShared), size, facing);
}

/** Room for the construction beside the bodies. */
const JUNCTION_MARGIN = 0.6;

/** What is placed of UIV to UIV+2 in all exams. */
function junctionOf(exams: readonly ComparedExam[]): Bounds | null {
  const points = exams.flatMap(({ spine, arranged: { planeToShared } }) => {
    const { uiv, levels } = spine;
    if (uiv === undefined || planeToShared === null) return [];
    const ids = new Set<LandmarkId>([0, 1, 2].flatMap((steps) => (["superior", "inferior"] as const).map((side) => endplateId(levelAbove(levels, uiv, steps) ?? "", side))));
    return ghostsThrough(spine, planeToShared).flatMap(({ id, posterior, anterior }) => (ids.has(id) ? [posterior, anterior] : []));
  });
  return points.length < 4 ? null : around(points.map(({ xCss, yCss }) => [xCss, yCss]));
}
