import { type ContenderName, start } from "./contenders";
import { createViewport } from "#viewport/engine";
import { type FilmName, makeFilm, rampValue } from "./films";

export type Drag = "window" | "zoom";

export interface DragFigures {
  /** Animation frames the drag took, and pictures that were painted in them. */
  readonly frames: number;
  readonly painted: number;
  readonly wallMs: number;
}

/** One turn of the drag; a renderer that needs longer than MOST_MS for it stops there, after LEAST_STEPS at the earliest. */
const STEPS = 60;
const LEAST_STEPS = 10;
const MOST_MS = 3000;

const animationFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

let drag: ((kind: Drag) => Promise<DragFigures>) | null = null;

async function prepare(name: ContenderName, filmName: FilmName): Promise<void> {
  const element = document.querySelector<HTMLDivElement>("#stage");
  if (element === null) throw new Error("the page has no stage");
  const film = makeFilm(filmName);
  const contender = await start(name, element, film);
  const middle = (film.frame.min + film.frame.max) / 2;
  drag = async (kind) => {
    const paintedBefore = contender.painted();
    const begin = await animationFrame();
    let frames = 0;
    for (let i = 0; i < STEPS && (i < LEAST_STEPS || performance.now() - begin < MOST_MS); i++) {
      const swing = Math.sin((i / STEPS) * 2 * Math.PI);
      // A window of a width of its own in every step, so that no one can keep a table; zoom between 1 and 4.
      if (kind === "window") contender.step(middle + 400 * swing, 2000 + 900 * Math.cos(i), 1);
      else contender.step(middle, 2000, 2.5 - 1.5 * Math.cos((i / STEPS) * 2 * Math.PI));
      await animationFrame();
      frames = i + 1;
    }
    const end = await animationFrame();
    return { frames: frames + 1, painted: contender.painted() - paintedBefore, wallMs: end - begin };
  };
}

/** The greatest difference between the greys on the canvas and those of the ramp, over the whole of the tall film. */
async function tallFilmError(): Promise<number> {
  await prepare("ours", "tall");
  await animationFrame();
  await animationFrame();
  const canvas = document.querySelector("canvas");
  const context = canvas?.getContext("2d");
  if (!canvas || !context) throw new Error("no canvas");
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  const scale = 10000 / height;
  const left = (width - 4000 / scale) / 2;
  let worst = 0;
  for (let y = 0; y < height; y++) {
    for (let x = Math.ceil(left); x < Math.floor(width - left); x++) {
      const column = (x + 0.5 - left) * scale;
      const row = (y + 0.5) * scale;
      // The opening window: LINEAR, centre 2048, width 4096.
      const expected = ((rampValue(column, row) - 2047.5) / 4095 + 0.5) * 255;
      worst = Math.max(worst, Math.abs((data[(y * width + x) * 4] ?? 0) - expected));
    }
  }
  return worst;
}

/** Mean and greatest difference between the picture in motion and the same picture once it has come to rest. */
async function motionDifference(filmName: FilmName): Promise<{ readonly mean: number; readonly greatest: number }> {
  const element = document.querySelector<HTMLDivElement>("#stage");
  if (element === null) throw new Error("the page has no stage");
  const { frame, instance } = makeFilm(filmName);
  const viewport = createViewport(element);
  viewport.show(instance, frame, 0);
  const opening = viewport.display();
  let sum = 0;
  let count = 0;
  let greatest = 0;
  for (const [zoom, rotationDegrees, flipHorizontal] of [[1.1, 0, false], [1.7, 90, true], [2.9, 180, false], [5.3, 270, true]] as const) {
    for (let i = 0; i < 4; i++) {
      viewport.setDisplay({ ...opening, zoom: opening.zoom * (zoom + i / 50), panXCss: 7 * i, panYCss: -31.3, rotationDegrees, flipHorizontal });
      await animationFrame();
    }
    const moving = canvasGreys();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const resting = canvasGreys();
    resting.forEach((grey, at) => {
      const difference = Math.abs(grey - (moving[at] ?? 0));
      sum += difference;
      count++;
      greatest = Math.max(greatest, difference);
    });
  }
  viewport.dispose();
  return { mean: sum / count, greatest };
}

function canvasGreys(): Uint8ClampedArray {
  const canvas = document.querySelector("canvas");
  const context = canvas?.getContext("2d");
  if (!canvas || !context) throw new Error("no canvas");
  return context.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, at) => at % 4 === 0);
}

const bench = { prepare, drag: (kind: Drag) => drag?.(kind), tallFilmError, motionDifference };
export type Bench = typeof bench;
declare global {
  interface Window {
    bench: Bench;
  }
}
window.bench = bench;
