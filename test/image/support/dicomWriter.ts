/** A few bytes of DICOM, written by hand, for what no file at hand shows. */
export interface Written {
  readonly tag: string;
  readonly vr: string;
  readonly value: string | readonly number[] | Uint8Array | readonly (readonly Written[])[];
  /** Sequences and pixel data: "undefined length". */
  readonly open?: boolean;
}

const longVrs = new Set(["OB", "OW", "OF", "OV", "SQ", "UN", "UT"]);

export function element(tag: string, vr: string, value: Written["value"], open = false): Written {
  return { tag, vr, value, open };
}

/** A file with preamble and meta information. */
export function dicomFile(transferSyntaxUid: string, elements: readonly Written[]): Uint8Array<ArrayBuffer> {
  const meta = dataSet([element("00020010", "UI", transferSyntaxUid)]);
  return join([new Uint8Array(128), text("DICM"), meta, dataSet(elements)]);
}

/** Explicit VR, little endian unless said otherwise; implicit on wish. */
export function dataSet(elements: readonly Written[], { implicit = false, bigEndian = false } = {}): Uint8Array<ArrayBuffer> {
  return join(elements.map((one) => written(one, implicit, bigEndian)));
}

/** The least of an image: 2 x 2 pixels of 16 bits, then what is given (in tag order after 0028,0103). */
export function image(more: readonly Written[], pixels: Uint8Array | readonly number[] = [1, 2, 3, 4], before: readonly Written[] = []): Written[] {
  return [
    ...before,
    element("00280002", "US", [1]),
    element("00280004", "CS", "MONOCHROME2"),
    element("00280010", "US", [2]),
    element("00280011", "US", [2]),
    element("00280100", "US", [16]),
    element("00280101", "US", [16]),
    element("00280102", "US", [15]),
    element("00280103", "US", [0]),
    ...more,
    element("7fe00010", "OW", pixels),
  ];
}

function written({ tag, vr, value, open }: Written, implicit: boolean, bigEndian: boolean): Uint8Array<ArrayBuffer> {
  const payload = bytesOf(vr, value, implicit, bigEndian);
  const isLong = implicit || longVrs.has(vr);
  const head = new Uint8Array(isLong && !implicit ? 12 : 8);
  const view = new DataView(head.buffer);
  view.setUint16(0, Number.parseInt(tag.slice(0, 4), 16), !bigEndian);
  view.setUint16(2, Number.parseInt(tag.slice(4), 16), !bigEndian);
  const length = open ? 0xffffffff : payload.length;
  if (!implicit) head.set(text(vr), 4);
  if (implicit) view.setUint32(4, length, !bigEndian);
  else if (isLong) view.setUint32(8, length, !bigEndian);
  else view.setUint16(6, length, !bigEndian);
  const end = open ? [item(0xe0dd, 0, bigEndian)] : [];
  return join([head, payload, ...end]);
}

function bytesOf(vr: string, value: Written["value"], implicit: boolean, bigEndian: boolean): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (typeof value === "string") return text(value.length % 2 === 0 ? value : `${value}${vr === "UI" ? "\0" : " "}`);
  if (vr === "SQ") {
    const items = value as readonly (readonly Written[])[];
    return join(items.flatMap((one) => {
      const content = dataSet(one, { implicit, bigEndian });
      return [item(0xe000, content.length, bigEndian), content];
    }));
  }
  const out = new Uint8Array(value.length * 2);
  const view = new DataView(out.buffer);
  (value as readonly number[]).forEach((number, index) => (number < 0 ? view.setInt16(2 * index, number, !bigEndian) : view.setUint16(2 * index, number, !bigEndian)));
  return out;
}

export function item(number: number, length: number, bigEndian = false): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfffe, !bigEndian);
  view.setUint16(2, number, !bigEndian);
  view.setUint32(4, length, !bigEndian);
  return bytes;
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function text(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0));
}
