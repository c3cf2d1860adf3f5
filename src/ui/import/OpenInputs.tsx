import { message } from "#text/messages";
import { useId, type ChangeEvent } from "react";
import { useSession } from "../session/context";
import { filesOfInput } from "./readDrop";

const ACCEPT = ".dcm,.dicom,.zip,.json,application/dicom,application/zip,application/json,*/*";

/** React knows no such attribute. */
function choosesFolder(input: HTMLInputElement | null): void {
  input?.toggleAttribute("webkitdirectory", true);
}

/** The two choosers. The inputs themselves carry the names and take the focus; their labels are what is seen. */
export function OpenInputs() {
  const session = useSession();
  const filesId = useId();
  const folderId = useId();
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const input = event.target;
    if (!input.files) return;
    void session.open(filesOfInput(input.files));
    // The same files can be chosen again.
    input.value = "";
  };
  return (
    <div className="open-inputs">
      <span className="file-input">
        <input id={filesId} type="file" multiple accept={ACCEPT} onChange={onChange} />
        <label htmlFor={filesId} className="button">
          {message("ui.import.openFiles")}
        </label>
      </span>
      <span className="file-input">
        <input id={folderId} type="file" multiple ref={choosesFolder} onChange={onChange} />
        <label htmlFor={folderId} className="button">
          {message("ui.import.openFolder")}
        </label>
      </span>
    </div>
  );
}
