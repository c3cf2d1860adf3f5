import type { Frame } from "./frame";
import type { Instance } from "./instance";
import type { Problem } from "./problem";

/** What the program asks of the image room; implemented over the worker pool in image/worker. */
export interface ImageLibrary {
  /**
   * Reads files (DICOM, DICOMDIR, ZIP, anything else) and reports what they hold as it is found. Never rejects for a bad
   * file: that becomes a problem. Resolves when all are done or `signal` aborts.
   */
  open(files: readonly NamedFile[], on: OpenEvents, signal: AbortSignal): Promise<void>;
  /** Decoded pixels of one frame (0-based), from cache where there; without `signal` nobody waits for them yet. Rejects with an ImageError. */
  frame(instance: Instance, frameIndex: number, signal?: AbortSignal): Promise<Frame>;
  /** A small picture with the default window applied, at most `size` pixels along its longer side, true shape. */
  thumbnail(instance: Instance, size: number, signal?: AbortSignal): Promise<ImageBitmap>;
  dispose(): void;
}

export interface NamedFile {
  /** Path relative to what was dropped or chosen. */
  readonly path: string;
  readonly blob: Blob;
}

/** Told a few times a second, not once a file. */
export interface OpenEvents {
  instances(found: readonly Instance[]): void;
  problems(found: readonly Problem[]): void;
  progress(done: number, total: number): void;
}
