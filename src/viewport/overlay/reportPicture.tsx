import { isFrontal } from "#case/coronalReading";
import type { Reading } from "#case/patientCase";
import type { Frame } from "#image/frame";
import type { Assessment } from "#spine/assessment";
import { addressKey } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { DisplayState } from "#viewport/display";
import { renderToCanvas } from "#viewport/engine";
import { imageShape, openingDisplay, openingVoi } from "#viewport/picture";
import { wholePicture, type ElementSize, type ImageShape } from "#viewport/transform";
import type { ReactElement } from "react";
import { drawnOf } from "./drawn";
import { ImageFacts } from "./ImageFacts";
import { OFF_SLICE } from "./ink";
import { boxAround, overlap, type Box, type PlacedLabel } from "./labels";
import { coordinate } from "./plane";
import { Dot } from "./PointMarks";
import { commonCrop, type Crop, type Extent } from "./reportCrop";
import { clearLetters, scaleBox, scaleEnd } from "./reportPlaces";
import { sceneOf, type Scene } from "./scene";
import { factsOf } from "./shownFacts";
import { SpineLines } from "./SpineLines";
import { extension } from "./spineOnCanvas";
import type { StackItem } from "./viewportProps";

/** A film that is to be printed with its reading. */
export interface ReportFilm {
  readonly item: StackItem;
  readonly frame: Frame;
  /** As it stands on the screen: its greys, turns and flips are kept. Null: as its file has it, its front to the side of the film that has one. */
  readonly display: DisplayState | null;
  readonly reading: Reading;
  readonly levels: readonly Level[];
  readonly uiv: Level | undefined;
  readonly assessment: Assessment;
  readonly constructions: readonly string[];
}

export interface ReportPicture {
  /** In print resolution. */
  readonly canvas: HTMLCanvasElement;
  /** An svg that lies over the whole of it. */
  readonly overlay: ReactElement;
  /** How large it is on paper, CSS pixels of 1/96 inch. */
  readonly size: ElementSize;
}

export interface ReportPictures {
  /** One a film, in their order. */
  readonly pictures: readonly ReportPicture[];
  /** A millimetre is equally long on all of them. */
  readonly sameScale: boolean;
}

/** Somewhat over 300, so that rounding a side to whole pixels never falls below it. */
const PRINT_DPI = 320;
const CSS_DPI = 96;

/** Words and lines are drawn on a picture so many times its size on paper: 12 pixels become 7 points. */
const DRAWN_LARGER = 1.3;

/** From the upper instrumented vertebra no more of a long film is shown, up or down: the junction has to be seen, not the hips. */
const REACH_MM = 165;

/** So much of the film is shown around the outermost points, millimetres. */
const MARGIN_MM = 32;
/** The same where millimetres are not known: part of the film's longer side. */
const MARGIN_PART = 0.12;

/**
 * The films as they are printed in boxes of one size: as much of each as its points need, the upper instrumented vertebra
 * at the same spot and, where all of them have millimetres, to one scale. Drawn at once, as printing demands.
 * @param paper the box, CSS pixels of 1/96 inch.
 */
export function reportPictures(films: readonly ReportFilm[], paper: ElementSize): ReportPictures {
  const box = { widthCss: paper.widthCss * DRAWN_LARGER, heightCss: paper.heightCss * DRAWN_LARGER };
  const lead = films.find(({ display }) => display !== null)?.display ?? null;
  const plain = films.map((film) => placed(film, lead));
  const front = plain.find(({ film: { display } }) => display !== null)?.scene.anterior ?? plain[0]?.scene.anterior ?? null;
  const hung = plain.map((each) => (each.film.display === null && turnsAway(each.scene, front) ? placed(each.film, lead, true) : each));
  const sameScale = hung.every(({ mm }) => mm !== null);
  const shared = sameScale ? commonCrop(hung.map(({ extent }) => extent), box) : null;
  return { pictures: hung.map((each) => draw(each, shared ?? commonCrop([each.extent], box))), sameScale };
}

const turnsAway = ({ anterior }: Scene, front: Scene["anterior"]): boolean => anterior !== null && front !== null && anterior !== front;

interface Placed {
  readonly film: ReportFilm;
  readonly shape: ImageShape;
  /** At zoom 1 about the middle of the film. */
  readonly display: DisplayState;
  readonly scene: Scene;
  /** Millimetres of a true-shape pixel; null where the film has no scale. */
  readonly mm: number | null;
  readonly extent: Extent;
}

const NOWHERE: ElementSize = { widthCss: 0, heightCss: 0 };

function placed(film: ReportFilm, lead: DisplayState | null, mirrored = false): Placed {
  const { item, frame, reading, levels, uiv } = film;
  const picture = { ...item, frame };
  const shape = imageShape(picture);
  const own = film.display ?? { ...openingDisplay(picture, NOWHERE, openingVoi(picture)), invert: lead?.invert ?? false, flipHorizontal: mirrored };
  const display = { ...own, zoom: 1, panXCss: 0, panYCss: 0 };
  const scene = sceneOf({ display, image: shape, size: NOWHERE }, item, reading, levels, uiv);
  const { spacing } = factsOf(item, reading);
  const mm = spacing.rowMm === undefined || spacing.columnMm === undefined ? null : Math.min(spacing.rowMm, spacing.columnMm);
  return { film, shape, display, scene, mm, extent: extentOf(scene, wholePicture(display, shape), mm, isFrontal(reading) ? undefined : uiv) };
}

