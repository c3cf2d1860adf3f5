import { message } from "#text/messages";
import type { MouseEvent } from "react";

/** A way past everything on the left, seen while it has the focus: to the image itself, else to the place where it will be. */
export function SkipToImage() {
  const skip = (event: MouseEvent): void => {
    const image = document.querySelector<HTMLElement>("#image [role=application]");
    if (!image) return;
    event.preventDefault();
    image.focus();
  };
  return (
    <a className="skip-link visually-hidden" href="#image" onClick={skip}>
      {message("ui.skipToImage")}
    </a>
  );
}
