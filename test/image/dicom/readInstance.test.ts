import { describe, expect, it } from "vitest";
import { frameGeometry } from "#image/attributes";
import { describeFile } from "#image/dicom/openFile";
import type { InstanceHeader } from "#image/dicom/readInstance";
import { type Instance, presentationOf } from "#image/instance";
import { fileBlob, hasData } from "../support/data";
import { dataSet, dicomFile, element, image, type Written } from "../support/dicomWriter";

const explicitLittle = "1.2.840.10008.1.2.1";
const explicitBig = "1.2.840.10008.1.2.2";

async function read(blob: Blob): Promise<InstanceHeader> {
  const content = await describeFile(blob);
  if (content.kind !== "instance") throw new Error(JSON.stringify(content));
  return content.instance;
}

/** An image with `elements` put among its own in tag order. */
function imageWith(elements: readonly Written[], changes: Readonly<Record<string, Written["value"]>> = {}): Promise<InstanceHeader> {
  const all = [...elements, ...image([]).map((one) => (changes[one.tag] === undefined ? one : { ...one, value: changes[one.tag] ?? one.value }))];
  all.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return read(new Blob([dicomFile(explicitLittle, all)]));
}

const lut = (descriptor: readonly number[], data: Written["value"], vr = "US", dataVr = "US"): Written[] => [
  element("00283002", vr, descriptor),
  element("00283006", dataVr, data),
];

describe("windows (PS3.3 C.11.2.1.2)", () => {
  it("all of a multi-valued window, with their explanations", async () => {
    const { presentation } = await imageWith([
      element("00281050", "DS", "40\\-600"),
      element("00281051", "DS", "400\\1500"),
      element("00281055", "LO", "SOFT\\LUNG"),
      element("00281056", "CS", "LINEAR_EXACT"),
    ]);
    expect(presentation.windows).toEqual([
      { center: 40, width: 400, function: "LINEAR_EXACT", explanation: "SOFT" },
      { center: -600, width: 1500, function: "LINEAR_EXACT", explanation: "LUNG" },
    ]);
  });

  it.each([
    ["0", "LINEAR", []],
    ["0.5", "LINEAR", []],
    ["1", "LINEAR", [1]],
    ["0.5", "SIGMOID", [0.5]],
    ["-3", "LINEAR_EXACT", []],
  ])("width %s with %s", async (width, voiFunction, widths) => {
    const { presentation, warnings } = await imageWith([element("00281050", "DS", "1"), element("00281051", "DS", width), element("00281056", "CS", voiFunction)]);
    expect(presentation.windows.map((window) => window.width)).toEqual(widths);
    expect(warnings.some((line) => line.startsWith("Window Width unusable"))).toBe(widths.length === 0);
  });
});

describe("whose it is (C.2.2)", () => {
  it("the number, who gave it, and the birth date that tells two people of one number apart", async () => {
    const { patient } = await imageWith([element("00100020", "LO", "4711"), element("00100021", "LO", "North Hospital"), element("00100030", "DA", "19500131")]);
    expect(patient).toMatchObject({ patientId: "4711", issuerOfPatientId: "North Hospital", patientBirthDate: "1950-01-31" });
  });
});

describe("of which day an image is", () => {
  const dates = { study: element("00080020", "DA", "20240301"), acquired: element("00080022", "DA", "20240229"), made: element("00080023", "DA", "20240302") };

  it.each([
    [["study", "acquired", "made"], "2024-03-01"],
    [["acquired", "made"], "2024-02-29"],
    [["made"], "2024-03-02"],
    [[], undefined],
  ] as const)("with dates %j: %s", async (given, day) => {
    expect((await imageWith(given.map((name) => dates[name]))).date).toBe(day);
  });
});

describe("rescale and modality LUT (C.11.1)", () => {
  it("slope, intercept and type", async () => {
    const { presentation } = await imageWith([element("00281052", "DS", "-1024"), element("00281053", "DS", "2.5"), element("00281054", "LO", "HU")]);
    expect(presentation).toMatchObject({ rescaleIntercept: -1024, rescaleSlope: 2.5, rescaleType: "HU" });
  });

  it("a slope of 0 or no number is not taken, and said", async () => {
    const { presentation, warnings } = await imageWith([element("00281052", "DS", "1,5"), element("00281053", "DS", "0")]);
    expect(presentation).toMatchObject({ rescaleIntercept: 0, rescaleSlope: 1 });
    expect(warnings).toEqual(['Rescale Intercept unusable: "1,5"', 'Rescale Slope unusable: "0"', "SOP Instance UID missing"]);
  });

  it("the first value mapped is signed with signed pixels, even where the file writes it as US", async () => {
    const table = element("00283000", "SQ", [lut([3, 0xf800, 16], [10, 20, 30])]);
    expect((await imageWith([table], { "00280103": [1] })).presentation.modalityLut).toMatchObject({ firstValueMapped: -2048, data: Uint16Array.of(10, 20, 30) });
    expect((await imageWith([table])).presentation.modalityLut).toMatchObject({ firstValueMapped: 0xf800 });
  });
});

