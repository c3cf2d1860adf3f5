import { useEffect, useRef, type ReactElement, type ReactNode } from "react";
import type { CanvasPoint } from "#geometry/points";

export interface GripProps {
  /** What it is called, and how the keys move it. Without a name it is no stop of the keyboard. */
  readonly name?: string;
  readonly description?: string;
  readonly onDown: () => void;
  /** CSS pixels of the picture: where it was taken, and where the pointer is now. */
  readonly onDrag: (from: CanvasPoint, to: CanvasPoint) => void;
  readonly onEnd: () => void;
  /** Whether the key meant something. */
  readonly onKey?: (key: GripKey) => boolean;
  readonly children: ReactNode;
  readonly mark?: string;
}

export interface GripKey {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
}

/**
 * Something on a picture that a hand takes. It listens natively, so that what lies under it (a viewport, a pane) doesn't
 * take the same press for its own.
 */
export function Grip({ name, description, mark, children, ...acts }: GripProps): ReactElement {
  const group = useRef<SVGGElement>(null);
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => (group.current === null ? undefined : listen(group.current, () => latest.current)), []);
  const stop = name === undefined ? { "aria-hidden": true } : { role: "button", tabIndex: 0, "aria-label": name, "aria-description": description };
  return (
    <g ref={group} className="volume-grip" data-grip={mark} {...stop}>
      {children}
    </g>
  );
}

type Acts = Pick<GripProps, "onDown" | "onDrag" | "onEnd" | "onKey">;

function listen(group: SVGGElement, acts: () => Acts): () => void {
  let from: CanvasPoint | null = null;
  let isKeyed = false;
  const at = (event: PointerEvent): CanvasPoint => {
    const box = (group.ownerSVGElement ?? group).getBoundingClientRect();
    return { xCss: event.clientX - box.left, yCss: event.clientY - box.top };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    group.setPointerCapture(event.pointerId);
    group.focus();
    from = at(event);
    acts().onDown();
  };
  const move = (event: PointerEvent): void => {
    if (from === null) return;
    event.stopPropagation();
    acts().onDrag(from, at(event));
  };
  const up = (event: PointerEvent): void => {
    if (from === null) return;
    event.stopPropagation();
    from = null;
    acts().onEnd();
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || acts().onKey?.({ key: event.key, shift: event.shiftKey, alt: event.altKey }) !== true) return;
    event.preventDefault();
    event.stopPropagation();
    isKeyed = true;
  };
  /** Holding a key is one change. */
  const keyEnd = (): void => {
    if (isKeyed) acts().onEnd();
    isKeyed = false;
  };
  const ending = new AbortController();
  const { signal } = ending;
  group.addEventListener("pointerdown", down, { signal });
  group.addEventListener("pointermove", move, { signal });
  group.addEventListener("pointerup", up, { signal });
  group.addEventListener("pointercancel", up, { signal });
  group.addEventListener("keydown", keyDown, { signal });
  group.addEventListener("keyup", keyEnd, { signal });
  group.addEventListener("blur", keyEnd, { signal });
  return () => ending.abort();
}
