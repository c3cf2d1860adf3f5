import { message } from "#text/messages";
import { SAMPLE_SUBJECT } from "../session/ports";
import { useSample } from "./useSample";

/** Images are not kept, but those of the sample come with the program: one click brings them back under the points. */
export function SampleImages({ subjectId }: { readonly subjectId: string | null }) {
  const { isComing, open } = useSample();
  if (subjectId !== SAMPLE_SUBJECT) return null;
  return (
    <button type="button" className="small" disabled={isComing} onClick={open}>
      {message("ui.empty.sampleImages")}
    </button>
  );
}
