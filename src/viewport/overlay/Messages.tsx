import type { ReactElement } from "react";
import { message } from "#text/messages";
import type { Loading } from "./useStackFrame";
import type { StackItem } from "./viewportProps";

/** That something loads, failed, or isn't there: in words, where the picture would be. */
export function LoadingMessage({ loading, item }: { readonly loading: Loading; readonly item: StackItem | null }): ReactElement | null {
  switch (loading.kind) {
    case "shown":
      return null;
    case "nothing":
      return <p className="viewport-message">{message("viewport.empty")}</p>;
    case "loading":
      return (
        <p className="viewport-message viewport-loading" role="progressbar" aria-label={message("viewport.loading", { file: item?.instance.fileName ?? "" })}>
          {message("viewport.loading", { file: item?.instance.fileName ?? "" })}
        </p>
      );
    case "failed":
      return (
        <p className="viewport-message" role="alert">
          {`${loading.problem.fileName}: ${message(`image.problem.${loading.problem.code}`, loading.problem.params)}`}
        </p>
      );
  }
}

/** What the program put right, or could not do, just now. */
export function Notice({ text, onClose }: { readonly text: string | null; readonly onClose: () => void }): ReactElement {
  return (
    <div className="viewport-notice" role="status" aria-label={message("viewport.notice.label")} data-shown={text !== null}>
      {text === null ? null : (
        <>
          <span>{text}</span>
          <button type="button" aria-label={message("viewport.notice.close")} onClick={onClose}>
            {"\u00d7"}
          </button>
        </>
      )}
    </div>
  );
}
