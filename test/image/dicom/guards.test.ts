import { deflateRaw } from "pako";
import { describe, expect, it } from "vitest";
import { readHeader } from "#image/dicom/header";
import { inflateUpTo } from "#image/dicom/inflate";
import { describeFile } from "#image/dicom/openFile";
import { blobSource, type ByteSource } from "#image/dicom/source";
import { asImageError, ImageError } from "#image/problem";
import { allFrames } from "../support/decode";
import { dataSet, dicomFile, element, image, item, join } from "../support/dicomWriter";

const explicitLittle = "1.2.840.10008.1.2.1";
const deflated = "1.2.840.10008.1.2.1.99";
const rle = "1.2.840.10008.1.2.5";

const opened = (bytes: Uint8Array<ArrayBuffer>) => describeFile(new Blob([bytes]));
const trouble = async (bytes: Uint8Array<ArrayBuffer>) => {
  const content = await opened(bytes);
  return content.kind === "problem" ? content.trouble : content.kind;
};

/** Nested sequences of undefined length, implicit where no VR is given. */
function nested(depth: number, vr = ""): Uint8Array<ArrayBuffer> {
  const written = vr === "" ? [] : [vr.charCodeAt(0), vr.charCodeAt(1), 0, 0];
  const open = join([Uint8Array.of(0x08, 0, 0x40, 0x11), Uint8Array.of(...written, 255, 255, 255, 255), item(0xe000, 0xffffffff)]);
  const close = join([item(0xe00d, 0), item(0xe0dd, 0)]);
  return join([...Array.from({ length: depth }, () => open), ...Array.from({ length: depth }, () => close)]);
}

/** Shared Functional Groups as a writer that doesn't know them gives them: one item, VR UN. */
function unknown(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(new Uint32Array([content.length + 8]).buffer);
  return join([Uint8Array.of(0x00, 0x52, 0x29, 0x92, 0x55, 0x4e, 0, 0), length, item(0xe000, content.length), content]);
}

describe("what is not DICOM", () => {
  it.each([
    ["text", new TextEncoder().encode("Dear colleague, thank you for referring this patient with back pain.")],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52)],
    ["a JPEG", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1)],
    ["zeros", new Uint8Array(4096)],
    ["a single byte", Uint8Array.of(8)],
  ])("%s", async (_, bytes) => {
    expect(await trouble(new Uint8Array(bytes))).toEqual({ code: "not-dicom", params: {} });
  });

  it("an empty file is said to be empty", async () => {
    expect(await trouble(new Uint8Array(0))).toEqual({ code: "empty", params: {} });
  });
});

