import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "#text/writing";

const FOLDER = path.join(import.meta.dirname, "../../src/text");

interface Tree {
  readonly [key: string]: string | Tree;
}

const leaves = (tree: Tree, before = ""): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[`${before}${key}`, value] as const] : leaves(value, `${before}${key}.`)));

/** Every text of a language as it stands in its files, by file and key. */
async function textsOf(language: Language): Promise<ReadonlyMap<string, string>> {
  const files = readdirSync(path.join(FOLDER, language)).filter((file) => file.endsWith(".ts") && file !== "catalogue.ts");
  const found = await Promise.all(
    files.map(async (file) => {
      const trees = Object.entries((await import(path.join(FOLDER, language, file))) as Tree);
      return trees.flatMap(([name, tree]) => (typeof tree === "string" ? [] : leaves(tree, `${name}.`)));
    }),
  );
  return new Map(found.flat());
}

const en = await textsOf("en");
const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
const singular = (key: string): string => key.replace(/_(one|few|many)$/, "");

/** The command line speaks English only: its answers are read by scripts. */
const isOfCommandLine = (key: string): boolean => /^caseText\.(cli\.|usage$)/.test(key);

/** Texts whose number chooses their form. */
const counted = [...en].filter(([key, text]) => text.includes("{{count}}") && en.has(`${singular(key)}_one`)).map(([key]) => singular(key));

/**
 * What stays in Latin letters in every language: vertebrae and landmarks by number, parameters and criteria by their
 * international abbreviations, authors and classifications, formats and what is printed on a keyboard.
 */
const LATIN = new RegExp(
  [
    "[CTLS]\\d+(PA|SPi|S)?", "A\\d", "[A-Zxyz]", "AP|PA", "ASA|ASLS|AO|Spine|DGOU|OF|SRS|ISSG|GAP|MDC|MRI|STIR|WHO",
    "UIV|LIV|PJA|PJK|PJF|d?TK|d?LL|PI|PT|SS|c?SVA|HU|Hounsfield|VAS|HRQOL",
    "Yagi|Boachie|Hart|Schwab|Roussouly|Lafage|Glattes|Genant|Chance|Cobb|Sagitta|sagitta|case|Ames",
    "DICOM|NIfTI|ZIP|CSV|JSON|PNG|SVG|PDF|HTML|UTF|VOI|LUT|GSPS|SR|RGB|Rescale|Type|UID",
    "Ctrl|Shift|Alt|Enter|Tab|Esc|Space|Backspace|Delete|Page|Up|Down|Home|End",
  ].map((each) => `(?:${each})`).join("|").replace(/^/, "^(?:").replace(/$/, ")$"),
);

describe.each(LANGUAGES.filter((language) => language !== "en"))("the catalogue %s", async (language) => {
  const texts = await textsOf(language);

  it("has every text of the English one, and no other", () => {
    expect([...en.keys()].filter((key) => !texts.has(key) && !isOfCommandLine(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !en.has(key) && !counted.includes(singular(key)) && !(en.get(singular(key)) ?? "").includes("{{count}}"))).toEqual([]);
  });

  it("has every file in what is fetched", async () => {
    const { catalogue } = (await import(path.join(FOLDER, language, "catalogue.ts"))) as { readonly catalogue: Tree };
    const fetched = new Set(leaves(catalogue).map(([, text]) => text));
    expect([...texts].filter(([, text]) => !fetched.has(text)).map(([key]) => key)).toEqual([]);
  });

  it("fills in what the English one fills in", () => {
    const wrong = [...texts].filter(([key, text]) => {
      // English says "1 file" without its placeholder; "21" takes the same form in other languages.
      const same = en.get(/_(one|few|many)$/.test(key) ? singular(key) : key) ?? en.get(key) ?? "";
      return placeholders(text).join() !== placeholders(same).join();
    });
    expect(wrong.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it("has the plural forms of its language", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const lacking = counted.flatMap((key) => forms.map((form) => (form === "other" ? key : `${key}_${form}`))).filter((key) => !texts.has(key));
    expect(counted.length).toBeGreaterThan(3);
    expect(lacking).toEqual([]);
  });

  it("has no empty text that isn't empty in English, and formats no number itself", () => {
    expect([...texts].filter(([key, text]) => text.trim() === "" && en.get(key) !== "").map(([key]) => key)).toEqual([]);
    expect([...texts].filter(([, text]) => /\{\{[^}]*,/.test(text)).map(([key]) => key)).toEqual([]);
  });

  it("has no English left in it, and writes numbers with a comma and a minus sign", () => {
    // A citation is found by its authors and its journal.
    const prose = [...texts].filter(([key]) => !key.startsWith("spineText.citation."));
    const english = prose.flatMap(([key, text]) => {
      const words = text.replaceAll(/\{\{\w+\}\}/g, " ").match(/[A-Za-z]+\d*[A-Za-z]*/g) ?? [];
      return words.filter((word) => !LATIN.test(word)).map((word) => `${key}: ${word}`);
    });
    expect(english).toEqual([]);
    expect([...texts].filter(([, text]) => /\d\.\d|(?<![\p{L}\d-])-\d/u.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it("keeps numbers and their units on one line", () => {
    expect([...texts].filter(([, text]) => /(?:\}\}|\d) (?:мм|%|HU|МиБ|кВ)(?![\p{L}])/u.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it("shares no letters that only look alike: a Latin c in a Cyrillic word is found by no search", () => {
    expect([...texts].filter(([, text]) => /[\p{Script=Cyrillic}][A-Za-z]|[A-Za-z][\p{Script=Cyrillic}]/u.test(text.replaceAll(/\{\{\w+\}\}/g, " "))).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });
});

describe("the letters of Kazakh", () => {
  it("are in its catalogue, which is no copy of the Russian one", async () => {
    const [ru, kk] = [await textsOf("ru"), await textsOf("kk")];
    const long = [...kk].filter(([, text]) => text.replaceAll(/\{\{\w+\}\}/g, "").length > 40);
    expect(long.length).toBeGreaterThan(150);
    expect(long.filter(([key, text]) => ru.get(key) === text).map(([key]) => key)).toEqual([]);
    // A sentence may do without them ("калибрленбеген"), most do not.
    expect(long.filter(([, text]) => !/[әғқңөұүһі]/iu.test(text)).length).toBeLessThan(long.length / 20);
  });
});

it.each(LANGUAGES)("in %s buttons that are seen together and stop different work have different names", async (language) => {
  const texts = await textsOf(language);
  const names = ["uiText.import.cancel", "volumeText.cancel", "viewportText.prompt.cancel"].map((key) => texts.get(key) ?? "");
  expect(names).not.toContain("");
  expect(new Set(names).size).toBe(names.length);
});
