import type { CanvasPoint } from "#geometry/points";
import type { Assessment } from "#spine/assessment";
import { COBB, isCoronalRow } from "#spine/coronalRow";
import { parseLandmark, type LandmarkId } from "#spine/landmark";
import type { Level } from "#spine/level";
import { message } from "#text/messages";
import { coronalDrawing, drawingsOf, type Anchor, type Drawing } from "./construction";
import { boxAround, lengthInside, placeLabels, squareAround, type Box, type Label, type PlacedLabel, type Segment } from "./labels";
import { letterMiddle, letterPlaces } from "./letterPlaces";
import { from, length, mean, moved, sum, turned, unit } from "./plane";
import type { SpineScene } from "./scene";
import { endplateOnCanvas, EXTENSION, inOrder, type EndplateOnCanvas } from "./spineOnCanvas";
import { valueLabel } from "./valueLabel";

/** Everything of a reading that is drawn, with its labels in their places. */
export interface Drawn {
  readonly endplates: readonly EndplateOnCanvas[];
  readonly constructions: readonly (Drawing & { readonly lit: boolean })[];
  readonly labels: readonly PlacedLabel[];
  /** Landmarks of the highlighted measurement. */
  readonly lit: ReadonlySet<LandmarkId>;
}

export interface DrawnInput {
  readonly assessment: Assessment | null;
  readonly constructions: readonly string[];
  readonly highlighted: string | null;
}

export function drawnOf(scene: SpineScene, input: DrawnInput): Drawn {
  return scene.isAcross ? acrossOf(scene, input) : fromTheSide({ ...scene, spine: inOrder(scene.spine, reversedIn(input.assessment)) }, input);
}

/** Where the plane of measurement is cut and not shown, lines between points would look like what is measured: the names of what lies here are all. */
function acrossOf(scene: SpineScene, { assessment, highlighted }: DrawnInput): Drawn {
  const here = scene.marks.filter(({ reach }) => reach === "here");
  const labels = levelLabels({ ...scene, marks: here }, [...new Set(here.map(({ address }) => address.landmark))].filter((id) => isInSpine(scene, id)), [], () => 0);
  return { endplates: [], constructions: [], labels: placeLabels(labels, takenIn(scene), scene.view.size), lit: new Set(pointsOf(assessment, highlighted)) };
}

function fromTheSide(scene: SpineScene, { assessment, constructions, highlighted }: DrawnInput): Drawn {
  // A point of a vertebra that this spine lacks is kept and no part of what is measured.
  const landmarks = [...new Set(scene.marks.map(({ address }) => address.landmark))].filter((id) => isInSpine(scene, id));
  const endplates = landmarks.flatMap((id) => (parseLandmark(id)?.kind === "endplate" ? (endplateOnCanvas(scene.spine, id) ?? []) : []));
  // A highlighted construction stands by itself: it is what is looked at.
  const ids = (highlighted === null ? constructions : [highlighted]).filter((id) => !isRefused(assessment, id));
  const drawings = ids.flatMap((id, slot) => (isCoronalRow(id) ? curveOf(scene, assessment) : drawingsOf(scene.spine, id, slot))).map((drawing) => ({ ...drawing, lit: highlighted !== null }));
  const lit = new Set<LandmarkId>([...(highlighted === null ? [] : drawings.flatMap((d) => d.endplates)), ...pointsOf(assessment, highlighted)]);
  const lines = drawings.map(({ segments }) => segments);
  const all = lines.flat();
  const bodies = endplates.map(({ posterior, anterior }) => ({ from: posterior, to: anterior }));
  const values = drawings.flatMap((drawing, i) => {
    const others = lines.filter((_, j) => j !== i).flat();
    const cost = (box: Box): number => OTHERS * covered(box, others) + covered(box, lines[i] ?? []) + covered(box, bodies);
    return isSeen(drawing, scene) ? valueLabels(drawing, assessment, cost) : [];
  });
  const labels = [...values, ...levelLabels(scene, landmarks, endplates, (box) => covered(box, all))];
  return { endplates, constructions: drawings, labels: placeLabels(labels, takenIn(scene), scene.view.size), lit };
}

const reversedIn = (assessment: Assessment | null): ReadonlySet<LandmarkId> =>
  new Set(assessment?.plausibility.flatMap(({ code, landmarks }) => (code === "endplate-reversed" || code === "sides-reversed" ? landmarks : [])));

function isInSpine({ spine }: SpineScene, id: LandmarkId): boolean {
  const parsed = parseLandmark(id);
  return parsed === null || parsed.kind === "femoral-head" || spine.levels.includes(parsed.level);
}

/**
 * No drawing of what isn't measured for what its points are: on a curved picture a line between rows that lie beside one
 * another in the patient would be no distance, and of a degenerate angle the drawing would be all that is wrong with it.
 */
const isRefused = (assessment: Assessment | null, id: string): boolean =>
  assessment?.measurements.some((m) => m.id === id && (m.state === "degenerate" || (m.state === "incomplete" && m.reason.code === "curved-reformat"))) === true;

/** Between the ends that the measurement names, decided on or suggested. */
function curveOf({ spine }: SpineScene, assessment: Assessment | null): readonly Drawing[] {
  const [cobb, convexity] = [COBB, "Cobb.convexity"].map((id) => assessment?.measurements.find((each) => each.id === id));
  if (cobb?.state !== "measured" || convexity?.state !== "measured") return [];
  const [upper, lower] = [...new Set(cobb.points.map(({ landmark }) => landmark))];
  const drawing = upper !== undefined && lower !== undefined ? coronalDrawing(spine, [upper, lower], String(convexity.value)) : null;
  return drawing ? [drawing] : [];
}

