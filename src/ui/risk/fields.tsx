import { plainNumber, typedNumber } from "#text/format";
import { message } from "#text/messages";
import { useId, useState } from "react";

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | undefined;
  /** What the case file takes. */
  readonly least: number;
  readonly most: number;
  readonly hint?: string | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be left out. It is taken when the field is left or Enter pressed; what is none is said and not taken. */
export function NumberField({ label, unit, value, least, most, hint, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | undefined => (text.trim() === "" ? undefined : typedNumber(text));
  const isGood = (number: number | undefined): boolean => number === undefined || (number >= least && number <= most);
  const bad = typed !== null && !isGood(read(typed));
  const take = (): void => {
    if (typed === null || bad) return;
    const number = read(typed);
    setTyped(null);
    if (number !== value) onChange(number);
  };
  return (
    <div className="risk-field">
      <label htmlFor={id}>{label}</label>
      <span className="with-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? (value === undefined ? "" : plainNumber(value))}
          aria-invalid={bad}
          aria-describedby={bad || hint !== undefined ? `${id}hint` : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === "Enter") take();
            if (event.key === "Escape") setTyped(null);
          }}
        />
        <span className="muted">{unit}</span>
      </span>
      {(bad || hint !== undefined) && (
        <p id={`${id}hint`} className="field-hint" role={bad ? "alert" : undefined} data-bad={bad}>
          {bad ? message("risk.form.outside", { value: typed, least: plainNumber(least), most: plainNumber(most) }) : hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T | undefined;
  readonly onChange: (value: T | undefined) => void;
}

/** One of several, or not said. */
export function ChoiceField<T extends string>({ label, options, value, onChange }: ChoiceFieldProps<T>) {
  const id = useId();
  return (
    <div className="risk-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ""} onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value)}>
        <option value="">{message("risk.form.notSaid")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
