/** The only file that says dicom-character-set: bytes of a text value to a string (PS3.5 6.1.2, PS3.3 C.12.1.1.2). */
import { convertBytes } from "dicom-character-set";

/** Kind of value, because the delimiters that reset a code extension depend on it (PS3.5 6.1.2.5.3). */
export type TextVr = "PN" | "LO" | "SH" | "LT" | "ST" | "UT" | "UC";

/**
 * Text of `bytes` under a Specific Character Set ("ISO 2022 IR 6\\ISO 2022 IR 87", "" for the default repertoire). An
 * unknown character set or escape sequence falls back to UTF-8 where that fits and to Latin-1 where it doesn't: a name
 * that is spelled wrong is better than an image that doesn't open.
 */
export function decodeText(bytes: Uint8Array, specificCharacterSet: string, vr: TextVr): string {
  try {
    return trimmedText(convertBytes(normalised(specificCharacterSet), bytes, { vr }));
  } catch {
    return trimmedText(fallbackText(bytes));
  }
}

/** Common misspellings: "ISO_IR_100", "ISO-IR 100", "ISO 2022-IR 100", "ISO IR 100", "UTF-8", "ISO 2022 IR 192". */
function normalised(specificCharacterSet: string): string {
  return specificCharacterSet
    .split("\\")
    .map((term) => {
      const bare = term.trim().toUpperCase();
      const number = /^ISO[ _-](2022[ _-])?IR[ _-]?(\d+)$/.exec(bare);
      if (bare === "UTF-8" || bare === "UTF8" || number?.[2] === "192") return "ISO_IR 192";
      return number ? `${number[1] === undefined ? "ISO_IR" : "ISO 2022 IR"} ${number[2] ?? ""}` : bare;
    })
    .join("\\");
}

function fallbackText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** Trailing padding (spaces, and the NULs some writers use) is no part of a value. */
function trimmedText(text: string): string {
  return text.replace(/[\0 ]+$/, "").replace(/^ +/, "");
}
