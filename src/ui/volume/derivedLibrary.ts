import type { Frame, GreyFrame } from "#image/frame";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import { ImageError } from "#image/problem";

/** Makes the picture of a derived instance. Rejects with an ImageError. */
export type MakeFrame = (signal?: AbortSignal) => Promise<GreyFrame>;

/** A library that also has pictures that no file holds: reformats of a volume. */
export interface DerivedLibrary extends ImageLibrary {
  /** From now on pictures of `instance` are made by `make`; forgotten with the instance. */
  derive(instance: Instance, make: MakeFrame): void;
  /** Gives up the pictures that are kept: their volume is closed. */
  forget(): void;
}

/** Pictures that are kept after they were shown: scrolling back and forth makes none twice. */
const keptBytes = 48 * 1024 ** 2;
/** Neighbours wait so long after the last picture that was asked for by a reader. */
const quietMs = 40;

export function derivedLibrary(files: ImageLibrary): DerivedLibrary {
  const makers = new WeakMap<Instance, MakeFrame>();
  const pictures = createPictures();
  return {
    ...files,
    derive: (instance, make) => void makers.set(instance, make),
    forget: pictures.forget,
    frame: (instance, frameIndex, signal) => {
      const make = makers.get(instance);
      return make ? pictures.get(instance, make, signal) : files.frame(instance, frameIndex, signal);
    },
    thumbnail: (instance, size, signal) => (makers.has(instance) ? Promise.reject(new ImageError("unsupported-pixels", { what: "thumbnail" })) : files.thumbnail(instance, size, signal)),
  };
}

interface Pictures {
  /** Without a signal nobody looks at it yet: it is made when nothing else is asked for, or not at all. */
  get(instance: Instance, make: MakeFrame, signal: AbortSignal | undefined): Promise<Frame>;
  forget(): void;
}

function createPictures(): Pictures {
  const kept = new Map<Instance, GreyFrame>();
  const running = new Map<Instance, Promise<GreyFrame>>();
  let bytes = 0;
  let asked = 0;

  const keep = (instance: Instance, frame: GreyFrame): GreyFrame => {
    if (!kept.has(instance)) bytes += frame.values.byteLength;
    kept.delete(instance);
    kept.set(instance, frame);
    for (const [oldest, { values }] of kept) {
      if (bytes <= keptBytes || oldest === instance) break;
      kept.delete(oldest);
      bytes -= values.byteLength;
    }
    return frame;
  };

  /** A reader who goes on scrolling needs other neighbours than these. */
  const quiet = async (): Promise<void> => {
    const at = asked;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    if (at !== asked) throw new ImageError("aborted");
  };

  return {
    forget: () => {
      kept.clear();
      running.clear();
      bytes = 0;
    },
    get: async (instance, make, signal) => {
      const known = kept.get(instance);
      if (signal) asked += 1;
      if (known) return keep(instance, known);
      if (!signal) await quiet();
      // Being made for somebody else, who may give it up. No waiting where it isn't: whoever asks next must find it under way.
      const others = running.get(instance);
      const shared = kept.get(instance) ?? (others && (await others.catch(() => undefined)));
      if (shared) return keep(instance, shared);
      const mine = make(signal);
      running.set(instance, mine);
      try {
        return keep(instance, await mine);
      } finally {
        if (running.get(instance) === mine) running.delete(instance);
      }
    },
  };
}
