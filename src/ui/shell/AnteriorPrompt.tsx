import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import type { RefObject } from "react";
import { useSession, useSessionState } from "../session/context";
import { anteriorUnknown } from "../session/select";
import type { Session } from "../session/session";

/** Asked, never guessed: without it nothing signed is computed. */
export function AnteriorPrompt({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const session = useSession();
  const asked = useSessionState(anteriorUnknown);
  const onAnswer = (side: "left" | "right"): void => sayAnterior(session, commands.current, side);
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

/** Left and right are those of the picture as it is shown, turned over or not. */
export function sayAnterior(session: Session, viewport: ViewportCommands | null, side: "left" | "right"): void {
  const sides = viewport?.storedSides();
  if (sides) session.setAnterior(sides[side], sides.top);
}
