import i18next from "i18next";
import { alignmentText } from "./en/alignment";
import { caseText } from "./en/case";
import { compareText } from "./en/compare";
import { courseText } from "./en/course";
import { formatText } from "./en/format";
import { formsText } from "./en/forms";
import { imageText } from "./en/image";
import { reportText } from "./en/report";
import { riskText } from "./en/risk";
import { spineText } from "./en/spine";
import { uiText } from "./en/ui";
import { viewportText } from "./en/viewport";
import { volumeText } from "./en/volume";
import { currentWriting, numerals, writtenAs, type Language } from "./writing";

/** English catalogue, one file a room, so that a translation is the same tree in another folder. */
const en = { format: formatText, spine: spineText, image: imageText, case: caseText, viewport: viewportText, volume: volumeText, forms: formsText, alignment: alignmentText, compare: compareText, course: courseText, report: reportText, risk: riskText, ui: uiText } as const;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** Every key of the catalogue, dotted: "ui.undo". */
export type MessageKey = Leaves<typeof en>;

/** The plural forms that English lacks: where a text has a {{count}}, another language may need `key_few` and `key_many`. */
type MorePlurals<T> = { readonly [K in keyof T & string as T[K] extends `${string}{{count}}${string}` ? `${K}_${"one" | "few" | "many"}` : never]?: string };

/** The tree of the English catalogue, with what is translated of it so far. */
type Translated<T> = { readonly [K in keyof T]?: T[K] extends string ? string : Translated<T[K]> } & MorePlurals<T>;

/** A catalogue of another language: what it lacks is shown in English. */
export type Catalogue = Translated<typeof en>;

type Params = Readonly<Record<string, string | number>>;

const i18n = i18next.createInstance();
void i18n.init({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  resources: { en: { translation: en } },
  // React escapes what it renders, and files want the bare text.
  interpolation: { escapeValue: false },
});

/** Makes a language readable; before that `message` answers in English. */
export function addCatalogue(language: Language, catalogue: Catalogue): void {
  i18n.addResourceBundle(language, "translation", catalogue);
  fixed.clear();
}

export const hasCatalogue = (language: Language): boolean => i18n.hasResourceBundle(language, "translation");

/**
 * What `text` gives in another language than the interface's: the words, the numbers and the plurals. Its catalogue must
 * have been loaded (`loadLanguage`): text that was asked for in Russian must not come in English unnoticed.
 */
export function inLanguage<T>(language: Language, text: () => T): T {
  if (!hasCatalogue(language)) throw new Error(`the catalogue "${language}" is not loaded`);
  return writtenAs({ language, forFile: false }, text);
}

/** The text of `key` in the language in use, with {{name}} placeholders filled from `params`, numbers as that language writes them. */
export function message(key: MessageKey, params: Params = {}): string {
  return translated(key, params);
}

/** The same for a key that was put together at run time (a reason's code); undefined where the catalogue lacks it. */
export function messageIfKnown(key: string, params: Params = {}): string | undefined {
  return i18n.exists(key) ? translated(key, params) : undefined;
}

/** Texts without placeholders, by language and key: a page asks for hundreds of them each time it is drawn. */
const fixed = new Map<string, string>();

function translated(key: string, params: Params): string {
  const lng = currentWriting().language;
  if (Object.keys(params).length > 0) return i18n.t(key, { ...inNumerals(params), lng });
  const name = `${lng} ${key}`;
  const known = fixed.get(name) ?? i18n.t(key, { lng });
  fixed.set(name, known);
  return known;
}

/** `count` stays a number: it chooses the plural. */
const inNumerals = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "number" && name !== "count" ? numerals(String(value)) : value]));
