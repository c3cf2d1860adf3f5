import { describe, expect, it } from "vitest";
import { decodeText } from "#image/dicom/charset";
import { readHeader } from "#image/dicom/header";
import { itemsOf } from "#image/dicom/parse";
import { blobSource } from "#image/dicom/source";
import { readerOf, text } from "#image/dicom/values";
import { fileBlob, hasData } from "../support/data";

const patientName = "x00100010";

/** Names that pydicom's own tests give for these files. */
const names: readonly (readonly [string, string])[] = [
  ["chrArab", "قباني^لنزار"],
  ["chrFren", "Buc^Jérôme"],
  ["chrFrenMulti", "Buc^Jérôme"],
  ["chrGerm", "Äneas^Rüdiger"],
  ["chrGreek", "Διονυσιος"],
  ["chrH31", "Yamada^Tarou=山田^太郎=やまだ^たろう"],
  ["chrH32", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"],
  ["chrHbrw", "שרון^דבורה"],
  ["chrI2", "Hong^Gildong=洪^吉洞=홍^길동"],
  ["chrJapMulti", "やまだ^たろう"],
  ["chrJapMultiExplicitIR6", "やまだ^たろう"],
  ["chrKoreanMulti", "김희중"],
  ["chrRuss", "Люкceмбypг"],
  ["chrX1", "Wang^XiaoDong=王^小東"],
  ["chrX2", "Wang^XiaoDong=王^小东"],
];

const headerOf = (name: string) => readHeader(blobSource(fileBlob(`dicom/charset/${name}.dcm`)));

describe.skipIf(!hasData)("names in ../shared/data/dicom/charset", () => {
  it.each(names)("%s is %s", async (file, name) => {
    const { parsed } = await headerOf(file);
    expect(text(readerOf(parsed.dataSet, () => undefined), patientName, "PN")).toBe(name);
  });

  it.each([
    ["chrSQEncoding", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"],
    ["chrSQEncoding1", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"],
  ])("%s: an item's own character set, or that around it, is in force", async (file, name) => {
    const { parsed } = await headerOf(file);
    const outer = readerOf(parsed.dataSet, () => undefined);
    const [item] = itemsOf(parsed.dataSet, "x00321064");
    expect(item && text(readerOf(item, () => undefined, outer.charset), patientName, "PN")).toBe(name);
  });
});

describe("text under a Specific Character Set", () => {
  const latin1 = (value: string): Uint8Array => Uint8Array.from(value, (letter) => letter.charCodeAt(0));

  it.each([
    ["ISO_IR 192", "Müller"],
    ["ISO 2022 IR 192", "Müller"],
    ["UTF-8", "Müller"],
  ])("%s is UTF-8", (charset, name) => {
    expect(decodeText(new TextEncoder().encode(name), charset, "PN")).toBe(name);
  });

  it.each(["ISO_IR 100", "ISO_IR_100", "ISO-IR 100", "iso_ir 100 "])("%s is Latin 1, however it is spelled", (charset) => {
    expect(decodeText(latin1("M\xfcller"), charset, "PN")).toBe("Müller");
  });

  it("an unknown character set still gives the name: as UTF-8 where it is that, else as Latin 1", () => {
    expect(decodeText(new TextEncoder().encode("Müller"), "ISO_IR 999", "PN")).toBe("Müller");
    expect(decodeText(latin1("M\xfcller"), "ISO_IR 999", "PN")).toBe("Müller");
  });

  it("accents without any character set are not lost", () => {
    expect(decodeText(latin1("M\xfcller"), "", "PN")).toBe("Müller");
  });

  it("padding of spaces and NULs is no part of the value", () => {
    expect(decodeText(latin1("Doe^Jane \0"), "", "PN")).toBe("Doe^Jane");
  });
});
