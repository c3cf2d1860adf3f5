import { message } from "#text/messages";
import type { SessionCore } from "./core";
import type { Settings } from "./settings";

export interface SettingsActions {
  changeSettings(change: Partial<Settings>): void;
  /** For this patient; the next one starts with the reader's default. */
  chooseProtocol(id: string): void;
}

export function settingsActions(core: SessionCore): SettingsActions {
  const changeSettings = (change: Partial<Settings>): void => {
    core.update(({ settings }) => ({ settings: { ...settings, ...change } }));
    try {
      core.ports.settings.write(JSON.stringify(core.store.getState().settings));
    } catch (error) {
      core.notify("problem", message("ui.notice.settingsNotKept", { reason: String(error) }));
    }
  };
  return {
    changeSettings,
    chooseProtocol: (protocol) => {
      const { activeCase, settings } = core.store.getState();
      if (activeCase === null) changeSettings({ protocol });
      else changeSettings({ protocolOf: { ...settings.protocolOf, [activeCase]: protocol } });
    },
  };
}
