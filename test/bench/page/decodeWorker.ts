/** Decodes one file's first frame and nothing else: what loading is compared with. */
import { readHeader } from "#image/dicom/header";
import { formatOf } from "#image/dicom/readInstance";
import { blobSource } from "#image/dicom/source";
import { decodeStored } from "#image/pixels/decodeStored";

const scope = globalThis as unknown as { postMessage(ms: number): void; onmessage: ((event: MessageEvent<Blob>) => void) | null };

async function decode(blob: Blob): Promise<number> {
  const start = performance.now();
  const header = await readHeader(blobSource(blob));
  if (header.parsed.pixels === undefined) throw new Error("the file has no pixels");
  await decodeStored({ header, format: formatOf(header), pixels: header.parsed.pixels }, 0);
  return performance.now() - start;
}

scope.onmessage = ({ data }) => {
  void decode(data).then((ms) => scope.postMessage(ms));
};
