import type { Voi } from "#image/pixels/voi";
import type { LookupTable, Window } from "#image/instance";
import type { Delta } from "#viewport/pointer/gesture";

/** Dragging to the right widens the window, dragging down raises its centre; in proportion, so that any range of values feels alike. */
export function windowedBy(voi: Voi, luts: readonly LookupTable[], by: Delta): Voi {
  const window = asWindow(voi, luts);
  const width = Math.max(window.width * Math.exp(by.xCss * 0.005), 1);
  return { kind: "window", window: { ...window, width, center: window.center + by.yCss * width * 0.0025 } };
}

/** The window that stands for a VOI LUT once the reader takes over: the values that the table tells apart. */
export function asWindow(voi: Voi, luts: readonly LookupTable[]): Window {
  if (voi.kind === "window") return voi.window;
  const table = luts[voi.index];
  const entries = table?.data.length ?? 256;
  return { center: (table?.firstValueMapped ?? 0) + entries / 2, width: entries, function: "LINEAR" };
}
