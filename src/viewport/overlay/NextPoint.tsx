import type { ReactElement } from "react";
import { message } from "#text/messages";
import type { ToolEvent, ToolState } from "#viewport/tools/toolState";

export interface NextPointProps {
  readonly tool: ToolState;
  readonly onTool: (event: ToolEvent) => void;
  /** The side of the picture, as it is displayed, on which anterior lies; the drawing is turned to match. */
  readonly anterior: "left" | "right";
}

/** The prompt beside the image: the next point of the protocol in words and as a drawing. */
export function NextPoint(_props: NextPointProps): ReactElement {
  return <div role="status" aria-label={message("viewport.nextPoint")} />;
}
