import type { ReactElement, ReactNode } from "react";
import { message } from "#text/messages";
import { currentStep, MARKS_NEEDED, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import { promptName } from "./names";
import { VertebraDrawing } from "./VertebraDrawing";

export interface NextPointProps {
  readonly tool: ToolState;
  readonly onTool: (event: ToolEvent) => void;
  /** The side of the picture, as it is displayed, on which anterior lies; the drawing is turned to match. */
  readonly anterior: "left" | "right";
  /** What stands there while no point is asked for: in words, and what can be done about it. */
  readonly idle?: IdlePrompt;
}

export interface IdlePrompt {
  readonly text: string;
  /** Something has to be said first. */
  readonly asking: boolean;
  readonly actions?: ReactNode;
}

/** The prompt: the next point of the protocol in words and as a drawing. `ImageViewport` brings it along. */
export function NextPoint({ tool, onTool, anterior, idle }: NextPointProps): ReactElement {
  // What is said does not change while a point is dragged.
  const resting = tool.kind === "dragging" ? tool.before : tool;
  const step = currentStep(resting);
  return (
    <div className="viewport-prompt" data-asking={resting.kind !== "idle" || idle?.asking === true}>
      {step === null ? null : <VertebraDrawing address={step} anterior={anterior} />}
      <div role="status" aria-label={message("viewport.nextPoint")} className="viewport-prompt-text">
        {promptText(resting, idle?.text)}
      </div>
      {resting.kind === "idle" ? (
        idle?.actions
      ) : (
        <div className="viewport-prompt-buttons">
          {resting.kind === "placing" ? <Button event={{ kind: "skip" }} text={message("viewport.prompt.skip")} onTool={onTool} /> : null}
          <Button event={{ kind: "back" }} text={message("viewport.prompt.back")} onTool={onTool} />
          <Button event={{ kind: "cancel" }} text={message("viewport.prompt.cancel")} onTool={onTool} />
        </div>
      )}
    </div>
  );
}

function Button({ event, text, onTool }: { readonly event: ToolEvent; readonly text: string; readonly onTool: (event: ToolEvent) => void }): ReactElement {
  return (
    <button type="button" onClick={() => onTool(event)}>
      {text}
    </button>
  );
}

export function promptText(tool: ToolState, idle = message("viewport.prompt.idle")): string {
  if (tool.kind === "marking") {
    const total = MARKS_NEEDED[tool.purpose];
    if (tool.points.length >= total) return message("viewport.prompt.marked");
    return message(`viewport.prompt.${tool.purpose}`, { step: tool.points.length + 1, total });
  }
  const step = currentStep(tool);
  if (step === null || tool.kind !== "placing") return idle;
  const point = promptName(step);
  return tool.steps.length === 1 ? message("viewport.prompt.single", { point }) : message("viewport.prompt.step", { point, step: tool.index + 1, total: tool.steps.length });
}
