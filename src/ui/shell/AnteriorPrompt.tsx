import { message } from "#text/messages";
import { useSessionState } from "../session/context";
import { anteriorUnknown } from "../session/select";

/** Asked, never guessed: without it nothing signed is computed. */
export function AnteriorPrompt({ onAnswer }: { readonly onAnswer: (side: "left" | "right") => void }) {
  const asked = useSessionState(anteriorUnknown);
  if (!asked) return null;
  return (
    <div className="anterior-prompt" role="group" aria-label={message("ui.anterior.question")}>
      <p>{message("ui.anterior.question")}</p>
      <div className="button-group">
        <button type="button" onClick={() => onAnswer("left")}>
          <span aria-hidden="true">←</span> {message("ui.anterior.left")}
        </button>
        <button type="button" onClick={() => onAnswer("right")}>
          {message("ui.anterior.right")} <span aria-hidden="true">→</span>
        </button>
      </div>
      <p className="muted small">{message("ui.anterior.why")}</p>
    </div>
  );
}
