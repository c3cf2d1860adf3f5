import type { ReactElement } from "react";
import { message } from "#text/messages";
import { NextPoint } from "./NextPoint";
import type { ImageViewportProps } from "./viewportProps";

export type { ImageViewportProps, PresetNumber, StackItem, ViewportCommands } from "./viewportProps";

/**
 * The image with its points, lines and words; pointer and keys act on it through the tool. It fills its parent and brings
 * the prompt (`NextPoint`), the calibration's size form and its notices along: they depend on how the image is displayed.
 */
export function ImageViewport(props: ImageViewportProps): ReactElement {
  return (
    <div className="viewport-frame">
      <NextPoint tool={props.tool} onTool={props.onTool} anterior="left" />
      <section className="viewport" aria-label={message("viewport.name")}>
        <canvas />
        <svg className="viewport-overlay">
          <text>{message("viewport.position", { position: props.position + 1, count: props.stack.length })}</text>
        </svg>
      </section>
    </div>
  );
}
