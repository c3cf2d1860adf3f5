import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { isForThisFilm, protocolIdOf, protocolProgress, PROTOCOL_IDS } from "../session/protocols";
import { isCaseComing, shownRefOf } from "../session/select";
import { focusImage } from "./focusImage";
import { protocolName } from "../words";

/** Which points are asked for; starting leads through those that are still open. */
export function ProtocolSelect() {
  const session = useSession();
  const protocol = useSessionState(protocolIdOf);
  const allowed = useSessionState((state) => PROTOCOL_IDS.filter((each) => isForThisFilm(state, each)).join()).split(",");
  const coming = useSessionState(isCaseComing);
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{message("ui.header.protocol")}</label>
        <select id={id} value={protocol} disabled={coming} onChange={(event) => session.chooseProtocol(event.target.value)}>
          {PROTOCOL_IDS.map((each) => (
            <option key={each} value={each} disabled={!allowed.includes(each)}>
              {protocolName(each)}
            </option>
          ))}
        </select>
      </div>
      <PlacePoints protocol={protocol} />
    </>
  );
}

/** Says why where there is nothing to place. */
function PlacePoints({ protocol }: { readonly protocol: string }) {
  const session = useSession();
  const shown = useSessionState((state) => state.view.reading !== null);
  const belongs = useSessionState((state) => shownRefOf(state) !== null);
  const open = useSessionState((state) => protocolProgress(state).open);
  const total = useSessionState((state) => protocolProgress(state).total);
  // Where a level has to be said first there are no points yet, and the image asks for it.
  const isDone = total > 0 && open === 0;
  const why = shown && !belongs ? message("ui.noReading") : isDone ? message("ui.protocolDone", { total, name: protocolName(protocol) }) : undefined;
  // The keys that skip and accept a point are those of the image.
  const start = (): void => {
    session.startProtocol();
    focusImage();
  };
  return (
    // One that says why stays within reach of the keys.
    <button type="button" className="primary" disabled={!belongs && why === undefined} aria-disabled={why !== undefined} title={why} onClick={why === undefined ? start : undefined}>
      {message("ui.header.placePoints")}
    </button>
  );
}
