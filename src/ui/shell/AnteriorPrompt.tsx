import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import { useState, type RefObject } from "react";
import { useSession, useSessionState } from "../session/context";
import { anteriorUnknown, patientLeftUnknown } from "../session/select";
import type { Session } from "../session/session";

type Side = "left" | "right";

/** Asked, never guessed: without it nothing signed is computed. A film that doesn't say how it was taken may be a frontal one. */
export function AnteriorPrompt({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const lateral = useSessionState(anteriorUnknown);
  const frontal = useSessionState(patientLeftUnknown);
  const readingId = useSessionState((state) => state.view.reading?.readingId);
  if (!lateral && !frontal) return null;
  return <Question key={readingId} mayBeLateral={lateral} commands={commands} />;
}

function Question({ mayBeLateral, commands }: { readonly mayBeLateral: boolean; readonly commands: RefObject<ViewportCommands | null> }) {
  const session = useSession();
  const [isFrontal, setFrontal] = useState(!mayBeLateral);
  const asked = isFrontal ? FRONTAL : LATERAL;
  return (
    <div className="anterior-prompt" role="group" aria-label={message(asked.question)}>
      <p>{message(asked.question)}</p>
      <div className="button-group">
        <button type="button" onClick={() => asked.answer(session, commands.current, "left")}>
          <span aria-hidden="true">←</span> {message("ui.anterior.left")}
        </button>
        <button type="button" onClick={() => asked.answer(session, commands.current, "right")}>
          {message("ui.anterior.right")} <span aria-hidden="true">→</span>
        </button>
      </div>
      <p className="muted small">{message(asked.why)}</p>
      {mayBeLateral && (
        <button type="button" className="quiet small" onClick={() => setFrontal(!isFrontal)}>
          {message(asked.other)}
        </button>
      )}
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

const LATERAL = { question: "ui.anterior.question", why: "ui.anterior.why", other: "ui.anterior.frontal", answer: sayAnterior } as const;
const FRONTAL = { question: "ui.anterior.patientLeft", why: "ui.anterior.whyLeft", other: "ui.anterior.lateral", answer: sayPatientLeft } as const;