const pointsOf = (assessment: Assessment | null, id: string | null): readonly LandmarkId[] =>
  assessment?.measurements.flatMap((m) => (m.id === id && m.state === "measured" ? m.points.map(({ landmark }) => landmark) : [])) ?? [];

const inView = ({ xCss, yCss }: CanvasPoint, { view }: SpineScene): boolean => xCss >= 0 && yCss >= 0 && xCss <= view.size.widthCss && yCss <= view.size.heightCss;

/** A value keeps inside the view for as long as anything that it is built from is there. */
const isSeen = ({ segments }: Drawing, scene: SpineScene): boolean => segments.some(({ from: start, to }) => inView(start, scene) || inView(to, scene) || inView(mean([start, to]), scene));

const MARK_CSS = 5;

/** On another's lines a value would be taken for that one's: any place on its own is better. */
const OTHERS = 100;

/** How much of these lines a box would cover, CSS pixels. */
const covered = (box: Box, lines: readonly Segment[]): number => lines.reduce((total, line) => total + lengthInside(line, box), 0);

/** With room to the side: close to a letter of orientation the name of a level would read as one word with it. */
const letterBox = ({ xCss, yCss }: CanvasPoint): Box => ({ left: xCss - 16, right: xCss + 16, top: yCss - 12, bottom: yCss + 12 });

/** Where no label can be. */
const takenIn = ({ marks, view }: SpineScene): readonly Box[] => [...marks.map(({ at }) => squareAround(at, MARK_CSS)), ...letterPlaces(view.size).map(letterMiddle).map(letterBox)];

const VALUE_SIZE = 14;

function valueLabels({ measurement, labelAt }: Drawing, assessment: Assessment | null, cost: (box: Box) => number): readonly Label[] {
  const text = assessment && valueLabel(assessment, measurement);
  return text ? [{ key: `value/${measurement}`, text, size: VALUE_SIZE, places: labelAt.map((anchor) => middleOf(anchor, text)), cost, optional: false }] : [];
}

/** Where the middle of a word is whose box begins at its anchor. */
function middleOf({ at, towards }: Anchor, text: string): CanvasPoint {
  const { right, bottom } = boxAround({ xCss: 0, yCss: 0 }, text, VALUE_SIZE);
  return { xCss: at.xCss + share(towards.x) * right, yCss: at.yCss + share(towards.y) * bottom };
}

/** All of it straight to one side, none of it across. */
const share = (part: number): number => Math.max(-1, Math.min(1, part * Math.SQRT2));

/** One name a level, beside the posterior end of what is placed of it, else beside the anterior end. */
function levelLabels(scene: SpineScene, landmarks: readonly LandmarkId[], endplates: readonly EndplateOnCanvas[], cost: (box: Box) => number): readonly Label[] {
  const { spine, marks } = scene;
  const levels = new Map<Level, LandmarkId[]>();
  for (const id of landmarks) {
    const parsed = parseLandmark(id);
    if (parsed === null || parsed.kind === "femoral-head") continue;
    levels.set(parsed.level, [...(levels.get(parsed.level) ?? []), id]);
  }
  return [...levels].flatMap(([level, ids]) => {
    const text = level === spine.uiv ? message("viewport.uivLabel", { level }) : level;
    const complete = endplates.filter(({ id }) => ids.includes(id));
    const points = marks.filter(({ address }) => ids.includes(address.landmark)).map(({ at }) => at);
    if (!points.some((point) => inView(point, scene))) return [];
    const halfText = boxAround({ xCss: 0, yCss: 0 }, text, 12).right + 10;
    return [{ key: `level/${level}`, text, size: 12, places: complete.length > 0 ? beside(complete, halfText) : around(mean(points), halfText), cost, optional: true }];
  });
}

/** Still nearer to its own vertebra than to the next. */
const ASIDE_CSS = 16;

/** Two endplates leave room between their lines; past the end of a single one's line there is some too. */
function beside(endplates: readonly EndplateOnCanvas[], halfText: number): readonly CanvasPoint[] {
  const spans = endplates.map((e) => from(e.posterior, e.anterior));
  const along = unit(spans.reduce(sum)) ?? { x: 1, y: 0 };
  const gap = halfText + (endplates.length > 1 ? 0 : EXTENSION * length(spans[0] ?? along) - 6);
  const posterior = mean(endplates.map((e) => e.posterior));
  const anterior = mean(endplates.map((e) => e.anterior));
  const [behind, before] = [moved(posterior, along, -gap), moved(anterior, along, gap)];
  const aside = (at: CanvasPoint): readonly CanvasPoint[] => [moved(at, turned(along), ASIDE_CSS), moved(at, turned(along), -ASIDE_CSS)];
  return [behind, before, ...aside(behind), moved(posterior, along, -gap - 26), ...aside(before), moved(anterior, along, gap + 26)];
}

const around = (at: CanvasPoint, gap: number): readonly CanvasPoint[] => [moved(at, { x: gap, y: 0 }), moved(at, { x: -gap, y: 0 }), moved(at, { x: 0, y: -18 })];
