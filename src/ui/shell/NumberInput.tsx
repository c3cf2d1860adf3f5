import { plainNumber, typedNumber } from "#text/format";
import { useState, type KeyboardEvent } from "react";

interface NumberInputProps {
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly max?: number;
  /** What the up and down keys add. */
  readonly step: number;
  /** May be left empty, which is told as undefined. */
  readonly optional?: boolean;
  /** Told while it is typed; else when the field is left. */
  readonly live?: boolean;
  readonly onNumber: (value: number | undefined) => void;
  /** A number beyond the limits was left in the field, which now shows what holds. */
  readonly onRefused?: (value: number) => void;
}

/**
 * A number that is typed with a decimal comma or point, as the reader's keyboard has it: the browser's own number field
 * knows one of them only and drops the other. What cannot be used is marked, and gives way to the value that holds when
 * the field is left.
 */
export function NumberInput({ id, label, describedBy, value, min = -Infinity, max = Infinity, step, optional = false, live = false, onNumber, onRefused }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const read = (text: string): { readonly number: number | undefined } | null => {
    if (text.trim() === "") return optional ? { number: undefined } : null;
    const number = typedNumber(text);
    return number >= min && number <= max ? { number } : null;
  };
  const tell = (text: string): void => {
    const typed = read(text);
    if (typed && typed.number !== value) onNumber(typed.number);
  };
  const change = (text: string): void => {
    setDraft(text);
    if (live) tell(text);
  };
  const leave = (): void => {
    if (draft !== null && !live) tell(draft);
    if (draft !== null && draft.trim() !== "" && read(draft) === null && Number.isFinite(typedNumber(draft))) onRefused?.(typedNumber(draft));
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") return leave();
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const from = (draft === null ? value : read(draft)?.number) ?? Math.max(min, Math.min(max, 0));
    // Sums of tenths are rounded to the tenths that they stand for.
    change(plainNumber(Number(Math.max(min, Math.min(max, from + steps * step)).toFixed(6))));
  };
  return (
    <input
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      role="spinbutton"
      className="number"
      inputMode="decimal"
      autoComplete="off"
      aria-valuenow={value}
      aria-valuemin={Number.isFinite(min) ? min : undefined}
      aria-valuemax={Number.isFinite(max) ? max : undefined}
      aria-invalid={draft !== null && read(draft) === null}
      value={draft ?? (value === undefined ? "" : plainNumber(value))}
      onChange={(event) => change(event.target.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}
