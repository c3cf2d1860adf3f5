import { useDeferredValue, type ReactNode } from "react";

/**
 * Children that come in by themselves after what stands around them: React makes them in small pieces between other
 * tasks, so that a large part of the page does not hold up the image. Once there they change with everything else.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const ready = useDeferredValue(true, false);
  return ready ? children : null;
}
