import type { NamedFile } from "#image/library";
import type { Sample } from "#ui/session/ports";

interface SampleIndex {
  readonly files: readonly string[];
  readonly case: string;
  readonly openSopInstanceUid: string;
  readonly attribution: string;
}

/**
 * The sample's index, case and images, all at once; `progress` is told how many of the images have come, a part of one
 * as a fraction. Rejects with the address and the status of what was refused, with a TypeError where the connection failed.
 */
export async function fetchSample(base: URL, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<Sample> {
  const get = (path: string): Promise<Response> => answerOf(new URL(path, base), signal);
  const index = parseIndex(await (await get("index.json")).json());
  const come = index.files.map(() => 0);
  const tell = (at: number, part: number): void => {
    come[at] = part;
    progress(come.reduce((sum, each) => sum + each, 0), come.length);
  };
  const fetched = async (path: string, at: number): Promise<NamedFile> => {
    const blob = await bodyOf(await get(path), (part) => tell(at, part));
    tell(at, 1);
    return { path, blob };
  };
  const [caseText, ...files] = await Promise.all([get(index.case).then((response) => response.text()), ...index.files.map(fetched)]);
  return { files, caseName: index.case, caseText, openSopInstanceUid: index.openSopInstanceUid, attribution: index.attribution };
}

async function answerOf(url: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`.trim());
  return response;
}

/** The whole body. How long it will be is known only where the server says so; of a compressed one it says less. */
async function bodyOf(response: Response, came: (part: number) => void): Promise<Blob> {
  const length = Number(response.headers.get("content-length"));
  if (!response.body || !(length > 0)) return response.blob();
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      bytes += chunk.length;
      came(Math.min(1, bytes / length));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counted)).blob();
}

function parseIndex(value: unknown): SampleIndex {
  const index = value as Partial<SampleIndex> | null;
  const strings = [index?.case, index?.openSopInstanceUid, index?.attribution, ...(index?.files ?? [undefined])];
  if (!strings.every((each) => typeof each === "string")) throw new Error(`the sample's index is not one: ${JSON.stringify(value).slice(0, 80)}`);
  return value as SampleIndex;
}
