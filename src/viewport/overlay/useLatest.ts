import { useLayoutEffect, useRef, type RefObject } from "react";

/** The latest value of something, for callbacks that outlive a render. Not to be read while rendering. */
export function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return ref;
}
