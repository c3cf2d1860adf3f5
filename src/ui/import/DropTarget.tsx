import { message } from "#text/messages";
import { useEffect, useState, type ReactNode } from "react";
import { useSession } from "../session/context";
import { filesOfDrop } from "./readDrop";

/** The whole window takes files. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [over, setOver] = useState(false);
  // On the window, not on an element: a file let go at its very edge would otherwise take the browser away from the case.
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Leaving a child for another child is not leaving the window.
      if (!(event.relatedTarget instanceof Node)) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void filesOfDrop(event.dataTransfer).then((files) => session.open(files));
    };
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("dragleave", onDragLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("dragleave", onDragLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [session]);
  return (
    <div className="drop-target" data-over={over}>
      {children}
      {over && <div className="drop-veil">{message("ui.import.dropHere")}</div>}
    </div>
  );
}
