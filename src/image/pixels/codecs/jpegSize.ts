import { ImageError } from "../../problem";
import { type JpegHeader, readJpegHeader } from "./jpegHeader";
import type { CodedFrame } from "./types";

/** The stream's header, held against the file's before anything is allocated. Throws ImageError "size-mismatch". */
export function checkJpegSize({ bytes, format, syntax }: CodedFrame): JpegHeader {
  const header = readJpegHeader(bytes, syntax);
  const { rows, columns, components } = header;
  if (rows === format.rows && columns === format.columns && components.length === format.samplesPerPixel) return header;
  throw new ImageError("size-mismatch", {
    syntax,
    have: `${columns} x ${rows} x ${components.length}`,
    need: `${format.columns} x ${format.rows} x ${format.samplesPerPixel}`,
  });
}
