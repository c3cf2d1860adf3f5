/** What a turn of the wheel asks for; the rest of a slow trackpad scroll is carried to the next turn. */
export interface WheelInput {
  readonly deltaY: number;
  /** WheelEvent.deltaMode: 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  /** Ctrl, and what browsers send for a trackpad pinch. */
  readonly ctrl: boolean;
}

export type WheelMeaning =
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "scroll"; readonly steps: number };

export interface WheelResult {
  readonly carried: number;
  readonly meaning: WheelMeaning | null;
}

const PIXELS_PER_LINE = 33;
const PIXELS_PER_PAGE = 400;
/** One notch of a mouse wheel is about 100 pixels in every browser; anything from here on is one notch, one image. */
const NOTCH = 50;

export function turnWheel(input: WheelInput, stackLength: number, carried: number): WheelResult {
  const unit = input.deltaMode === 1 ? PIXELS_PER_LINE : input.deltaMode === 2 ? PIXELS_PER_PAGE : 1;
  const pixels = input.deltaY * unit;
  if (pixels === 0) return { carried, meaning: null };
  if (input.ctrl || stackLength <= 1) {
    // A trackpad pinch comes as many small deltas, a wheel as few large ones.
    const rate = input.ctrl && Math.abs(pixels) < NOTCH ? 0.01 : 0.002;
    return { carried: 0, meaning: { kind: "zoom", factor: Math.exp(-pixels * rate) } };
  }
  if (Math.abs(pixels) >= NOTCH) return { carried: 0, meaning: { kind: "scroll", steps: Math.sign(pixels) } };
  const total = carried + pixels;
  const steps = Math.trunc(total / NOTCH);
  return steps === 0 ? { carried: total, meaning: null } : { carried: total - steps * NOTCH, meaning: { kind: "scroll", steps } };
}
