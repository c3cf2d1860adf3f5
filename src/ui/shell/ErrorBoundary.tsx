import { writeCaseFile } from "#case/caseFile";
import { message } from "#text/messages";
import { Component, type ReactNode } from "react";
import { fileBase, save } from "../report/download";
import { activeCaseOf } from "../session/select";
import type { Session } from "../session/session";

interface ErrorBoundaryProps {
  readonly session: Session;
  readonly children: ReactNode;
}

/** When drawing fails, the case doesn't: it is in the session and in the store, and can be taken along from here. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="crash" role="alert">
        <h1>{message("ui.crash.title")}</h1>
        <p>{message("ui.crash.text")}</p>
        <p className="muted">{error.message}</p>
        <p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            {message("ui.crash.reload")}
          </button>{" "}
          <button type="button" onClick={() => saveCase(this.props.session)}>
            {message("ui.crash.exportCase")}
          </button>
        </p>
      </main>
    );
  }
}

function saveCase({ store }: Session): void {
  const document = activeCaseOf(store.getState());
  if (document) save(new Blob([writeCaseFile(document)], { type: "application/json" }), `${fileBase(document.subject.id)}.json`);
}
