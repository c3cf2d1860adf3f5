import { addCatalogue, hasCatalogue, type Catalogue } from "./messages";
import { currentWriting, LANGUAGES, writeIn, type Language } from "./writing";

/** Which language the interface speaks. Catalogues other than the English one are fetched when they are wanted first. */

/** Each in its own words: it is read by those who don't read the language in use. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", ru: "Русский", kk: "Қазақша" };

const CATALOGUES: Readonly<Record<Exclude<Language, "en">, () => Promise<Catalogue>>> = {
  ru: async () => (await import("./ru/catalogue")).catalogue,
  kk: async () => (await import("./kk/catalogue")).catalogue,
};

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);

/** The first of a reader's languages (BCP 47, "ru-RU") that the interface has; English where it has none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

/** Has the catalogue ready for `inLanguage`; rejects where it cannot be fetched. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language !== "en" && !hasCatalogue(language)) addCatalogue(language, await CATALOGUES[language]());
}

const listeners = new Set<() => void>();
let wantedLast: Language = "en";

/** From now on everything is said in this language; what is on the page is told to say itself again. Rejects, and changes nothing, where the catalogue cannot be fetched. */
export async function speak(language: Language): Promise<void> {
  wantedLast = language;
  await loadLanguage(language);
  // Another one was asked for while this one was being fetched.
  if (wantedLast !== language) return;
  writeIn(language);
  for (const listener of listeners) listener();
}

export const currentLanguage = (): Language => currentWriting().language;

/** Calls `listener` after each change; gives what ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
