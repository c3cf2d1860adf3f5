import i18next from "i18next";
import { caseText } from "./en/case";
import { courseText } from "./en/course";
import { formsText } from "./en/forms";
import { imageText } from "./en/image";
import { spineText } from "./en/spine";
import { uiText } from "./en/ui";
import { viewportText } from "./en/viewport";
import { volumeText } from "./en/volume";

/** English catalogue, one file a room, so that a translation is the same tree in another folder. */
const en = { spine: spineText, image: imageText, case: caseText, viewport: viewportText, volume: volumeText, forms: formsText, course: courseText, ui: uiText } as const;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** Every key of the catalogue, dotted: "ui.undo". */
export type MessageKey = Leaves<typeof en>;

const i18n = i18next.createInstance();
void i18n.init({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  resources: { en: { translation: en } },
  // React escapes what it renders, and files want the bare text.
  interpolation: { escapeValue: false },
});

/** The text of `key` in the language in use, with {{name}} placeholders filled from `params`. */
export function message(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
  return i18n.t(key, params);
}

/** The same for a key that was put together at run time (a reason's code); undefined where the catalogue lacks it. */
export function messageIfKnown(key: string, params: Readonly<Record<string, string | number>> = {}): string | undefined {
  return i18n.exists(key) ? i18n.t(key, params) : undefined;
}
