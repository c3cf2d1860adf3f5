import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, vi } from "vitest";

/** Where a test renders, new for each one. */
export let place: HTMLElement;
export let root: Root;

/** Called once in a test file that renders components (happy-dom): an empty page before each test, gone after it. */
export function pageForEachTest(): void {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  beforeEach(() => {
    place = document.createElement("div");
    document.body.append(place);
    root = createRoot(place);
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    place.remove();
  });
}
