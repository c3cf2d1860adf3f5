/** Axial slices of a drawn trunk with the noise of a CT, so that codecs, windows and the search for the midline have what they have in a clinic. */
export const COLUMNS = 512;
export const ROWS = 512;
export const PIXEL_MM = 0.75;
export const SLICE_MM = 0.6;
/** Slices from one vertebra to the next: the anatomy, and with it the work of a codec, comes again. */
export const PERIOD = 45;

const AIR = -1000;

interface Shape {
  /** Centre and half-axes in millimetres from the middle of the picture; `hu` inside, with a shell of its own where it has one. */
  readonly x: number;
  readonly y: number;
  readonly halfX: number;
  readonly halfY: number;
  readonly hu: number;
  readonly shell?: { readonly hu: number; readonly mm: number };
}

/** `height` in [0, 1): along one vertebra and its disc. */
function shapesAt(height: number): readonly Shape[] {
  const isDisc = height > 0.78;
  const isEndplate = height > 0.72 || height < 0.06;
  const body: Shape = isDisc
    ? { x: 0, y: 45, halfX: 19, halfY: 15, hu: 90 }
    : { x: 0, y: 45, halfX: 18, halfY: 14, hu: isEndplate ? 520 : 170, shell: { hu: 620, mm: 1.5 } };
  const rib = 20 * Math.sin(2 * Math.PI * height);
  return [
    { x: 0, y: 0, halfX: 165, halfY: 110, hu: -95 },
    { x: 0, y: 2, halfX: 152, halfY: 97, hu: 45 },
    { x: -72, y: -8, halfX: 58, halfY: 74, hu: -860 },
    { x: 72, y: -8, halfX: 58, halfY: 74, hu: -850 },
    { x: 12, y: -25, halfX: 42, halfY: 40, hu: 40 },
    { x: 14, y: 22, halfX: 11, halfY: 11, hu: 160 },
    body,
    { x: 0, y: 68, halfX: 10, halfY: 8, hu: 25 },
    ...(height < 0.5 ? [{ x: 0, y: 88, halfX: 4, halfY: 13, hu: 260, shell: { hu: 750, mm: 1.2 } }] : []),
    ...[-1, 1].flatMap((side): Shape[] => [
      { x: side * 26, y: 72, halfX: 13, halfY: 5, hu: 240, shell: { hu: 700, mm: 1.2 } },
      { x: side * (110 + rib / 4), y: 55 - rib, halfX: 9, halfY: 6, hu: 220, shell: { hu: 800, mm: 1.4 } },
      { x: side * 128, y: -20 + rib, halfX: 6, halfY: 9, hu: 220, shell: { hu: 800, mm: 1.4 } },
    ]),
  ];
}

/** Stored values (HU + 1024, 12 bits) of slice `k`. */
export function phantomSlice(k: number): Uint16Array<ArrayBuffer> {
  const hu = new Float32Array(COLUMNS * ROWS).fill(AIR);
  for (const shape of shapesAt((k % PERIOD) / PERIOD)) paint(hu, shape);
  return noisy(hu, k + 1);
}

function paint(hu: Float32Array, { x, y, halfX, halfY, hu: inside, shell }: Shape): void {
  const toRow = (mm: number): number => Math.max(0, Math.min(ROWS - 1, Math.round(mm / PIXEL_MM + ROWS / 2)));
  for (let row = toRow(y - halfY); row <= toRow(y + halfY); row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const dx = (column - COLUMNS / 2) * PIXEL_MM - x;
      const dy = (row - ROWS / 2) * PIXEL_MM - y;
      const from = Math.hypot(dx / halfX, dy / halfY);
      if (from > 1) continue;
      hu[row * COLUMNS + column] = shell && (1 - from) * Math.min(halfX, halfY) < shell.mm ? shell.hu : inside;
    }
  }
}

/** Quantum noise after reconstruction: neighbouring pixels go together (sd about 20 HU). */
function noisy(hu: Float32Array, seed: number): Uint16Array<ArrayBuffer> {
  let state = Math.imul(seed, 2654435761);
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24 - 0.5;
  };
  const white = Float32Array.from({ length: hu.length }, () => 75 * (random() + random() + random()));
  return Uint16Array.from(hu, (value, at) => {
    const grain = 0.4 * ((white[at] ?? 0) + 0.6 * ((white[at - 1] ?? 0) + (white[at - COLUMNS] ?? 0)));
    return Math.max(0, Math.min(4095, Math.round(value + grain + 1024)));
  });
}