describe("VOI LUTs (C.11.2.1.1)", () => {
  it("take the sign of what comes out of the rescale", async () => {
    const table = element("00283010", "SQ", [lut([2, 0xfc18, 12], [0, 4095])]);
    expect((await imageWith([element("00281052", "DS", "-1000"), element("00281053", "DS", "1"), table])).presentation.voiLuts[0]?.firstValueMapped).toBe(-1000);
    expect((await imageWith([table])).presentation.voiLuts[0]?.firstValueMapped).toBe(0xfc18);
  });

  it("0 entries are 65,536", async () => {
    const data = Array.from({ length: 65536 }, (_, index) => index);
    const { presentation } = await imageWith([element("00283010", "SQ", [lut([0, 0, 16], data, "US", "OW")])]);
    expect(presentation.voiLuts[0]?.data).toHaveLength(65536);
    expect(presentation.voiLuts[0]?.data[65535]).toBe(65535);
  });

  it("8-bit entries are packed two in a word, low byte first, in either byte order", async () => {
    const little = await imageWith([element("00283010", "SQ", [lut([4, 0, 8], [0x0201, 0x0403], "US", "OW")])]);
    expect(little.presentation.voiLuts[0]).toMatchObject({ bitsPerEntry: 8, data: Uint16Array.of(1, 2, 3, 4) });
    const elements = image([]).map((one) => (one.tag === "7fe00010" ? [element("00283010", "SQ", [lut([4, 0, 8], [0x0201, 0x0403], "US", "OW")]), one] : [one]));
    const big = await read(new Blob([dataSet([element("00080060", "CS", "DX"), ...elements.flat()], { bigEndian: true })]));
    expect(big.transferSyntaxUid).toBe(explicitBig);
    expect(big.presentation.voiLuts[0]).toMatchObject({ bitsPerEntry: 8, data: Uint16Array.of(1, 2, 3, 4) });
  });

  it("8-bit entries in a word each are taken as they are", async () => {
    const { presentation } = await imageWith([element("00283010", "SQ", [lut([4, 0, 8], [1, 2, 3, 255])])]);
    expect(presentation.voiLuts[0]).toMatchObject({ bitsPerEntry: 8, data: Uint16Array.of(1, 2, 3, 255) });
  });
});

describe("padding, shape and palette", () => {
  it("padding has the sign of the pixels", async () => {
    const elements = [element("00280120", "US", [0xf830]), element("00280121", "US", [0xf831])];
    expect((await imageWith(elements, { "00280103": [1] })).presentation).toMatchObject({ pixelPaddingValue: -2000, pixelPaddingRangeLimit: -1999 });
    expect((await imageWith(elements)).presentation).toMatchObject({ pixelPaddingValue: 0xf830, pixelPaddingRangeLimit: 0xf831 });
  });

  it.each(["IDENTITY", "INVERSE"])("presentation LUT shape %s", async (shape) => {
    expect((await imageWith([element("20500020", "CS", shape)])).presentation.presentationLutShape).toBe(shape);
  });

  it("a segmented palette is written out: discrete, linear, and a copy of an earlier segment (C.7.9.2)", async () => {
    // Two given entries, then three on a line to 40, then the line again from 40 to 40... as an indirect segment.
    const words = [0, 2, 10, 10, 1, 3, 40, 2, 1, 0, 0];
    const colour = (number: number): Written[] => [element(`0028110${number}`, "US", [7, 5, 16])];
    const data = (number: number): Written => element(`0028122${number}`, "OW", words);
    const { presentation } = await imageWith([...[1, 2, 3].flatMap(colour), ...[1, 2, 3].map(data)], { "00280004": "PALETTE COLOR" });
    expect(presentation.palette?.green).toEqual({ firstValueMapped: 5, bitsPerEntry: 16, data: Uint16Array.of(10, 10, 20, 30, 40, 10, 10) });
  });
});

