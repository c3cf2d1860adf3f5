import { message } from "#text/messages";
import type { Counted, Notice, SessionCore } from "./core";
import type { Sample } from "./ports";

export interface SampleFetch {
  /** The sample; undefined where it did not come, which is said, or is on its way already. */
  fetch(): Promise<Sample | undefined>;
  cancel(): void;
}

export function sampleFetch(core: SessionCore, say: (kind: Notice["kind"], text: string) => void): SampleFetch {
  let current: AbortController | null = null;
  const tell = (fetching: Counted | null): void => core.update(({ files }) => ({ files: { ...files, fetching } }));
  const end = (): void => {
    // What one file has failed for, the others are not fetched for either.
    current?.abort();
    current = null;
    tell(null);
  };

  return {
    fetch: async () => {
      if (current) return undefined;
      const { signal } = (current = new AbortController());
      tell({ done: 0, total: 0 });
      try {
        const sample = await core.ports.fetchSample((done, total) => !signal.aborted && tell({ done, total }), signal);
        if (signal.aborted) return undefined;
        end();
        return sample;
      } catch (error) {
        if (signal.aborted) return undefined;
        end();
        say("problem", whyNot(error));
        return undefined;
      }
    },
    cancel: () => {
      if (!current) return;
      end();
      say("done", message("ui.notice.sampleCancelled"));
    },
  };
}

/** What a browser says of a connection that failed helps nobody; what the server answered may. */
const whyNot = (error: unknown): string =>
  error instanceof Error && !(error instanceof TypeError) ? message("ui.notice.sampleFailed", { reason: error.message }) : message("ui.notice.sampleUnreachable");
