import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { readingsHereOf, shownRefOf } from "../session/select";
import { dateTimeText } from "../words";

/** Who reads the shown picture: one line for each reading of it, and one more for a second reader. */
export function ReadingSelect() {
  const session = useSession();
  const here = useSessionState(readingsHereOf);
  const shown = useSessionState(shownRefOf);
  const id = useId();
  if (!shown) return null;
  const choose = (readingId: string): void => {
    const found = here.find(({ ref }) => ref.readingId === readingId);
    if (found) session.chooseReading(found.ref);
  };
  return (
    <>
      {here.length > 1 && (
        <div className="field reading-select">
          <label htmlFor={id}>{message("ui.readings.name")}</label>
          <select id={id} value={shown.readingId} onChange={(event) => choose(event.target.value)}>
            {here.map(({ ref, reading: { reader, readAt } }, index) => (
              <option key={ref.readingId} value={ref.readingId}>
                {message("ui.readings.one", { number: index + 1, reader: reader ?? message("ui.readings.nobody"), at: readAt === undefined ? message("ui.dash") : dateTimeText(readAt) })}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="button-group">
        {here.length > 1 && (
          <button type="button" className="small" onClick={() => session.removeReading(shown)}>
            {message("ui.readings.remove")}
          </button>
        )}
        <button type="button" className="small" title={message("ui.readings.addTip")} onClick={session.addReading}>
          {message("ui.readings.add")}
        </button>
      </div>
    </>
  );
}
