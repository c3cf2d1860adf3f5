import { useEffect, useRef, useState } from "react";
import type { Frame } from "#image/frame";
import type { ImageLibrary } from "#image/library";
import { asImageError, type Problem } from "#image/problem";
import type { Viewport } from "#viewport/engine";
import type { StackItem } from "./viewportProps";

/** The picture that is on screen: it lags behind the one that is asked for while that loads. */
export interface Shown {
  readonly item: StackItem;
  readonly frame: Frame;
}

export type Loading =
  | { readonly kind: "loading" }
  | { readonly kind: "shown" }
  | { readonly kind: "failed"; readonly problem: Problem }
  /** The reader did not want to wait. */
  | { readonly kind: "stopped" }
  | { readonly kind: "nothing" };

export interface StackFrame {
  readonly shown: Shown | null;
  readonly loading: Loading;
  /** Gives up what loads; `again` takes it up from the beginning. */
  readonly stop: () => void;
  readonly again: () => void;
}

/** A picture that comes sooner than this after another is not said to load: scrolling would say so of each. */
const LATE_MS = 250;

const LOADING: Loading = { kind: "loading" };

/** In the order in which they are likely to be looked at, seen in the direction of the last step. */
const NEIGHBOURS = [1, -1, 2, -2] as const;

/**
 * Loads the picture at `position` and shows it. A load that has been overtaken, or whose viewport is gone (StrictMode
 * mounts twice), is aborted and never shows; a failed one is reported once and leaves no older picture under its message.
 */
export function useStackFrame(
  viewport: Viewport | null,
  library: ImageLibrary,
  stack: readonly StackItem[],
  position: number,
  onProblem: (problem: Problem) => void,
): StackFrame {
  const [shown, setShown] = useState<Shown | null>(null);
  const [loading, setLoading] = useState<Loading>({ kind: "nothing" });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | null>(null);
  const report = useRef(onProblem);
  const place = useRef({ stack, position });
  const lastPosition = useRef(position);
  useEffect(() => {
    report.current = onProblem;
    place.current = { stack, position };
  });

  const item = stack[position];
  const instance = item?.instance;
  const frameIndex = item?.frameIndex ?? 0;

  useEffect(() => {
    if (viewport === null || instance === undefined) return undefined;
    const abort = new AbortController();
    running.current = abort;
    setLoading((before) => (before.kind === "shown" ? before : LOADING));
    const late = setTimeout(() => setLoading(LOADING), LATE_MS);
    abort.signal.addEventListener("abort", () => clearTimeout(late));
    library.frame(instance, frameIndex, abort.signal).then(
      (frame) => {
        if (abort.signal.aborted) return;
        clearTimeout(late);
        viewport.show(instance, frame, frameIndex);
        setShown({ item: { instance, frameIndex }, frame });
        setLoading({ kind: "shown" });
        askAround(library, place.current, place.current.position - lastPosition.current);
        lastPosition.current = place.current.position;
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        clearTimeout(late);
        const problem = asImageError(thrown).problem(instance.fileName);
        setShown(null);
        setLoading({ kind: "failed", problem });
        report.current(problem);
      },
    );
    return () => abort.abort();
  }, [viewport, library, instance, frameIndex, attempt]);

  const stop = (): void => {
    running.current?.abort();
    setShown(null);
    setLoading({ kind: "stopped" });
  };
  const again = (): void => setAttempt((before) => before + 1);
  return { ...(instance === undefined ? { shown: null, loading: { kind: "nothing" } } : { shown, loading }), stop, again };
}

/** Whoever goes on by single steps finds the next picture made, or under way; the others are made when nothing else is to do. */
function askAround(library: ImageLibrary, { stack, position }: { readonly stack: readonly StackItem[]; readonly position: number }, step: number): void {
  const [next, ...others] = NEIGHBOURS.flatMap((by) => stack[position + by * (step < 0 ? -1 : 1)] ?? []);
  const ask = (item: StackItem | undefined, signal?: AbortSignal): void => void (item && library.frame(item.instance, item.frameIndex, signal).catch(() => undefined));
  ask(next, Math.abs(step) === 1 ? new AbortController().signal : undefined);
  for (const item of others) ask(item);
}