describe("values that are there and cannot be used are left out with a warning", () => {
  it.each([
    ["Pixel Spacing", "00280030", "0\\0"],
    ["Pixel Spacing", "00280030", "0.2"],
    ["Imager Pixel Spacing", "00181164", "-1\\1"],
    ["Image Orientation (Patient)", "00200037", "0\\0\\0\\0\\0\\0"],
    ["Image Orientation (Patient)", "00200037", "1\\0\\0\\1\\0\\0"],
    ["Number of Frames", "00280008", "1A"],
  ])("%s %s = %s", async (name, tag, value) => {
    const instance = await imageWith([element(tag, tag === "00280008" ? "IS" : "DS", value)]);
    expect(instance.spacing).toEqual({});
    expect(instance.frames).toEqual([{}]);
    expect(instance.numberOfFrames).toBe(1);
    expect(instance.warnings.some((line) => line.startsWith(`${name} unusable: "`))).toBe(true);
  });

  it.each([
    ["20240230", undefined],
    ["20240229", "2024-02-29"],
    ["1999.12.31", "1999-12-31"],
    ["20241301", undefined],
    ["2024", undefined],
  ])("study date %s", async (written, read) => {
    expect((await imageWith([element("00080020", "DA", written)])).study.studyDate).toBe(read);
  });
});

describe("functional groups (C.7.6.16)", () => {
  const measures = element("00289110", "SQ", [[element("00180050", "DS", "3"), element("00280030", "DS", "0.5\\0.25")]]);
  const orientation = element("00209116", "SQ", [[element("00200037", "DS", "0\\1\\0\\0\\0\\-1")]]);
  const position = (x: number): Written => element("00209113", "SQ", [[element("00200032", "DS", `${x}\\2\\3`)]]);
  const transformation = (slope: number): Written => element("00289145", "SQ", [[element("00281052", "DS", "-5"), element("00281053", "DS", String(slope))]]);

  const enhanced = (perFrame: readonly (readonly Written[])[]): Promise<InstanceHeader> =>
    imageWith(
      [element("00280008", "IS", String(perFrame.length)), element("52009229", "SQ", [[orientation, measures]]), element("52009230", "SQ", perFrame)],
      { "7fe00010": Array.from({ length: 4 * perFrame.length }, () => 1) },
    );

  it("what frames share and what each has of its own", async () => {
    const instance = await enhanced([[position(1)], [position(4)]]);
    const shared = { imageOrientationPatient: [0, 1, 0, 0, 0, -1], pixelSpacing: [0.5, 0.25], sliceThicknessMm: 3 };
    expect(instance.frames).toEqual([{ ...shared, imagePositionPatient: [1, 2, 3] }, { ...shared, imagePositionPatient: [4, 2, 3] }]);
    expect(instance.spacing).toEqual({ pixelSpacing: [0.5, 0.25] });
    expect(frameGeometry(instance, 1)?.imagePositionPatient).toEqual([4, 2, 3]);
  });

  it("the moment of each frame, and that of a single image", async () => {
    const content = (index: number): Written => element("00209111", "SQ", [[element("00209128", "UL", [index, 0])]]);
    const instance = await enhanced([[content(1), position(1)], [content(2), position(1)]]);
    expect(instance.frames.map(({ temporalPosition }) => temporalPosition)).toEqual([1, 2]);
    expect((await imageWith([element("00200100", "IS", "3")])).frames).toEqual([{ temporalPosition: 3 }]);
  });

  it("frames that agree share one entry", async () => {
    const instance = await enhanced([[position(1), transformation(2)], [position(1), transformation(2)]]);
    expect(instance.frames).toHaveLength(1);
    expect(instance.framePresentations).toBeUndefined();
    expect(instance.presentation).toMatchObject({ rescaleSlope: 2, rescaleIntercept: -5 });
  });

  it("frames with rescales of their own have presentations of their own", async () => {
    const instance = await enhanced([[position(1), transformation(2)], [position(4), transformation(3)]]);
    const asInstance: Instance = { ...instance, source: new Blob([]), fileName: "" };
    expect([0, 1].map((index) => presentationOf(asInstance, index).rescaleSlope)).toEqual([2, 3]);
  });

  it.skipIf(!hasData)("of an enhanced MR in ../shared/data, the same in both byte orders", async () => {
    const little = await read(fileBlob("dicom/pydicom-data/emri_small.dcm"));
    const big = await read(fileBlob("dicom/pydicom-data/emri_small_big_endian.dcm"));
    expect(little.numberOfFrames).toBe(10);
    expect(big.frames).toEqual(little.frames);
    expect(big.transferSyntaxUid).toBe(explicitBig);
  });

  it.skipIf(!hasData)("of a segmentation in ../shared/data: three slices, 1 mm apart", async () => {
    const { frames } = await read(fileBlob("dicom/pydicom-data/liver_rle.dcm"));
    expect(frames.map(({ imagePositionPatient }) => imagePositionPatient?.[2])).toEqual([-128.69, -127.69, -126.69]);
    expect(frames[0]?.pixelSpacing).toEqual([0.810547, 0.810547]);
  });
});

