import type { Notice, SessionCore } from "./core";

/** What is said of an opening holds until the next one is begun; what else stands there is left alone. */
export interface OpeningNotices {
  say(kind: Notice["kind"], text: string): void;
  clear(): void;
}

export function openingNotices(core: SessionCore): OpeningNotices {
  let said: Notice | null = null;
  return {
    say: (kind, text) => {
      core.notify(kind, text);
      said = core.store.getState().notice;
    },
    clear: () => {
      if (said !== null && core.store.getState().notice === said) core.update(() => ({ notice: null }));
      said = null;
    },
  };
}
