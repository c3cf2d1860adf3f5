/**
 * One decoded frame, ready for display and sampling: stored values after the codec (before the modality LUT), with the
 * reductions of it that the worker has already averaged. Transferred, never copied.
 */
export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array;

export interface GreyFrame {
  readonly kind: "grey";
  readonly columns: number;
  readonly rows: number;
  readonly values: StoredValues;
  /** Smallest and largest stored value, padding left out. */
  readonly min: number;
  readonly max: number;
  /** Nothing of it is padding: whoever samples it need not ask of each pixel. */
  readonly isWhole?: boolean;
  /** `levels[0]` is half size, each further one half of the one before (area averaged, same type); may be empty. */
  readonly levels: readonly { readonly columns: number; readonly rows: number; readonly values: StoredValues }[];
}

export interface ColourFrame {
  readonly kind: "colour";
  readonly columns: number;
  readonly rows: number;
  /** 4 bytes a pixel, RGBA. */
  readonly values: Uint8ClampedArray;
  readonly levels: readonly { readonly columns: number; readonly rows: number; readonly values: Uint8ClampedArray }[];
}

export type Frame = GreyFrame | ColourFrame;
