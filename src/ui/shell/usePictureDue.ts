import { useCallback, useEffect, useState } from "react";
import { useSessionState } from "../session/context";

/** A picture that takes longer doesn't hold up the rest of the page. */
const mostDueMs = 1000;

interface PictureDue {
  /** The first picture is still to come: whatever else is made now makes it wait. */
  readonly isDue: boolean;
  /** It is there. */
  readonly onPicture: () => void;
}

export function usePictureDue(): PictureDue {
  const isWanted = useSessionState(({ view }) => view.stack.length > 0);
  const [isOver, setOver] = useState(false);
  const onPicture = useCallback(() => setOver(true), []);
  useEffect(() => {
    const late = setTimeout(onPicture, mostDueMs);
    return () => clearTimeout(late);
  }, [onPicture]);
  return { isDue: isWanted && !isOver, onPicture };
}
