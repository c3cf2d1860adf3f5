import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";
import { Dialog } from "../shell/Dialog";

/** A case file that differs from the case that is kept: nothing is written over without being asked. */
export function IncomingCase() {
  const session = useSession();
  const incoming = useSessionState((state) => state.incoming);
  if (!incoming) return null;
  return (
    <Dialog title={message("ui.incoming.title")} onClose={() => session.answerIncoming("cancel")}>
      <div className="form">
        <p>{message("ui.incoming.text", { file: incoming.fileName, id: incoming.case.subject.id })}</p>
        <button type="button" className="primary" onClick={() => session.answerIncoming("merge")}>
          {message("ui.incoming.merge")}
        </button>
        <p className="muted small">{message("ui.incoming.mergeHint")}</p>
        <button type="button" onClick={() => session.answerIncoming("replace")}>
          {message("ui.incoming.replace")}
        </button>
        <p className="muted small">{message("ui.incoming.replaceHint")}</p>
      </div>
    </Dialog>
  );
}
