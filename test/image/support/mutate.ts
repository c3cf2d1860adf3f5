/** Damage to files that is the same at every run: small generator, small mutations. */

/** mulberry32: the next number in [0, 1). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A damaged copy: cut off, bytes flipped, lengths overwritten with large or odd numbers, a stretch left out or doubled.
 * Most of the damage lies where headers and tables are: in the first kilobytes and behind `from`.
 */
export function mutated(original: Uint8Array<ArrayBuffer>, random: () => number, from = 0): Uint8Array<ArrayBuffer> {
  const below = (limit: number): number => Math.floor(random() * limit);
  const place = (): number => {
    const start = random() < 0.5 ? 128 : from;
    const span = Math.max(1, original.length - start);
    return Math.min(original.length - 1, start + (random() < 0.7 ? below(Math.min(2048, span)) : below(span)));
  };
  const bytes = original.slice();
  const kind = random();
  if (kind < 0.15) return bytes.slice(0, below(bytes.length));
  if (kind < 0.25) {
    const at = place();
    return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + below(16))));
  }
  if (kind < 0.35) {
    const at = place();
    return joined(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(64))));
  }
  for (let times = 1 + below(6); times > 0; times -= 1) {
    const at = place();
    if (kind < 0.6) bytes[at] = below(256);
    else if (kind < 0.8) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else {
      const lengths = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];
      const view = new DataView(bytes.buffer);
      if (at + 4 <= bytes.length) view.setUint32(at, lengths[below(lengths.length)] ?? 0, random() < 0.8);
    }
  }
  return bytes;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
