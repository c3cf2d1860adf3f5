/** A worker of the pool: answers one request after the other. */
import { codecOf } from "../dicom/syntax";
import { asImageError } from "../problem";
import { loadAhead } from "../pixels/codecs/decode";
import { buffersOf, type DecodedImage } from "../pixels/decodeFrame";
import { decodeImageFrame, decodeSlice, described } from "./openImages";
import type { ReplyMessage, RequestKind, RequestMessage, Requests } from "./requests";
import { thumbnailOf } from "./thumbnail";

type Send = (message: ReplyMessage, transfer?: readonly Transferable[]) => void;
type Handler<K extends RequestKind> = (
  ask: Requests[K]["ask"],
  part: (part: Requests[K]["part"]) => void,
) => Promise<{ readonly result: Requests[K]["result"]; readonly transfer?: readonly Transferable[] }>;

/** NIfTI is met seldom: its reader is loaded when one is. */
const decoded = async ({ blob, imageId, format, frameIndex }: Requests["frame"]["ask"]): Promise<DecodedImage> =>
  format === "nifti" ? (await import("../volume/niftiInstance")).decodeNiftiFrame(blob, frameIndex) : decodeImageFrame(blob, imageId, frameIndex);

const handlers: { readonly [K in RequestKind]: Handler<K> } = {
  describe: async ({ blob, expected }) => {
    const { content, slice } = await described(blob, expected);
    // What is described is looked at next: the decoder comes while the file's place in the list is found.
    const codec = content.kind === "instance" ? codecOf(content.instance.transferSyntaxUid) : undefined;
    if (codec !== undefined) loadAhead(codec);
    return { result: { content, ...(slice && { slice }) }, transfer: slice?.values.buffer instanceof ArrayBuffer ? [slice.values.buffer] : [] };
  },
  frame: async (ask) => {
    const { frame } = await decoded(ask);
    return { result: frame, transfer: buffersOf(frame).filter((buffer) => buffer instanceof ArrayBuffer) };
  },
  slice: async ({ blob, imageId, frameIndex }) => {
    const slice = await decodeSlice(blob, imageId, frameIndex);
    return { result: slice, transfer: slice.values.buffer instanceof ArrayBuffer ? [slice.values.buffer] : [] };
  },
  thumbnail: async (ask) => {
    const bitmap = await thumbnailOf(await decoded(ask), ask.size);
    return { result: bitmap, transfer: [bitmap] };
  },
  // Loaded when an archive is met: it is half of this worker.
  unzip: async ({ blob, path }, part) => ({ result: await (await import("./unzip")).unzip(blob, path, part) }),
};

async function answer<K extends RequestKind>(id: number, kind: K, ask: Requests[K]["ask"], send: Send): Promise<void> {
  try {
    const { result, transfer } = await handlers[kind](ask, (part) => send({ id, state: "part", part }));
    send({ id, state: "done", result }, transfer);
  } catch (thrown) {
    const { code, params } = asImageError(thrown);
    send({ id, state: "failed", code, params });
  }
}

const scope = globalThis as unknown as {
  postMessage(message: ReplyMessage, transfer: readonly Transferable[]): void;
  onmessage: ((event: MessageEvent<RequestMessage>) => void) | null;
};

/** One after the other: whoever waits too long can tell for what. */
let last = Promise.resolve();
scope.onmessage = ({ data: { id, kind, ask } }) => {
  last = last.then(() => answer(id, kind, ask, (message, transfer = []) => scope.postMessage(message, transfer)));
};
