import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import type { RefObject } from "react";
import { useSession } from "../session/context";

/** Puts the marked image on the report and asks the system to print it. */
export function useReport(commands: RefObject<ViewportCommands | null>): () => Promise<void> {
  const session = useSession();
  return async () => {
    const image = await markedImage(commands.current);
    session.setReportImage(image);
    await image?.decode();
    window.print();
  };
}

/** Null where no image is open: the values are printed without one. */
async function markedImage(viewport: ViewportCommands | null): Promise<HTMLImageElement | null> {
  if (!viewport) return null;
  const image = new Image();
  image.src = URL.createObjectURL(await viewport.exportPng());
  return image;
}
