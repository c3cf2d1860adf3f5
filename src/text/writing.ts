/** How text is written just now: in which language, and whether for eyes or for a program. */

/** The languages of the interface, by BCP 47; English is complete by definition. */
export const LANGUAGES = ["en", "ru", "kk"] as const;

export type Language = (typeof LANGUAGES)[number];

interface Writing {
  readonly language: Language;
  /** Files are read by programs: English words, a decimal point, a hyphen for minus and plain spaces whatever the reader's language. */
  readonly forFile: boolean;
}

let writing: Writing = { language: "en", forFile: false };

export const currentWriting = (): Writing => writing;

/** The language that everything is written in from now on, but for what `writtenAs` encloses. */
export function writeIn(language: Language): void {
  writing = { ...writing, language };
}

/** What `text` gives while it is written another way. Nothing may be waited for inside. */
export function writtenAs<T>(another: Writing, text: () => T): T {
  const before = writing;
  writing = another;
  try {
    return text();
  } finally {
    writing = before;
  }
}

/** Everything inside is for a file: the same bytes in every language of the interface. */
export const forFile = <T>(text: () => T): T => writtenAs({ language: "en", forFile: true }, text);

export const MINUS = "\u2212";
export const NO_BREAK_SPACE = "\u00a0";

/** Said here and not asked of Intl: browsers are shipped without Kazakh, and would answer for their own language unnoticed. */
const SEPARATORS: Readonly<Record<Language, string>> = { en: ".", ru: ",", kk: "," };

/** The digits of a number as JavaScript writes them ("-12.5"), in the writing in use ("−12,5"). */
export function numerals(text: string): string {
  if (writing.forFile) return text;
  return text.replace(".", SEPARATORS[writing.language]).replaceAll("-", MINUS);
}

/** What stands between a number and its unit. */
export const unitSpace = (): string => (writing.forFile ? " " : NO_BREAK_SPACE);

/** For a clipboard that leads to any program: signs and spaces of ASCII. The words and the decimal separator stay. */
export const plainText = (text: string): string => text.replaceAll(MINUS, "-").replaceAll(NO_BREAK_SPACE, " ");
