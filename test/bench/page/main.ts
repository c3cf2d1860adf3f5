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

/** How the picture stands in each comparison of motion with rest: zoomed, moved and turned. */
const STANDS = [[1.1, 0, false], [1.7, 90, true], [2.9, 180, false], [5.3, 270, true]] as const;

/** Lets the picture come to rest, painted. */
let rest: (() => Promise<void>) | null = null;

/** Our viewport with the picture in one of `STANDS`, and in motion until `rest`: no time passes for it. False after the last of them. */
async function holdInMotion(filmName: FilmName, index: number): Promise<boolean> {
  const element = document.querySelector<HTMLDivElement>("#stage");
  const stand = STANDS[index];
  if (element === null) throw new Error("the page has no stage");
  if (stand === undefined) return false;
  const { frame, instance } = makeFilm(filmName);
  const viewport = createViewport(element);
  viewport.show(instance, frame, 0);
  const opening = viewport.display();
  const [zoom, rotationDegrees, flipHorizontal] = stand;
  const move = async (i: number): Promise<void> => {
    viewport.setDisplay({ ...opening, zoom: opening.zoom * zoom, panXCss: 7 * index + i * 1e-7, panYCss: -31.3, rotationDegrees, flipHorizontal });
    await animationFrame();
    await animationFrame();
  };
  const isMoving = (): boolean => element.querySelectorAll("canvas").length === 2;
  const clock = { now: performance.now, setTimeout: window.setTimeout };
  const longAgo = performance.now() - 1000;
  Object.assign(performance, { now: () => longAgo });
  Object.assign(window, { setTimeout: () => 0 });
  for (let i = 0; i < 3; i++) await move(i);
  if (!isMoving()) throw new Error("the picture isn't in motion");
  rest = async () => {
    Object.assign(performance, { now: clock.now });
    Object.assign(window, { setTimeout: clock.setTimeout });
    await move(3);
    if (isMoving()) throw new Error("the picture hasn't come to rest");
  };
  return true;
}

/** Of the greys of two pictures of the page, PNG in base64. */
async function difference(one: string, other: string): Promise<{ readonly mean: number; readonly greatest: number }> {
  const [p, q] = await Promise.all([greysOf(one), greysOf(other)]);
  let sum = 0;
  let greatest = 0;
  p.forEach((grey, at) => {
    const by = Math.abs(grey - (q[at] ?? 0));
    sum += by;
    greatest = Math.max(greatest, by);
  });
  return { mean: sum / p.length, greatest };
}

async function greysOf(png: string): Promise<Uint8ClampedArray> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data.filter((_, at) => at % 4 === 0);
}

const bench = { prepare, drag: (kind: Drag) => drag?.(kind), tallFilmError, holdInMotion, rest: () => rest?.(), difference };
export type Bench = typeof bench;
declare global {
  interface Window {
    bench: Bench;
  }
}
window.bench = bench;
