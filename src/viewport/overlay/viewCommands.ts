import type { Viewport } from "#viewport/engine";
import { storedSides } from "#viewport/orientation";
import { greySource } from "#viewport/picture";
import { PRESETS, presetVoi } from "#viewport/presets";
import { fit, mirror, rotateClockwise, zoomAt } from "#viewport/transform";
import { exportPng } from "./exportPng";
import type { Glide } from "./glide";
import { junctionDisplay } from "./junction";
import type { Scene } from "./scene";
import type { Shown } from "./useStackFrame";
import type { ViewportCommands } from "./viewportProps";

export interface CommandContext {
  readonly viewport: Viewport | null;
  readonly scene: Scene | null;
  readonly shown: Shown | null;
  readonly overlay: SVGSVGElement | null;
  readonly glide: Glide;
}

/** What can be asked of the view. While nothing is shown nothing happens. */
export function viewCommands({ viewport, scene, shown, overlay, glide }: CommandContext): ViewportCommands {
  const change = (next: (viewport: Viewport) => void) => (): void => {
    if (viewport === null || viewport.view() === null) return;
    glide.finish();
    next(viewport);
  };
  return {
    fit: () => {
      const view = viewport?.view();
      if (view) glide.to(fit(view.display, view.image, view.size));
    },
    reset: change((viewport) => viewport.reset()),
    invert: change((viewport) => viewport.setDisplay({ ...viewport.display(), invert: !viewport.display().invert })),
    rotate: change((viewport) => viewport.setDisplay(rotateClockwise(viewport.display()))),
    flipHorizontal: change((viewport) => viewport.setDisplay(mirror(viewport.display()))),
    zoomBy: (factor) =>
      change((viewport) => {
        const view = viewport.view();
        if (view === null) return;
        const middle = { xCss: view.size.widthCss / 2, yCss: view.size.heightCss / 2 };
        viewport.setDisplay(zoomAt(view.display, view.image, view.size, middle, factor));
      })(),
    preset: (number) =>
      change((viewport) => {
        const preset = PRESETS.find(({ key }) => key === number);
        if (preset === undefined || shown?.frame.kind !== "grey") return;
        viewport.setDisplay({ ...viewport.display(), voi: presetVoi(preset, greySource(shown.item), shown.frame) });
      })(),
    goToJunction: () => {
      const display = scene && junctionDisplay(scene.view, scene.spine);
      if (display) glide.to(display);
    },
    storedSides: () => scene && storedSides(scene.view.display),
    shownPicture: () => (scene === null || shown === null ? null : { ...shown, display: scene.view.display }),
    exportPng: async (caption) => {
      if (scene === null || shown === null || overlay === null) throw new Error("no image is shown that could be exported");
      return exportPng(scene.view, shown, overlay, caption);
    },
  };
}
