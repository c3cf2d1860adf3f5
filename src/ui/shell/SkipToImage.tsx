import { message } from "#text/messages";
import type { MouseEvent } from "react";
import { focusImage } from "./focusImage";

/** A way past everything on the left, seen while it has the focus: to the image itself, else to the place where it will be. */
export function SkipToImage() {
  const skip = (event: MouseEvent): void => {
    if (focusImage()) event.preventDefault();
  };
  return (
    <a className="skip-link visually-hidden" href="#image" onClick={skip}>
      {message("ui.skipToImage")}
    </a>
  );
}
