import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import type { RefObject } from "react";
import { useSession, useSessionState } from "../session/context";
import { anteriorUnknown, patientLeftUnknown } from "../session/select";
import type { Session } from "../session/session";

type Side = "left" | "right";

/** Asked, never guessed: without it nothing signed is computed. A film that doesn't say how it was taken may be a frontal one. */
export function AnteriorPrompt({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const session = useSession();
  const lateral = useSessionState(anteriorUnknown);
  const frontal = useSessionState(patientLeftUnknown);
  if (lateral) {
    return (
      <div className="anterior-prompt" role="group" aria-label={message("ui.anterior.question")}>
        <p>{message("ui.anterior.question")}</p>
        <Sides onAnswer={(side) => sayAnterior(session, commands.current, side)} />
        <p className="muted small">{message("ui.anterior.why")}</p>
        <div role="group" aria-label={message("ui.anterior.frontal")}>
          <p>{message("ui.anterior.frontal")}</p>
          <Sides onAnswer={(side) => sayPatientLeft(session, commands.current, side)} names={FRONTAL} />
        </div>
      </div>
    );
  }
  if (!frontal) return null;
  return (
    <div className="anterior-prompt" role="group" aria-label={message("ui.anterior.patientLeft")}>
      <p>{message("ui.anterior.patientLeft")}</p>
      <Sides onAnswer={(side) => sayPatientLeft(session, commands.current, side)} />
      <p className="muted small">{message("ui.anterior.whyLeft")}</p>
    </div>
  );
}

const FRONTAL = { left: "ui.anterior.frontalLeft", right: "ui.anterior.frontalRight" } as const;
const LATERAL = { left: "ui.anterior.left", right: "ui.anterior.right" } as const;

function Sides({ onAnswer, names = LATERAL }: { readonly onAnswer: (side: Side) => void; readonly names?: typeof FRONTAL | typeof LATERAL }) {
  return (
    <div className="button-group">
      <button type="button" onClick={() => onAnswer("left")}>
        <span aria-hidden="true">←</span> {message(names.left)}
      </button>
      <button type="button" onClick={() => onAnswer("right")}>
        {message(names.right)} <span aria-hidden="true">→</span>
      </button>
    </div>
  );
}

/** Left and right are those of the picture as it is shown, turned over or not. */
export function sayAnterior(session: Session, viewport: ViewportCommands | null, side: Side): void {
  const sides = viewport?.storedSides();
  if (sides) session.setAnterior(sides[side], sides.top);
}

export function sayPatientLeft(session: Session, viewport: ViewportCommands | null, side: Side): void {
  const sides = viewport?.storedSides();
  if (sides) session.setPatientLeft(sides[side], sides.top);
}
