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
  const terms = normalised(specificCharacterSet);
  // Bytes past ASCII in the default repertoire are an unstated character set.
  if (terms === "" || terms === "ISO_IR 6") return trimmedText(fallbackText(bytes), vr);
  try {
    return trimmedText(convertBytes(terms, bytes, { vr }), vr);
  } catch {
    return trimmedText(fallbackText(bytes), vr);
  }
}

/**
 * Common misspellings put right: "ISO_IR_100", "ISO-IR 100", "ISO 2022-IR 100", "UTF-8", "ISO 2022 IR 192". ASCII may be
 * escaped to under every code extension, stated or not (PS3.5 6.1.2.5.4).
 */
function normalised(specificCharacterSet: string): string {
  const terms = specificCharacterSet.split("\\").map((term) => {
    const bare = term.trim().toUpperCase();
    const number = /^ISO[ _-](2022[ _-])?IR[ _-]?(\d+)$/.exec(bare);
    if (bare === "UTF-8" || bare === "UTF8" || number?.[2] === "192") return "ISO_IR 192";
    return number ? `${number[1] === undefined ? "ISO_IR" : "ISO 2022 IR"} ${number[2] ?? ""}` : bare;
  });
  const isExtended = terms.some((term) => term.startsWith("ISO 2022"));
  return [...terms, ...(isExtended && !terms.includes("ISO 2022 IR 6") ? ["ISO 2022 IR 6"] : [])].join("\\");
}

function fallbackText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** Padding (spaces, and the NULs some writers use) is no part of a value, nor are empty groups and components at a name's end. */
function trimmedText(text: string, vr: TextVr): string {
  const bare = text.replace(/[\0 ]+$/, "").replace(/^ +/, "");
  return vr === "PN" ? bare.replace(/[=^]+$/, "") : bare;
}
