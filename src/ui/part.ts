import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { idle } from "./idle";

type Fetch<P> = () => Promise<{ readonly default: ComponentType<P> }>;

const longestWaitMs = 4000;

const all = new Set<() => Promise<unknown>>();

let missing = 0;
const listeners = new Set<() => void>();

/** Whether some part could not be fetched and is tried again. */
export const isPartMissing = (): boolean => missing > 0;

/** When that changes. Returns the unsubscription. */
export function onMissingParts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function countMissing(by: 1 | -1): void {
  missing += by;
  for (const listener of listeners) listener();
}

/** A part of the page that is fetched when it is first wanted. One that can't be is tried again until it can: the rest of the page stays. */
export function part<P>(fetch: Fetch<P>): LazyExoticComponent<ComponentType<P>> {
  all.add(fetch);
  return lazy(() => untilFetched(fetch));
}

/** Fetches every part while nothing else is to do, so that a line that breaks later takes nothing away. */
export async function fetchAhead(): Promise<void> {
  // Those that are found while others are fetched too.
  for (const fetch of all) {
    await idle();
    await fetch().catch(() => undefined);
  }
}

async function untilFetched<P>(fetch: Fetch<P>): ReturnType<Fetch<P>> {
  const first = await fetch().catch(() => null);
  if (first) return first;
  countMissing(1);
  for (let waitMs = 250; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const fetched = await fetch().catch(() => null);
    if (!fetched) continue;
    countMissing(-1);
    return fetched;
  }
}
