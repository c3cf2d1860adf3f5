import { asImageError, ImageError } from "../../problem";
import { findMidline } from "../../volume/midline";
import { readNifti } from "../../volume/nifti";
import { reformat } from "../../volume/reformat";
import { measureRoi } from "../../volume/roi";
import { createVolume, failSlice, fillSlice, rearranged, type Volume } from "../../volume/volume";
import type { VolumeFacts, VolumeReplyMessage, VolumeRequestKind, VolumeRequestMessage, VolumeRequests } from "./requests";

type Send = (message: VolumeReplyMessage, transfer: readonly Transferable[]) => void;

interface Answer<K extends VolumeRequestKind> {
  readonly result: VolumeRequests[K]["result"];
  readonly transfer?: readonly Transferable[];
}

type Handlers = {
  readonly [K in VolumeRequestKind]: (ask: VolumeRequests[K]["ask"], part: (part: VolumeRequests[K]["part"]) => void) => Answer<K> | Promise<Answer<K>>;
};

/** What a volume's worker does: holds one volume and answers for it. Knows no worker, so that it runs anywhere. */
export function createVolumeHost(send: Send): (message: VolumeRequestMessage) => Promise<void> {
  const handlers = handlersFor();
  return async ({ id, kind, ask }) => {
    try {
      const { result, transfer = [] } = await (handlers[kind] as Handlers["roi"])(ask as never, (part) => send({ id, state: "part", part }, []));
      send({ id, state: "done", result }, transfer);
    } catch (thrown) {
      const { code, params } = asImageError(thrown);
      send({ id, state: "failed", code, params }, []);
    }
  };
}

function handlersFor(): Handlers {
  let held: Volume | undefined;
  const volume = (): Volume => {
    if (held === undefined) throw new ImageError("internal", { detail: "no volume has been made" });
    return held;
  };
  return {
    create: (source) => {
      held = createVolume(source);
      return { result: factsOf(held) };
    },
    arrange: ({ source, from }) => {
      held = rearranged(volume(), source, from);
      return { result: factsOf(held) };
    },
    fill: ({ allocation, k, pixels }) => {
      if (pixels) fillSlice(volume(), allocation, k, pixels);
      else failSlice(volume(), k);
      return { result: null };
    },
    nifti: async ({ blob, unit, budgetBytes }, part) => {
      await readNifti(blob, {
        unit,
        budgetBytes,
        started: (made, findings) => {
          held = made;
          part({ state: "started", facts: factsOf(made), findings });
        },
        progress: (done, total) => part({ state: "read", done, total }),
      });
      return { result: null };
    },
    reformat: ({ plane, options }) => {
      const result = reformat(volume(), plane, options);
      return { result, transfer: result.frame.values.buffer instanceof ArrayBuffer ? [result.frame.values.buffer] : [] };
    },
    midline: () => ({ result: findMidline(volume()) }),
    roi: (roi) => ({ result: measureRoi(volume(), roi) }),
  };
}

const factsOf = ({ grid, unit, presentation, noData }: Volume): VolumeFacts => ({ grid, unit, presentation, noData });
