/** The reader's settings, as one string in this browser. What cannot be kept (private windows, a full disk) is reported by `write`. */
export interface SettingsText {
  read(): string | null;
  write(text: string): void;
}

export function localSettings(name = "sagitta.settings"): SettingsText {
  return {
    read: () => {
      try {
        return localStorage.getItem(name);
      } catch (error) {
        // A browser that forbids storage throws here; the program works with its defaults then.
        if (error instanceof DOMException) return null;
        throw error;
      }
    },
    write: (text) => localStorage.setItem(name, text),
  };
}
