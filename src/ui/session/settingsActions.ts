import { message } from "#text/messages";
import type { SessionCore } from "./core";
import type { Settings } from "./settings";

export interface SettingsActions {
  changeSettings(change: Partial<Settings>): void;
  /** For this patient, and as the default for the next one. */
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
      const protocolOf = activeCase === null ? settings.protocolOf : { ...settings.protocolOf, [activeCase]: protocol };
      changeSettings({ protocol, protocolOf });
    },
  };
}
