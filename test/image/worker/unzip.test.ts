import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import type { NamedFile } from "#image/library";
import { unzip, zipLimits } from "#image/worker/unzip";

async function zipOf(entries: Readonly<Record<string, Uint8Array | string>>, password?: string): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), password === undefined ? {} : { password });
  for (const [name, value] of Object.entries(entries)) await writer.add(name, typeof value === "string" ? new TextReader(value) : new Uint8ArrayReader(value));
  return writer.close();
}

async function unzipped(zip: Blob, limits = zipLimits): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  await unzip(zip, "case.zip", (part) => "blob" in part && files.push(part), limits);
  return files;
}

describe("an archive", () => {
  it("gives its files with their folders, without what operating systems add", async () => {
    const files = await unzipped(await zipOf({ "a.dcm": "one", "deep/er/b.dcm": "two", "__MACOSX/a.dcm": "x", "deep/.DS_Store": "x" }));
    expect(files.map(({ path }) => path)).toEqual(["case.zip/a.dcm", "case.zip/deep/er/b.dcm"]);
    expect(await Promise.all(files.map(({ blob }) => blob.text()))).toEqual(["one", "two"]);
  });

  it("says how many files will come before the first of them", async () => {
    const parts: string[] = [];
    await unzip(await zipOf({ "a.dcm": "one", "b.dcm": "two", "__MACOSX/a.dcm": "x" }), "z", (part) => parts.push("blob" in part ? part.path : `${part.files} files`));
    expect(parts).toEqual(["2 files", "z/a.dcm", "z/b.dcm"]);
  });

  it("that was cut off is damaged", async () => {
    const zip = await zipOf({ "a.dcm": "one" });
    await expect(unzipped(zip.slice(0, zip.size - 30))).rejects.toMatchObject({ code: "zip-damaged" });
  });

  it("that is encrypted says so", async () => {
    await expect(unzipped(await zipOf({ "a.dcm": "one" }, "secret"))).rejects.toMatchObject({ code: "zip-encrypted", params: { entry: "a.dcm" } });
  });
});

describe("a bomb", () => {
  const zeros = new Uint8Array(300_000);

  it("is known by its ratio before it is inflated", async () => {
    const limits = { ...zipLimits, ratioFrom: 100_000, ratio: 100 };
    await expect(unzipped(await zipOf({ "a.dcm": zeros }), limits)).rejects.toMatchObject({ code: "zip-ratio", params: { entry: "a.dcm", need: 300_000 } });
  });

  it("of many files ends at the limit of their bytes; what came before stays", async () => {
    const files: NamedFile[] = [];
    const zip = await zipOf({ "a.dcm": zeros, "b.dcm": zeros, "c.dcm": zeros });
    await expect(unzip(zip, "z", (part) => "blob" in part && files.push(part), { ...zipLimits, totalBytes: 700_000 })).rejects.toMatchObject({ code: "zip-too-large" });
    expect(files).toHaveLength(2);
  });

  it("of very many files ends at the limit of their number", async () => {
    await expect(unzipped(await zipOf({ a: "1", b: "2", c: "3" }), { ...zipLimits, entries: 2 })).rejects.toMatchObject({ code: "zip-too-many", params: { limit: 2 } });
  });
});