describe("how the patient was placed (C.7.3.1.1.2, CID 19, CID 20)", () => {
  const placing = async (elements: readonly Written[]) => {
    const { patientPosition, isUpright } = await imageWith(elements);
    return { patientPosition, isUpright };
  };
  const coded = (meaning: string) => [element("00080104", "LO", meaning)];
  const HFS = element("00185100", "CS", "HFS ");

  it("Patient Position as it is written, and nothing where it is absent or empty", async () => {
    expect(await placing([HFS])).toEqual({ patientPosition: "HFS", isUpright: undefined });
    expect(await placing([element("00185100", "CS", "ffdl")])).toEqual({ patientPosition: "FFDL", isUpright: undefined });
    expect(await placing([element("00185100", "CS", "")])).toEqual({ patientPosition: undefined, isUpright: undefined });
    expect(await placing([])).toEqual({ patientPosition: undefined, isUpright: undefined });
  });

  it.each([
    ["the series' description", element("0008103E", "LO", "T2 SAG UPRIGHT NEUTRAL")],
    ["the study's description", element("00081030", "LO", "MR L-spine, weight-bearing")],
    ["the protocol's name", element("00181030", "LO", "lumbar_sitting_flexion")],
    ["a code", element("00540410", "SQ", [coded("erect")])],
    ["a code's modifier", element("00540410", "SQ", [[...coded("recumbent"), element("00540412", "SQ", [coded("standing")])]])],
  ])("a patient who stood or sat is told by %s, whatever position is written", async (_, said) => {
    expect(await placing([HFS, said])).toEqual({ patientPosition: "HFS", isUpright: true });
  });

  it.each(["Standard thorax", "Outstanding protocol", "Thorax B70f", "erector spinae"])("but not by %s", async (words) => {
    expect(await placing([HFS, element("0008103E", "LO", words)])).toEqual({ patientPosition: "HFS", isUpright: undefined });
  });

  it("in the interface's other languages, too", async () => {
    const described = (words: string) => [element("00080005", "CS", "ISO_IR 192"), element("0008103E", "LO", new TextEncoder().encode(words))];
    expect(await placing(described("МРТ поясничного отдела, стоя"))).toMatchObject({ isUpright: true });
    expect(await placing(described("постоянный протокол"))).toMatchObject({ isUpright: undefined });
  });
});

describe("what Hounsfield units of bone depend on (C.8.2.1, C.7.6.4)", () => {
  const exposure = async (elements: readonly Written[]) => {
    const { kvp, contrastBolusAgent } = await imageWith(elements);
    return { kvp, contrastBolusAgent };
  };

  it("tube voltage and contrast, in the file's words", async () => {
    expect(await exposure([element("00180010", "LO", "OMNIPAQUE 350 "), element("00180060", "DS", "120")])).toEqual({ kvp: 120, contrastBolusAgent: "OMNIPAQUE 350" });
  });

  it.each([
    ["absent", []],
    ["empty, which says nothing of whether any was given", [element("00180010", "LO", ""), element("00180060", "DS", "")]],
    ["no voltage", [element("00180060", "DS", "0")]],
    ["in volts", [element("00180060", "DS", "120000")]],
  ])("not stated: %s", async (_, elements) => {
    expect(await exposure(elements)).toEqual({ kvp: undefined, contrastBolusAgent: undefined });
  });

  it("of an enhanced object: the shared exposure, else the first frame's; the agent by its code's meaning", async () => {
    const details = (kvp: string) => [element("00189325", "SQ", [[element("00180060", "DS", kvp)]])];
    const agent = element("00180012", "SQ", [[element("00080104", "LO", "Iodinated contrast agent")]]);
    expect(await exposure([agent, element("52009229", "SQ", [details("100")])])).toEqual({ kvp: 100, contrastBolusAgent: "Iodinated contrast agent" });
    expect(await exposure([element("52009229", "SQ", [[]]), element("52009230", "SQ", [details("140")])])).toEqual({ kvp: 140, contrastBolusAgent: undefined });
  });
});
