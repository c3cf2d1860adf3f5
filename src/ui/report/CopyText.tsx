import type { ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { currentLanguage, LANGUAGE_NAMES, loadLanguage } from "#text/language";
import { inLanguage, message } from "#text/messages";
import { LANGUAGES, type Language } from "#text/writing";
import { useEffect, useId, useRef, useState } from "react";
import { copyText } from "./clipboard";
import type { TextLength } from "../session/ports";
import { useSession, useSessionState } from "../session/context";

const LENGTHS: readonly TextLength[] = ["line", "paragraph", "full"];

interface CopyTextProps {
  readonly document: PatientCase;
  readonly at: ReadingRef;
}

/** The report as text for another program: at once as a paragraph, or in another length and language. */
export function CopyText({ document, at }: CopyTextProps) {
  const id = useId();
  const session = useSession();
  const settings = useSessionState((state) => state.settings);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Language | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const language = chosen ?? currentLanguage();
  useClosing(open, place, () => setOpen(false));
  const copy = async (length: TextLength): Promise<void> => {
    setOpen(false);
    try {
      await loadLanguage(language);
    } catch (error) {
      session.notify("problem", message("report.copy.failed", { reason: String(error) }));
      return;
    }
    try {
      await copyText(inLanguage(language, () => session.formats.reportText(document, at, settings, length)));
      session.notify("done", message("ui.notice.copied"));
    } catch (error) {
      session.notify("problem", message("ui.notice.copyFailed", { reason: String(error) }));
    }
  };
  return (
    <div
      className="copy-text"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
        more.current?.focus();
      }}
    >
      <button type="button" className="primary" onClick={() => void copy("paragraph")}>
        {message("ui.exports.copy")}
      </button>
      <button ref={more} type="button" className="primary more" aria-expanded={open} aria-controls={id} aria-label={message("report.copy.more")} title={message("report.copy.more")} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div id={id} className="copy-menu" role="group" aria-label={message("report.copy.more")}>
          {LENGTHS.map((length) => (
            <button key={length} type="button" onClick={() => void copy(length)}>
              {message(`report.copy.${length}`)}
            </button>
          ))}
          <label className="copy-language">
            <span>{message("report.copy.language")}</span>
            <select value={language} onChange={(event) => setChosen(LANGUAGES.find((each) => each === event.target.value) ?? null)}>
              {LANGUAGES.map((each) => (
                <option key={each} value={each} lang={each}>
                  {LANGUAGE_NAMES[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </div>
  );
}

/** Pressing anywhere else, or leaving with Tab, is enough to close it. */
function useClosing(open: boolean, place: { readonly current: HTMLElement | null }, close: () => void): void {
  const last = useRef(close);
  useEffect(() => {
    last.current = close;
  });
  useEffect(() => {
    if (!open) return undefined;
    const stop = new AbortController();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) last.current();
    };
    for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, outside, { signal: stop.signal });
    return () => stop.abort();
  }, [open, place]);
}
