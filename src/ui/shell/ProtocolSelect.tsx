import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { isForThisFilm, protocolIdOf, PROTOCOL_IDS } from "../session/protocols";
import { isCaseComing } from "../session/select";
import { focusImage } from "./focusImage";
import { protocolName } from "../words";

/** Which points are asked for; starting leads through those that are still open. */
export function ProtocolSelect() {
  const session = useSession();
  const protocol = useSessionState(protocolIdOf);
  const ready = useSessionState((state) => state.view.reading !== null);
  const allowed = useSessionState((state) => PROTOCOL_IDS.filter((each) => isForThisFilm(state, each)).join()).split(",");
  const coming = useSessionState(isCaseComing);
  const id = useId();
  // The keys that skip and accept a point are those of the image.
  const start = (): void => {
    session.startProtocol();
    focusImage();
  };
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
      <button type="button" className="primary" disabled={!ready} onClick={start}>
        {message("ui.header.placePoints")}
      </button>
    </>
  );
}
