import { useState } from "react";
import { useSession, useSessionState } from "../session/context";

/** Opens the sample; `isComing` from the click until its images are read, whichever button was pressed. */
export function useSample(): { readonly isComing: boolean; readonly open: () => void } {
  const session = useSession();
  const fetching = useSessionState((state) => state.files.fetching !== null);
  const [asked, setAsked] = useState(false);
  const open = (): void => {
    setAsked(true);
    void session.openSample().finally(() => setAsked(false));
  };
  return { isComing: fetching || asked, open };
}
