import type { ReactElement } from "react";
import { message } from "#text/messages";
import type { ImageViewportProps } from "./viewportProps";

export type { ImageViewportProps, PresetNumber, StackItem, ViewportCommands } from "./viewportProps";

/** The image with its points, lines and words; pointer and keys act on it through the tool. */
export function ImageViewport(props: ImageViewportProps): ReactElement {
  return (
    <section className="viewport" aria-label={message("viewport.name")}>
      <canvas />
      <svg className="viewport-overlay">
        <text>{message("viewport.position", { position: props.position + 1, count: props.stack.length })}</text>
      </svg>
    </section>
  );
}