describe("files without preamble or meta information", () => {
  const elements = image([], [1, 2, 3, 4], [element("00080060", "CS", "DX")]);
  it.each([
    ["explicit little endian", dataSet(elements), explicitLittle],
    ["implicit little endian", dataSet(elements, { implicit: true }), "1.2.840.10008.1.2"],
    ["explicit big endian", dataSet(elements, { bigEndian: true }), "1.2.840.10008.1.2.2"],
    ["meta information without preamble", dicomFile(explicitLittle, elements).slice(132), explicitLittle],
    ["explicit, said to be implicit", dicomFile("1.2.840.10008.1.2", elements), "1.2.840.10008.1.2"],
  ])("%s", async (_, bytes, transferSyntaxUid) => {
    const content = await opened(bytes);
    expect(content).toMatchObject({ kind: "instance", instance: { transferSyntaxUid, rows: 2, columns: 2, series: { modality: "DX" } } });
    const [frame] = await allFrames(new Blob([bytes]));
    expect([...(frame?.samples ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it("an image without SOP Instance UID gets one that is the same at each opening, and another for other pixels", async () => {
    const uid = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
      const content = await opened(bytes);
      return content.kind === "instance" ? content.instance.sopInstanceUid : "";
    };
    const first = await uid(dicomFile(explicitLittle, image([])));
    expect(first).toMatch(/^2\.25\.\d{1,39}$/);
    expect(await uid(dicomFile(explicitLittle, image([])))).toBe(first);
    expect(await uid(dicomFile(explicitLittle, image([], [1, 2, 3, 5])))).not.toBe(first);
  });
});

describe("hostile files", () => {
  it.each([
    ["explicit", nested(64, "SQ"), nested(65, "SQ")],
    ["implicit", nested(64), nested(65)],
    ["unknown, of stated length", unknown(nested(63)), unknown(nested(64))],
  ])("sequences are read 64 deep and refused deeper, whatever the stack of this machine holds: %s", async (encoding, read, refused) => {
    const file = (sequence: Uint8Array<ArrayBuffer>) =>
      join([dicomFile(encoding === "implicit" ? "1.2.840.10008.1.2" : explicitLittle, []), sequence, dataSet(image([]), { implicit: encoding === "implicit" })]);
    expect(await trouble(file(read))).toBe("instance");
    expect(await trouble(file(refused))).toEqual({ code: "too-deep", params: {} });
  });

  it("sequences nested 100,000 deep are refused", async () => {
    expect(await trouble(join([dicomFile(explicitLittle, []), nested(100_000, "SQ")]))).toEqual({ code: "too-deep", params: {} });
  });

  it("an icon's compressed pixels inside a sequence are bytes, not items to go down into", async () => {
    const pixels = join([item(0xe000, 0), ...Array.from({ length: 80 }, () => join([item(0xe000, 8), item(0xe000, 0xffffffff)]))]);
    const icon = join([Uint8Array.of(0xe0, 0x7f, 0x10, 0), Uint8Array.of(0x4f, 0x42, 0, 0, 255, 255, 255, 255), pixels, item(0xe0dd, 0)]);
    const sequence = join([Uint8Array.of(0x88, 0, 0, 2), Uint8Array.of(0x53, 0x51, 0, 0, 255, 255, 255, 255), item(0xe000, 0xffffffff), icon, item(0xe00d, 0), item(0xe0dd, 0)]);
    expect(await trouble(join([dicomFile(explicitLittle, []), sequence, dataSet(image([]))]))).toBe("instance");
  });

  it("one frame in 200,000 fragments is one frame", async () => {
    const fragment = join([item(0xe000, 2), Uint8Array.of(7, 7)]);
    const fragments = new Uint8Array(200_000 * fragment.length);
    for (let at = 0; at < fragments.length; at += fragment.length) fragments.set(fragment, at);
    const elements = image([]).map((one) => (one.tag === "7fe00010" ? element("7fe00010", "OB", join([item(0xe000, 0), fragments]), true) : one));
    const file = new Blob([dicomFile(rle, elements)]);
    expect(await describeFile(file)).toMatchObject({ kind: "instance" });
    await expect(allFrames(file)).rejects.toMatchObject({ code: "codec", params: { detail: expect.stringContaining("segments") } });
  });

  it("an offset table that points behind the pixel data leaves the frames without fragments, and says so", async () => {
    const table = new Uint8Array(new Uint32Array([0, 0xfffffff0]).buffer);
    const pixels = join([item(0xe000, 8), table, item(0xe000, 100), new Uint8Array(100), item(0xe000, 100), new Uint8Array(100), item(0xe000, 100), new Uint8Array(100)]);
    const elements = image([]).flatMap((one) => {
      if (one.tag === "00280010") return [element("00280008", "IS", "2"), one];
      return [one.tag === "7fe00010" ? element("7fe00010", "OB", pixels, true) : one];
    });
    expect(await opened(dicomFile(rle, elements))).toMatchObject({ kind: "instance", instance: { numberOfFrames: 1 }, trouble: { code: "truncated-frames", params: { frames: 1, of: 2 } } });
  });

  it.each([
    ["-3", 1],
    ["1e3", "truncated"],
    ["1e9", "too-large"],
    ["Infinity", 1],
  ])("Number of Frames %s", async (stated, outcome) => {
    const content = await opened(dicomFile(explicitLittle, image([]).flatMap((one) => (one.tag === "00280010" ? [element("00280008", "IS", stated), one] : [one]))));
    const frames = content.kind === "instance" ? content.instance.numberOfFrames : 0;
    expect(content.kind === "problem" || ("trouble" in content && content.trouble) ? "trouble" : frames).toBe(typeof outcome === "number" ? outcome : "trouble");
    if (content.kind === "problem") expect(content.trouble.code).toBe(outcome);
  });

  it("floating-point pixels whose Bits Allocated are not those of their kind are refused, not read past their end", async () => {
    const floats = image([]).map((one) => (one.tag === "7fe00010" ? element("7fe00008", "OF", new Uint8Array(16)) : one));
    expect(await trouble(dicomFile(explicitLittle, floats))).toEqual({ code: "unsupported-pixels", params: { what: "Bits Allocated 16" } });
  });

  it("numbers that would overflow are no rescale and no window", async () => {
    const extreme = image([element("00281050", "DS", "1e300"), element("00281051", "DS", "1e308"), element("00281052", "DS", "-1e308"), element("00281053", "DS", "1e308")]);
    const content = await opened(dicomFile(explicitLittle, extreme));
    expect(content).toMatchObject({ kind: "instance", instance: { presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [] } } });
  });

  it("a value as long as the file doesn't become a message as long as the file", async () => {
    const long = "x".repeat(60_000);
    const content = await opened(dicomFile(explicitLittle, image([element("00281053", "DS", long)])));
    expect(content.kind === "instance" ? content.instance.warnings.map(({ length }) => length < 400) : []).toEqual([true, true]);
    expect(new ImageError("unsupported-syntax", { uid: long }).message.length).toBeLessThan(400);
  });

  it("inflating stops where it is asked to: 200 MB of zeros in 200 KB give no more than was wanted", () => {
    const bomb = deflateRaw(new Uint8Array(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(250_000);
    const { bytes, complete } = inflateUpTo(bomb, 1000);
    expect(bytes).toHaveLength(1000);
    expect(complete).toBe(false);
  });

  it("a deflated file is inflated as far as its pixels need, rubbish behind them is not", async () => {
    const body = join([dataSet(image([])), new Uint8Array(50 * 1024 * 1024)]);
    const bytes = join([dicomFile(deflated, []), deflateRaw(body)]);
    const [frame] = await allFrames(new Blob([bytes]));
    expect([...(frame?.samples ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it("a header that promises more pixels than there are bytes is refused before anything is allocated", async () => {
    const huge = image([]).map((one) => (one.tag === "00280010" || one.tag === "00280011" ? { ...one, value: [16000] } : one));
    expect(await trouble(dicomFile(explicitLittle, huge))).toMatchObject({ code: "truncated", params: { have: 8, need: 512_000_000 } });
    const beyond = image([]).map((one) => (one.tag === "00280010" || one.tag === "00280011" ? { ...one, value: [65535] } : one));
    expect(await trouble(dicomFile(explicitLittle, beyond))).toMatchObject({ code: "too-large" });
  });

  it("a length that runs past the end of the file says so in bytes", async () => {
    const cut = dicomFile(explicitLittle, [element("00080060", "CS", "DX"), element("00081030", "LO", "a description that is cut off")]).slice(0, -10);
    expect(await trouble(cut)).toEqual({ code: "header-truncated", params: { have: cut.length, need: cut.length + 10 } });
  });
});

describe("what is good of a truncated file", () => {
  const frames = (count: number, pixels: readonly number[]) => image([], pixels).flatMap((one) => (one.tag === "00280010" ? [element("00280008", "IS", String(count)), one] : [one]));

  it("of uncompressed frames: those that are whole", async () => {
    const bytes = dicomFile(explicitLittle, frames(3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).slice(0, -2);
    const content = await opened(bytes);
    expect(content).toMatchObject({
      kind: "instance",
      instance: { numberOfFrames: 2, warnings: ["SOP Instance UID missing", "ends early: 2 of 3 frames"] },
      trouble: { code: "truncated-frames", params: { have: 22, need: 24, frames: 2, of: 3 } },
    });
  });

  it("of compressed frames: those whose fragments are whole", async () => {
    const fragment = new Uint8Array(100);
    const pixels = join([item(0xe000, 0), item(0xe000, 100), fragment, item(0xe000, 100), fragment]);
    const elements = frames(2, []).map((one) => (one.tag === "7fe00010" ? element("7fe00010", "OB", pixels, true) : one));
    const whole = dicomFile(rle, elements);
    expect(await opened(whole)).toMatchObject({ kind: "instance", instance: { numberOfFrames: 2 } });
    expect(await opened(whole.slice(0, -30))).toMatchObject({ kind: "instance", instance: { numberOfFrames: 1 }, trouble: { code: "truncated-frames", params: { frames: 1, of: 2 } } });
  });
});

describe("headers", () => {
  it("longer than the first piece are read in further pieces, pixel data is not", async () => {
    const filler = Array.from({ length: 12 }, (_, index) => element(`0009${(0x1000 + index).toString(16)}`, "OB", new Uint8Array(60_000)));
    const file = dicomFile(explicitLittle, image([], new Uint8Array(8), filler));
    const reads: number[] = [];
    const inner = blobSource(new Blob([file, new Uint8Array(40_000_000)]));
    const source: ByteSource = { size: inner.size, read: (start, end) => (reads.push(end - start), inner.read(start, end)) };
    const header = await readHeader(source);
    expect(header.parsed.pixels).toMatchObject({ kind: "integer", at: file.length - 8, length: 8 });
    expect(reads.length).toBeGreaterThan(1);
    expect(Math.max(...reads)).toBeLessThan(5_000_000);
  });

  it("with an Extended Offset Table (VR OV, which the parser doesn't know) find their pixel data", async () => {
    const table = new Uint8Array(new BigUint64Array([0n, 108n]).buffer);
    const lengths = new Uint8Array(new BigUint64Array([99n, 100n]).buffer);
    const pixels = join([item(0xe000, 0), item(0xe000, 100), new Uint8Array(100), item(0xe000, 100), new Uint8Array(100)]);
    const elements = image([]).flatMap((one) =>
      one.tag === "7fe00010" ? [element("7fe00001", "OV", table), element("7fe00002", "OV", lengths), element("7fe00010", "OB", pixels, true)] : [one],
    );
    const { parsed } = await readHeader(blobSource(new Blob([dicomFile(rle, elements)])));
    expect(parsed.pixels).toMatchObject({ length: undefined, extendedOffsets: { length: 16 }, extendedLengths: { length: 16 } });
  });
});

describe("whatever is thrown becomes one error", () => {
  it.each([
    ["a string", "dicomParser.readPart10Header: no prefix", "internal", "dicomParser.readPart10Header: no prefix"],
    ["an object with an exception", { exception: new Error("overrun"), dataSet: {} }, "internal", "overrun"],
    ["an Error", new Error("overrun"), "internal", "overrun"],
    ["a number", 5242880, "internal", "5242880"],
  ])("%s", (_, thrown, code, detail) => {
    expect(asImageError(thrown)).toMatchObject({ code, params: { detail } });
  });

  it("an ImageError stays itself, a stack overflow is nesting, an AbortError is a cancel", () => {
    const error = new ImageError("empty");
    expect(asImageError(error)).toBe(error);
    expect(asImageError(new RangeError("Maximum call stack size exceeded")).code).toBe("too-deep");
    expect(asImageError(new DOMException("stopped", "AbortError")).code).toBe("aborted");
  });
});
