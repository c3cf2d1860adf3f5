/** A worker of the pool: answers one request after the other. */
import { codecOf } from "../dicom/syntax";
import { asImageError } from "../problem";
import { loadAhead } from "../pixels/codecs/decode";
import { buffersOf, type DecodedImage } from "../pixels/decodeFrame";
import { beginDescribing, beginSlice, decodeImageFrame, decodeSlice, described } from "./openImages";
import type { ReplyMessage, RequestKind, RequestMessage, Requests } from "./requests";
import { thumbnailOf } from "./thumbnail";

interface Answer<K extends RequestKind> {
  readonly result: Requests[K]["result"];
  readonly transfer?: readonly Transferable[];
}
/** Called when it is asked, so that files are read while others are worked on; what it returns is called in its turn. */
type Handler<K extends RequestKind> = (ask: Requests[K]["ask"], part: (part: Requests[K]["part"]) => void) => () => Promise<Answer<K>>;

/** NIfTI is met seldom: its reader is loaded when one is. */
const decoded = async ({ blob, imageId, format, frameIndex }: Requests["frame"]["ask"]): Promise<DecodedImage> =>
  format === "nifti" ? (await import("../volume/niftiInstance")).decodeNiftiFrame(blob, frameIndex) : decodeImageFrame(blob, imageId, frameIndex);

const handlers: { readonly [K in RequestKind]: Handler<K> } = {
  describe: ({ blob, expected }) => {
    const source = beginDescribing(blob, expected);
    return async () => {
      const { content, slice } = await described(blob, expected, source);
      // What is described is looked at next: the decoder comes while the file's place in the list is found.
      const codec = content.kind === "instance" ? codecOf(content.instance.transferSyntaxUid) : undefined;
      if (codec !== undefined) loadAhead(codec);
      return { result: { content, ...(slice && { slice }) }, transfer: slice ? ownMemory([slice.values.buffer]) : [] };
    };
  },
  frame: (ask) => async () => {
    const { frame } = await decoded(ask);
    return { result: frame, transfer: ownMemory(buffersOf(frame)) };
  },
  slice: (ask) => {
    const source = beginSlice(ask.blob, ask.frameIndex);
    return async () => {
      const slice = await decodeSlice(ask, source);
      return { result: slice, transfer: ownMemory([slice.values.buffer]) };
    };
  },
  thumbnail: (ask) => async () => {
    const bitmap = await thumbnailOf(await decoded(ask), ask.size);
    return { result: bitmap, transfer: [bitmap] };
  },
  // Loaded when an archive is met: it is half of this worker.
  unzip: ({ blob, path }, part) => async () => ({ result: await (await import("./unzip")).unzip(blob, path, part) }),
};

/** What can be handed over: all but memory that is shared. */
const ownMemory = (buffers: readonly ArrayBufferLike[]): readonly ArrayBuffer[] => buffers.filter((buffer) => buffer instanceof ArrayBuffer);

async function answer<K extends RequestKind>(id: number, work: () => Promise<Answer<K>>): Promise<void> {
  try {
    const { result, transfer } = await work();
    scope.postMessage({ id, state: "done", result }, transfer ?? []);
  } catch (thrown) {
    const { code, params } = asImageError(thrown);
    scope.postMessage({ id, state: "failed", code, params }, []);
  }
}

const scope = globalThis as unknown as {
  postMessage(message: ReplyMessage, transfer: readonly Transferable[]): void;
  onmessage: ((event: MessageEvent<RequestMessage>) => void) | null;
};

/** One after the other: whoever waits too long can tell for what. */
let last = Promise.resolve();
scope.onmessage = ({ data: { id, kind, ask } }) => {
  const handler = handlers[kind] as Handler<RequestKind>;
  const work = handler(ask, (part) => scope.postMessage({ id, state: "part", part }, []));
  last = last.then(() => answer(id, work));
};
