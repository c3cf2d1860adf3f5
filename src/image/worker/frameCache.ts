import type { Frame } from "../frame";
import { buffersOf } from "../pixels/decodeFrame";

/** Decoded frames, the least recently used given up when they take more than `maxBytes`; the newest is always kept. */
export class FrameCache {
  readonly #frames = new Map<string, { readonly frame: Frame; readonly bytes: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Frame | undefined {
    const held = this.#frames.get(key);
    if (!held) return undefined;
    this.#frames.delete(key);
    this.#frames.set(key, held);
    return held.frame;
  }

  set(key: string, frame: Frame): void {
    this.delete(key);
    const bytes = buffersOf(frame).reduce((sum, buffer) => sum + buffer.byteLength, 0);
    this.#frames.set(key, { frame, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#frames.keys()) {
      if (this.#bytes <= this.#maxBytes || oldest === key) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#bytes -= this.#frames.get(key)?.bytes ?? 0;
    this.#frames.delete(key);
  }

  clear(): void {
    this.#frames.clear();
    this.#bytes = 0;
  }
}
