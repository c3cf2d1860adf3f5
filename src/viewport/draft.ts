import type { Affine } from "#geometry/affine";
import type { Frame } from "#image/frame";
import type { DisplayState, Voi } from "./display";
import { contains, type LevelPart, mapPart, partsFor } from "./draftMap";
import { onDevice } from "./elementSize";
import { imageShape, type Picture } from "./picture";
import { type ElementSize, imageToCanvasMatrix } from "./transform";

/**
 * A picture that is being moved or zoomed, over the exact one: the reduction that is nearest in size goes through the grey
 * table once, and a frame of the motion is a new transform of that, which the browser's compositor draws. Interpolated
 * after the table and not quite averaged, so only for as long as it moves. What places it is set together with what
 * places the overlay, so that the two can't come apart.
 */
export interface DraftLayer {
  show(picture: Picture, display: DisplayState, size: ElementSize): void;
  /** The exact picture is seen again. */
  hide(): void;
}

/** A part of one level with its greys, on a canvas of its own. */
interface Mapped extends LevelPart {
  readonly canvas: HTMLCanvasElement;
}

/** What all that is kept was mapped from. */
interface Source {
  readonly frame: Frame;
  readonly voi: Voi;
  readonly invert: boolean;
}

/** Levels that stay mapped, the newest first: a zoom goes to and fro between two or three. */
const MOST_KEPT = 3;

/**
 * @param element is positioned: the layer fills it, takes no pointer, and is in it only while there is motion.
 * @param exact is the canvas that fills the element at rest.
 */
export function createDraftLayer(element: HTMLElement, exact: HTMLCanvasElement): DraftLayer {
  const ground = makeGround();
  let source: Source | null = null;
  let kept: readonly Mapped[] = [];

  function mappedFor(picture: Picture, display: DisplayState, toDevice: Affine): Mapped | null {
    const { frame } = picture;
    if (source === null || source.frame !== frame || source.invert !== display.invert || !sameVoi(source.voi, display.voi)) kept = [];
    source = { frame, voi: display.voi, invert: display.invert };
    const { level, needed, wanted } = partsFor(frame, toDevice, exact);
    const serves = kept.find((one) => one.level === level && contains(one.part, needed));
    if (serves !== undefined) return serves;
    if (wanted.width * wanted.height === 0) return null;
    const made = { level, part: wanted, canvas: place(mapPart(picture, display, { level, part: wanted })) };
    kept = [made, ...kept.filter((one) => one.level !== level)].slice(0, MOST_KEPT);
    return made;
  }

  return {
    show(picture, display, size) {
      const toCss = imageToCanvasMatrix(display, imageShape(picture), size);
      const mapped = mappedFor(picture, display, onDevice(toCss, size, exact));
      if (mapped === null) ground.replaceChildren();
      else {
        mapped.canvas.style.transform = cssMatrix(toCss, mapped);
        if (ground.firstChild !== mapped.canvas) ground.replaceChildren(mapped.canvas);
      }
      if (ground.parentNode === element) return;
      element.append(ground);
      // Even where nothing of it is seen, a 2D canvas is copied for the compositor in every frame.
      exact.style.visibility = "hidden";
    },
    hide() {
      ground.remove();
      exact.style.visibility = "";
    },
  };
}

/** What is around the picture is black, as where it is painted exactly. */
function makeGround(): HTMLElement {
  const ground = document.createElement("div");
  Object.assign(ground.style, { position: "absolute", inset: "0", overflow: "hidden", background: "#000", pointerEvents: "none" });
  return ground;
}

/** A layer of its own: without it the browser would draw the picture again in every frame. */
function place(canvas: HTMLCanvasElement): HTMLCanvasElement {
  Object.assign(canvas.style, { position: "absolute", left: "0", top: "0", transformOrigin: "0 0", willChange: "transform" });
  return canvas;
}

/** Pixels of the mapped part, from its corner, to CSS pixels of the element. */
function cssMatrix({ a, b, c, d, e, f }: Affine, { level, part }: LevelPart): string {
  const side = 2 ** level;
  const x = part.x * side;
  const y = part.y * side;
  return `matrix(${a * side}, ${b * side}, ${c * side}, ${d * side}, ${a * x + c * y + e}, ${b * x + d * y + f})`;
}

function sameVoi(p: Voi, q: Voi): boolean {
  if (p.kind === "lut" || q.kind === "lut") return p.kind === "lut" && q.kind === "lut" && p.index === q.index;
  const { center, width, function: shape } = p.window;
  return center === q.window.center && width === q.window.width && shape === q.window.function;
}
