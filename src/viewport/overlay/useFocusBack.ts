import { useEffect } from "react";

/**
 * A button of the prompt that has done its work goes, and the focus with it: the image takes it, so that the keyboard goes
 * on where the reader is. A focus that is anywhere else stays there.
 */
export function useFocusBack(root: HTMLElement | null, step: string): void {
  useEffect(() => {
    if (document.activeElement === document.body) root?.focus({ preventScroll: true });
  }, [root, step]);
}
