import type { Affine } from "#geometry/affine";
import type { ColourFrame, Frame, GreyFrame } from "../frame";
import { type AxisPlan, planAxis } from "./axis";
import { rangeOfType, type StoredRange } from "./lut";
import { resample, type Strides } from "./resample";
import { resampleColour } from "./resampleColour";
import { resamplePadded } from "./resamplePadded";

/**
 * Canvas pixels to image pixels, without shear and turned by quarters only:
 * either b = c = 0 or a = d = 0. Both have their origin at the outer corner of the first pixel.
 */
export type QuarterTurn = Affine;

/** The part of the canvas that the picture covers, device pixels. */
export interface CanvasRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The stored values on screen, row by row over `rect`, each minus the lowest that the frame's type can hold: a grey table
 * over `rangeOfType` is indexed by them as they are. They depend on the geometry alone, so that they outlive any number of
 * window steps.
 */
export interface GreySample {
  readonly rect: CanvasRect;
  readonly indices: Uint16Array;
}

/** Into a buffer whose rows are `rowLength` long. */
const stridesInto = (turned: boolean, rowLength: number): Strides => (turned ? { column: rowLength, row: 1 } : { column: 1, row: rowLength });

interface Mapping {
  readonly rect: CanvasRect;
  readonly level: number;
  readonly columns: AxisPlan;
  readonly rows: AxisPlan;
  /** The picture's columns run down the canvas. */
  readonly turned: boolean;
}

/** Samples what of `frame` a canvas of `width` x `height` shows. `reuse` lends its memory when it is large enough. */
export function sampleGrey(frame: GreyFrame, toImage: QuarterTurn, width: number, height: number, padding: StoredRange | null, reuse?: Uint16Array): GreySample {
  const { rect, level, columns, rows, turned } = mapping(frame, toImage, width, height);
  const strides = stridesInto(turned, rect.width);
  const length = rect.width * rect.height;
  const indices = reuse !== undefined && reuse.length >= length ? reuse : new Uint16Array(length);
  const source = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  const lowest = rangeOfType(frame.values).min;
  if (length === 0) return { rect, indices };
  if (padding === null) resample(source, columns, rows, indices, strides, lowest, Math.max(Math.abs(frame.min), Math.abs(frame.max)));
  else resamplePadded(source, columns, rows, indices, strides, lowest, padding);
  return { rect, indices };
}

/** Writes the sample's greys, opaque, into a canvas' RGBA words (`stride` to a row). `table` is over `rangeOfType`. */
export function paintGrey(sample: GreySample, table: Uint8Array, target: Uint32Array, stride: number): void {
  const { rect, indices } = sample;
  const words = new Uint32Array(table.length);
  for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | ((table[i] ?? 0) * 0x010101);
  for (let y = 0, from = 0; y < rect.height; y++) {
    const end = from + rect.width;
    for (let to = (rect.y + y) * stride + rect.x; from < end; from++, to++) target[to] = words[indices[from] ?? 0] ?? 0;
  }
}

/** Maps what of a colour frame a canvas shows straight into its RGBA words; returns the part that was written. */
export function paintColour(frame: ColourFrame, toImage: QuarterTurn, width: number, height: number, invert: boolean, target: Uint32Array): CanvasRect {
  const { rect, level, columns, rows, turned } = mapping(frame, toImage, width, height);
  if (rect.width * rect.height === 0) return rect;
  const source = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  resampleColour(source, columns, rows, target.subarray(rect.y * width + rect.x), stridesInto(turned, width), invert);
  return rect;
}

function mapping(frame: Frame, m: QuarterTurn, width: number, height: number): Mapping {
  const turned = m.a === 0 && m.d === 0;
  if (!turned && (m.b !== 0 || m.c !== 0)) throw new RangeError(`matrix ${m.a} ${m.b} ${m.c} ${m.d} is not a quarter turn`);
  const columnScale = turned ? m.c : m.a;
  const rowScale = turned ? m.b : m.d;
  // The finest level on which no side is reduced by less than 1: what is left to average is below 2 on that side.
  const reduction = Math.min(Math.abs(columnScale), Math.abs(rowScale));
  const level = Math.max(0, Math.min(frame.levels.length, Math.floor(Math.log2(reduction))));
  const side = 2 ** level;
  const size = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  const columns = planAxis(columnScale / side, m.e / side, turned ? height : width, size.columns, frame.columns / side);
  const rows = planAxis(rowScale / side, m.f / side, turned ? width : height, size.rows, frame.rows / side);
  const rect = turned
    ? { x: rows.start, y: columns.start, width: rows.count, height: columns.count }
    : { x: columns.start, y: rows.start, width: columns.count, height: rows.count };
  return { rect, level, columns, rows, turned };
}
