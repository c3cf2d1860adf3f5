import type { ReactElement } from "react";
import { message } from "#text/messages";
import type { Loading } from "./useStackFrame";
import type { StackItem } from "./viewportProps";

interface LoadingMessageProps {
  readonly loading: Loading;
  readonly item: StackItem | null;
  /** Whether the picture before is still on the screen: then it is said only when it takes long. */
  readonly isAfter: boolean;
  readonly stop: () => void;
  readonly again: () => void;
}

/** That something loads, failed, or isn't there: in words, where the picture would be. */
export function LoadingMessage({ loading, item, isAfter, stop, again }: LoadingMessageProps): ReactElement | null {
  const file = item?.instance.fileName ?? "";
  switch (loading.kind) {
    case "shown":
      return null;
    case "nothing":
      return <p className="viewport-message">{message("viewport.empty")}</p>;
    case "loading":
      return (
        <div className="viewport-message viewport-loading" data-first={!isAfter}>
          <p role="progressbar" aria-label={message("viewport.loading", { file })}>
            {message("viewport.loading", { file })}
          </p>
          <button type="button" onClick={stop}>
            {message("viewport.stop")}
          </button>
        </div>
      );
    case "stopped":
      return (
        <div className="viewport-message">
          <p role="status">{message("viewport.stopped", { file })}</p>
          <button type="button" onClick={again}>
            {message("viewport.again")}
          </button>
        </div>
      );
    case "failed":
      return (
        <div className="viewport-message viewport-failed" role="alert">
          <p>
            <strong>{message("viewport.failed")}</strong>
          </p>
          <p>{`${loading.problem.fileName}: ${message(`image.problem.${loading.problem.code}`, loading.problem.params)}`}</p>
          <p>{message("viewport.failedHint")}</p>
        </div>
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
