import { LANGUAGE_NAMES, preferredLanguage, speak } from "#text/language";
import { message } from "#text/messages";
import type { Language } from "#text/writing";
import type { SessionCore } from "./core";
import type { Settings } from "./settings";

export interface SettingsActions {
  changeSettings(change: Partial<Settings>): void;
  /** For this patient; the next one starts with the reader's default. */
  chooseProtocol(id: string): void;
  /** The interface speaks it as soon as its catalogue is there, and finds it again next time. */
  chooseLanguage(language: Language): Promise<void>;
  /** Speaks the language that is kept, else the first of the browser's that the interface has (`navigator.languages`). */
  beginInLanguage(preferred: readonly string[]): Promise<void>;
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
  /** Whether it is spoken now; where it isn't, the reader is told. */
  const tried = async (language: Language): Promise<boolean> => {
    try {
      await speak(language);
      return true;
    } catch (error) {
      core.notify("problem", message("ui.notice.languageFailed", { language: LANGUAGE_NAMES[language], reason: String(error) }));
      return false;
    }
  };
  return {
    changeSettings,
    chooseLanguage: async (language) => {
      if (await tried(language)) changeSettings({ language });
    },
    beginInLanguage: async (preferred) => void (await tried(core.store.getState().settings.language ?? preferredLanguage(preferred))),
    chooseProtocol: (protocol) => {
      const { activeCase, settings } = core.store.getState();
      if (activeCase === null) changeSettings({ protocol });
      else changeSettings({ protocolOf: { ...settings.protocolOf, [activeCase]: protocol } });
    },
  };
}
