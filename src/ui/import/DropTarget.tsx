import { message } from "#text/messages";
import { useState, type DragEvent, type ReactNode } from "react";
import { useSession } from "../session/context";
import { filesOfDrop } from "./readDrop";

/** The whole window takes files. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes("Files")) return;
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
    void filesOfDrop(event.dataTransfer).then((files) => session.open(files));
  };
  return (
    <div className="drop-target" data-over={over} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      {children}
      {over && <div className="drop-veil">{message("ui.import.dropHere")}</div>}
    </div>
  );
}
