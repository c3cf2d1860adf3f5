import { message } from "#text/messages";
import { useState } from "react";
import { Dialog } from "../shell/Dialog";
import { useSession } from "../session/context";
import type { KeptCase } from "../session/ports";
import { dateText, dateTimeText } from "../words";
import { SampleImages } from "./SampleImages";

/** Cases that this browser keeps. Points and settings are here; the images are not, and this says so. */
export function KeptCases({ kept }: { readonly kept: readonly KeptCase[] }) {
  const session = useSession();
  const [removing, setRemoving] = useState<KeptCase | null>(null);
  return (
    <section className="kept-cases" aria-labelledby="kept-title">
      <h2 id="kept-title">{message("ui.kept.name")}</h2>
      <p className="muted small">{message("ui.kept.hint")}</p>
      <ul>
        {kept.map((item) => (
          <li key={item.subjectId}>
            <button type="button" className="quiet" onClick={() => void session.openKept(item.subjectId)}>
              {item.subjectId}
            </button>
            <span className="muted">{summaryOf(item)}</span>
            <SampleImages subjectId={item.subjectId} />
            <button
              type="button"
              className="quiet"
              aria-label={message("ui.kept.remove", { id: item.subjectId })}
              onClick={() => setRemoving(item)}
            >
              {message("ui.remove")}
            </button>
          </li>
        ))}
      </ul>
      {removing && (
        <Dialog title={message("ui.kept.removeTitle")} onClose={() => setRemoving(null)}>
          <div className="form">
            <p>{message("ui.kept.removeText", { id: removing.subjectId, points: removing.points })}</p>
            <footer className="to-end">
              <button type="button" onClick={() => setRemoving(null)}>
                {message("ui.cancel")}
              </button>
              <button type="button" className="danger" onClick={() => void session.removeKept(removing.subjectId).then(() => setRemoving(null))}>
                {message("ui.kept.removeYes")}
              </button>
            </footer>
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** By a pseudonym alone no case is known again: when its exams were, and where the instrumentation ends, come first. */
function summaryOf({ dates, uiv, exams, points, savedAt }: KeptCase): string {
  const parts = [
    dates && datesText(dates),
    uiv !== undefined && message("ui.kept.uiv", { level: uiv }),
    message("ui.kept.summary", { exams, points, date: dateTimeText(savedAt) }),
  ];
  return parts.filter(Boolean).join(" · ");
}

const datesText = ([first, last]: readonly [string, string]): string =>
  first === last ? dateText(first) : message("ui.kept.dates", { first: dateText(first), last: dateText(last) });
