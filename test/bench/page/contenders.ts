import cornerstone from "cornerstone-core";
import { createViewport } from "#viewport/engine";
import type { Film } from "./films";

/** One renderer with one film on its element. */
export interface Contender {
  /** A window, and a zoom where 1 is the whole film fitted. */
  step(center: number, width: number, zoom: number): void;
  /** Pictures painted so far. */
  painted(): number;
}

/** `a moved box` paints no picture: what an animation frame costs that changes one transform. */
export type ContenderName = "a moved box" | "ours" | "cornerstone-core canvas" | "cornerstone-core WebGL" | "cornerstone3D CPU" | "cornerstone3D GPU";

export async function start(name: ContenderName, element: HTMLDivElement, film: Film): Promise<Contender> {
  switch (name) {
    case "a moved box":
      return movedBox(element);
    case "ours":
      return ours(element, film);
    case "cornerstone-core canvas":
      return cornerstoneCore(element, film, undefined);
    case "cornerstone-core WebGL":
      return cornerstoneCore(element, film, { renderer: "webgl" });
    case "cornerstone3D CPU":
      return await (await import("./cornerstone3d")).cornerstone3D(element, film, true);
    case "cornerstone3D GPU":
      return await (await import("./cornerstone3d")).cornerstone3D(element, film, false);
  }
}

function movedBox(element: HTMLDivElement): Contender {
  const box = document.createElement("div");
  Object.assign(box.style, { width: "100px", height: "100px", background: "#777", willChange: "transform" });
  element.append(box);
  let count = 0;
  return {
    step(center, width, zoom) {
      box.style.transform = `matrix(${zoom}, 0, 0, ${zoom}, ${center % 100}, ${width % 100})`;
      count++;
    },
    painted: () => count,
  };
}

function ours(element: HTMLDivElement, { frame, instance }: Film): Contender {
  const viewport = createViewport(element);
  let count = 0;
  viewport.onRendered(() => count++);
  viewport.show(instance, frame, 0);
  const fitted = viewport.display().zoom;
  return {
    step(center, width, zoom) {
      const voi = { kind: "window", window: { center, width, function: "LINEAR" } } as const;
      viewport.setDisplay({ ...viewport.display(), voi, zoom: fitted * zoom });
    },
    painted: () => count,
  };
}

function cornerstoneCore(element: HTMLDivElement, { frame }: Film, options: { renderer: "webgl" } | undefined): Contender {
  let count = 0;
  element.addEventListener(cornerstone.EVENTS.IMAGE_RENDERED, () => count++);
  cornerstone.enable(element, options);
  const image = {
    imageId: `bench:${frame.columns}`,
    minPixelValue: frame.min,
    maxPixelValue: frame.max,
    slope: 1,
    intercept: 0,
    windowCenter: (frame.min + frame.max) / 2,
    windowWidth: 4096,
    getPixelData: () => frame.values,
    rows: frame.rows,
    columns: frame.columns,
    height: frame.rows,
    width: frame.columns,
    color: false,
    rgba: false,
    columnPixelSpacing: 1,
    rowPixelSpacing: 1,
    invert: false,
    sizeInBytes: frame.values.byteLength,
  };
  cornerstone.displayImage(element, image as unknown as cornerstone.Image);
  const fitted = cornerstone.getViewport(element)?.scale ?? 1;
  return {
    step(center, width, zoom) {
      cornerstone.setViewport(element, { voi: { windowCenter: center, windowWidth: width }, scale: fitted * zoom });
    },
    painted: () => count,
  };
}
