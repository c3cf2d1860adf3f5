/** How the data set after the file meta information is written (PS3.5 Annex A). */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
  readonly deflated: boolean;
}

export const implicitLittle: Encoding = { explicit: false, bigEndian: false, deflated: false };
export const explicitLittle: Encoding = { explicit: true, bigEndian: false, deflated: false };
export const explicitBig: Encoding = { explicit: true, bigEndian: true, deflated: false };

const syntaxOfEncoding = {
  implicitLittle: "1.2.840.10008.1.2",
  explicitLittle: "1.2.840.10008.1.2.1",
  explicitBig: "1.2.840.10008.1.2.2",
  deflated: "1.2.840.10008.1.2.1.99",
} as const;

/** Who turns one frame's bytes into stored values. */
export type Codec = "native" | "rle" | "deflate" | "jpeg" | "jpeg-extended" | "jpeg-lossless" | "jpeg-ls" | "jpeg-2000" | "htj2k";

interface SyntaxRow {
  readonly codec: Codec;
  /** As PS3.6 Annex A names it, shortened. */
  readonly name: string;
}

const syntaxes: Readonly<Record<string, SyntaxRow>> = {
  [syntaxOfEncoding.implicitLittle]: { codec: "native", name: "Implicit VR Little Endian" },
  [syntaxOfEncoding.explicitLittle]: { codec: "native", name: "Explicit VR Little Endian" },
  [syntaxOfEncoding.explicitBig]: { codec: "native", name: "Explicit VR Big Endian" },
  [syntaxOfEncoding.deflated]: { codec: "native", name: "Deflated Explicit VR Little Endian" },
  "1.2.840.10008.1.2.8.1": { codec: "deflate", name: "Deflated Image Frame" },
  "1.2.840.10008.1.2.5": { codec: "rle", name: "RLE Lossless" },
  "1.2.840.10008.1.2.4.50": { codec: "jpeg", name: "JPEG Baseline" },
  "1.2.840.10008.1.2.4.51": { codec: "jpeg-extended", name: "JPEG Extended" },
  "1.2.840.10008.1.2.4.57": { codec: "jpeg-lossless", name: "JPEG Lossless" },
  "1.2.840.10008.1.2.4.70": { codec: "jpeg-lossless", name: "JPEG Lossless SV1" },
  "1.2.840.10008.1.2.4.80": { codec: "jpeg-ls", name: "JPEG-LS Lossless" },
  "1.2.840.10008.1.2.4.81": { codec: "jpeg-ls", name: "JPEG-LS Near-lossless" },
  "1.2.840.10008.1.2.4.90": { codec: "jpeg-2000", name: "JPEG 2000 Lossless" },
  "1.2.840.10008.1.2.4.91": { codec: "jpeg-2000", name: "JPEG 2000" },
  "1.2.840.10008.1.2.4.201": { codec: "htj2k", name: "High-Throughput JPEG 2000 Lossless" },
  "1.2.840.10008.1.2.4.202": { codec: "htj2k", name: "High-Throughput JPEG 2000 RPCL Lossless" },
  "1.2.840.10008.1.2.4.203": { codec: "htj2k", name: "High-Throughput JPEG 2000" },
};

/** Encoding of the data set under a transfer syntax; every encapsulated syntax is Explicit VR Little Endian (PS3.5 A.4). */
export function encodingOf(transferSyntaxUid: string): Encoding {
  if (transferSyntaxUid === syntaxOfEncoding.implicitLittle) return implicitLittle;
  if (transferSyntaxUid === syntaxOfEncoding.explicitBig) return explicitBig;
  return { ...explicitLittle, deflated: transferSyntaxUid === syntaxOfEncoding.deflated };
}

export function transferSyntaxOf(encoding: Encoding): string {
  if (encoding.deflated) return syntaxOfEncoding.deflated;
  if (!encoding.explicit) return syntaxOfEncoding.implicitLittle;
  return encoding.bigEndian ? syntaxOfEncoding.explicitBig : syntaxOfEncoding.explicitLittle;
}

export function codecOf(transferSyntaxUid: string): Codec | undefined {
  return syntaxes[transferSyntaxUid]?.codec;
}

export function syntaxName(transferSyntaxUid: string): string {
  return syntaxes[transferSyntaxUid]?.name ?? transferSyntaxUid;
}
