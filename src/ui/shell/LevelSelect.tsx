import type { Level } from "#spine/level";
import { message } from "#text/messages";

interface LevelSelectProps {
  readonly id: string;
  readonly levels: readonly Level[];
  readonly value: Level | undefined;
  readonly onChange: (level: Level | undefined) => void;
  readonly disabled?: boolean;
}

/** A vertebra, or none said yet. */
export function LevelSelect({ id, levels, value, onChange, disabled = false }: LevelSelectProps) {
  return (
    <select id={id} value={value ?? ""} disabled={disabled} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}>
      <option value="">{message("ui.spine.notSaid")}</option>
      {levels.map((level) => (
        <option key={level}>{level}</option>
      ))}
    </select>
  );
}
