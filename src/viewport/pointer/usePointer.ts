import { useEffect, useRef } from "react";
import type { CanvasPoint } from "#geometry/points";
import { AT_REST, HOLD_MS, recognise, type Device, type Gesture, type GestureState, type PointerInput } from "./gesture";
import { turnWheel, type WheelMeaning } from "./wheel";

export interface PointerSink {
  readonly gesture: (gesture: Gesture) => void;
  readonly wheel: (meaning: WheelMeaning, at: CanvasPoint) => void;
  /** Where a mouse or pen is over the element, null when it has left it. */
  readonly hover: (at: CanvasPoint | null) => void;
  readonly stackLength: number;
}

/** Listens to the pointer on an element and hands on what it means, one by one and at once. */
export function usePointer(element: HTMLElement | null, sink: PointerSink): void {
  const current = useRef(sink);
  useEffect(() => {
    current.current = sink;
  });
  useEffect(() => (element === null ? undefined : listen(element, () => current.current)), [element]);
}

const deviceOf = (type: string): Device => (type === "touch" || type === "pen" ? type : "mouse");

function listen(element: HTMLElement, sink: () => PointerSink): () => void {
  let state: GestureState = AT_REST;
  let wheelCarried = 0;
  let holdTimer = 0;

  const at = (event: MouseEvent): CanvasPoint => {
    const box = element.getBoundingClientRect();
    return { xCss: event.clientX - box.left, yCss: event.clientY - box.top };
  };
  const take = (input: PointerInput): void => {
    const { state: next, gestures } = recognise(state, input);
    state = next;
    for (const gesture of gestures) sink().gesture(gesture);
  };
  const pointer = (type: "down" | "move" | "up") => (event: PointerEvent) => {
    const input = { id: event.pointerId, device: deviceOf(event.pointerType), at: at(event), timeMs: event.timeStamp };
    if (type === "down") {
      element.setPointerCapture(event.pointerId);
      take({ type, button: event.button, ...input });
      window.clearTimeout(holdTimer);
      if (input.device === "touch") holdTimer = window.setTimeout(() => take({ type: "tick", timeMs: event.timeStamp + HOLD_MS }), HOLD_MS);
    } else {
      take({ type, ...input });
    }
    if (input.device !== "touch") sink().hover(input.at);
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const turned = turnWheel({ deltaY: event.deltaY, deltaMode: event.deltaMode, ctrl: event.ctrlKey || event.metaKey }, sink().stackLength, wheelCarried);
    wheelCarried = turned.carried;
    if (turned.meaning !== null) sink().wheel(turned.meaning, at(event));
  };

  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", pointer("down"), { signal });
  element.addEventListener("pointermove", pointer("move"), { signal });
  element.addEventListener("pointerup", pointer("up"), { signal });
  element.addEventListener("pointercancel", (event) => take({ type: "cancel", id: event.pointerId }), { signal });
  element.addEventListener("pointerleave", () => sink().hover(null), { signal });
  element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  // The middle button's autoscroll would swallow the drag that pans.
  element.addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault(), { signal });
  element.addEventListener("wheel", wheel, { passive: false, signal });
  return () => {
    stop.abort();
    window.clearTimeout(holdTimer);
  };
}
