/**
 * Numbers with a unit. A plain number cannot be passed where a unit is asked for; the constructors below are the only
 * way to make one, and they refuse what is not a finite number, so NaN never travels under a unit's name.
 */
declare const unit: unique symbol;

/** An angle in degrees, signed, never folded. */
export type Degrees = number & { readonly [unit]: "degrees" };

/** A length in millimetres, signed. */
export type Millimetres = number & { readonly [unit]: "millimetres" };

function finite(value: number, what: string): number {
  if (!Number.isFinite(value)) throw new RangeError(`${what} must be a finite number, got ${value}`);
  return value;
}

/** @throws RangeError when `value` is not finite. */
export const degrees = (value: number): Degrees => finite(value, "degrees") as Degrees;

/** @throws RangeError when `value` is not finite. */
export const millimetres = (value: number): Millimetres => finite(value, "millimetres") as Millimetres;

export const DEGREES_PER_RADIAN = 180 / Math.PI;
