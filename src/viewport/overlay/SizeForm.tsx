import { useId, useState, type FormEvent, type ReactElement } from "react";
import { typedNumber } from "#text/format";
import { message } from "#text/messages";

interface SizeFormProps {
  readonly purpose: "line" | "ball";
  readonly onSize: (sizeMm: number) => void;
  readonly onCancel: () => void;
}

/** Asks how large the marked thing is. */
export function SizeForm({ purpose, onSize, onCancel }: SizeFormProps): ReactElement {
  const id = useId();
  const [text, setText] = useState("");
  const [invalid, setInvalid] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const size = typedNumber(text);
    if (size > 0) onSize(size);
    else setInvalid(true);
  };
  return (
    <form className="viewport-size" aria-label={message("viewport.size.label")} onSubmit={submit} noValidate>
      <label htmlFor={id}>{message(`viewport.size.${purpose}`)}</label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        autoFocus
        value={text}
        aria-invalid={invalid}
        aria-describedby={`${id}-error`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onCancel()}
      />
      <button type="submit">{message("viewport.size.apply")}</button>
      <button type="button" onClick={onCancel}>
        {message("viewport.size.cancel")}
      </button>
      <span id={`${id}-error`} role="alert">
        {invalid ? message("viewport.size.invalid") : ""}
      </span>
    </form>
  );
}
