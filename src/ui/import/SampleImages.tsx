import { message } from "#text/messages";
import { useState } from "react";
import { useSession } from "../session/context";
import { SAMPLE_SUBJECT } from "../session/ports";

/** Images are not kept, but those of the sample come with the program: one click brings them back under the points. */
export function SampleImages({ subjectId }: { readonly subjectId: string | null }) {
  const session = useSession();
  const [fetching, setFetching] = useState(false);
  if (subjectId !== SAMPLE_SUBJECT) return null;
  const fetchThem = (): void => {
    setFetching(true);
    void session.openSample().finally(() => setFetching(false));
  };
  return (
    <button type="button" className="small" disabled={fetching} onClick={fetchThem}>
      {message("ui.empty.sampleImages")}
    </button>
  );
}