/** How far film and points reach from the upper instrumented vertebra, in millimetres or, without a scale, in pixels. */
function extentOf({ marks }: Scene, whole: { readonly width: number; readonly height: number }, mm: number | null, uiv: Level | undefined): Extent {
  const unit = mm ?? 1;
  const points = marks.map(({ at, address }) => ({ x: at.xCss * unit, y: at.yCss * unit, isUiv: uiv !== undefined && address.landmark.startsWith(`${uiv}.`) }));
  const anchors = points.some(({ isUiv }) => isUiv) ? points.filter(({ isUiv }) => isUiv) : points;
  const middle = (of: readonly number[]): number => (of.length === 0 ? 0 : of.reduce((a, b) => a + b) / of.length);
  const anchor = { x: middle(anchors.map(({ x }) => x)), y: middle(anchors.map(({ y }) => y)) };
  const [halfWidth, halfHeight] = [(whole.width * unit) / 2, (whole.height * unit) / 2];
  const margin = mm === null ? MARGIN_PART * Math.max(whole.width, whole.height) : MARGIN_MM;
  const film = { left: halfWidth + anchor.x, right: halfWidth - anchor.x, top: halfHeight + anchor.y, bottom: halfHeight - anchor.y };
  const [x, y] = [points.map((point) => point.x - anchor.x), points.map((point) => point.y - anchor.y)];
  const reach = mm !== null && points.some(({ isUiv }) => isUiv) ? REACH_MM : Infinity;
  const near = (side: number): number => Math.min(margin + side, reach);
  const needed =
    points.length === 0 ? film : { left: near(-Math.min(...x)), right: near(Math.max(...x)), top: near(-Math.min(...y)), bottom: near(Math.max(...y)) };
  return { anchor, film, needed };
}

function draw({ film, shape, display, mm, extent: { anchor } }: Placed, { left, top, width, height, cssPerUnit }: Crop): ReportPicture {
  const { item, frame, reading, levels, uiv } = film;
  const size = { widthCss: width * cssPerUnit, heightCss: height * cssPerUnit };
  const shown = {
    ...display,
    zoom: cssPerUnit * (mm ?? 1),
    panXCss: (left - anchor.x) * cssPerUnit - size.widthCss / 2,
    panYCss: (top - anchor.y) * cssPerUnit - size.heightCss / 2,
  };
  const scene = sceneOf({ display: shown, image: shape, size }, item, reading, levels, uiv);
  const drawn = drawnOf(scene, { ...film, highlighted: null });
  const lines = [...drawn.constructions.flatMap(({ segments }) => segments), ...drawn.endplates.map(extension).map(({ posterior, anterior }) => ({ from: posterior, to: anterior }))];
  const values = drawn.labels.filter((label) => label.size !== NAME_SIZE).map(boxOf);
  const end = scaleEnd(size, { lines, words: values });
  const scale = scaleBox(end, size);
  const labels = drawn.labels.filter((label) => label.size !== NAME_SIZE || !overlap(boxOf(label), scale)).map((label) => clearOfLetters(label, size));
  const letters = clearLetters(size, { lines, words: [...labels.map(boxOf), scale] });
  const overlay = (
    <svg viewBox={`0 0 ${size.widthCss} ${size.heightCss}`} preserveAspectRatio="none">
      <SpineLines scene={scene} drawn={{ ...drawn, labels }} />
      {scene.marks.map(({ address, at, reach }) => (
        <g key={addressKey(address)} transform={`translate(${coordinate(at.xCss)} ${coordinate(at.yCss)})`} fill="none" opacity={reach === "here" ? 1 : OFF_SLICE}>
          <Dot active={false} lit={false} />
        </g>
      ))}
      <ImageFacts view={scene.view} facts={factsOf(item, reading)} letters={letters} scaleEnd={end} />
    </svg>
  );
  const finer = PRINT_DPI / CSS_DPI / DRAWN_LARGER;
  const print = { ...shown, zoom: shown.zoom * finer, panXCss: shown.panXCss * finer, panYCss: shown.panYCss * finer };
  const canvas = renderToCanvas(frame, item.instance, item.frameIndex, print, Math.round(size.widthCss * finer), Math.round(size.heightCss * finer));
  return { canvas, overlay, size: { widthCss: size.widthCss / DRAWN_LARGER, heightCss: size.heightCss / DRAWN_LARGER } };
}

/** The name of a level gives way to the scale; the others tell which one it is. */
const NAME_SIZE = 12;

const boxOf = ({ at, text, size }: PlacedLabel): Box => boxAround(at, text, size);

/** Room for a letter of orientation, which stands at the middle of each edge. */
const LETTER_CSS = 28;

/** On a small picture a name easily comes to lie on a letter: it makes way along the edge. */
function clearOfLetters(label: PlacedLabel, { widthCss, heightCss }: ElementSize): PlacedLabel {
  const { left, right, top, bottom } = boxAround(label.at, label.text, label.size);
  const [x, y] = [widthCss / 2, heightCss / 2];
  const atSide = left < LETTER_CSS || right > widthCss - LETTER_CSS;
  const atEnd = top < LETTER_CSS || bottom > heightCss - LETTER_CSS;
  const reach = LETTER_CSS / 2;
  if (atSide && top < y + reach && bottom > y - reach) {
    const up = label.at.yCss < y;
    return { ...label, at: { ...label.at, yCss: up ? y - reach - (bottom - top) / 2 : y + reach + (bottom - top) / 2 } };
  }
  if (!atEnd || left > x + reach || right < x - reach) return label;
  const half = (right - left) / 2;
  return { ...label, at: { ...label.at, xCss: label.at.xCss < x ? x - reach - half : x + reach + half } };
}
