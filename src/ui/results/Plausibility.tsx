import type { Assessment } from "#spine/assessment";
import { message } from "#text/messages";
import { useLanguage } from "#viewport/useLanguage";
import { memo } from "react";
import { sameValue } from "../sameValue";
import { noteText } from "../words";

/** What looks odd, never in the way. */
export const Plausibility = memo(Notes, sameValue);

function Notes({ notes }: { readonly notes: Assessment["plausibility"] }) {
  useLanguage();
  if (notes.length === 0) return null;
  return (
    <section className="plausibility" aria-label={message("ui.plausibility")}>
      <h2>{message("ui.plausibility")}</h2>
      <ul>
        {notes.map((note) => (
          <li key={`${note.code} ${note.landmarks.join()}`}>{noteText(note)}</li>
        ))}
      </ul>
    </section>
  );
}
