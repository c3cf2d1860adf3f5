import { useSyncExternalStore } from "react";
import { currentLanguage, onLanguage } from "#text/language";
import type { Language } from "#text/writing";

/** The language of the interface. Whoever calls this is drawn again when it changes, memoised or not. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage);
