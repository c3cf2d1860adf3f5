import { fixed } from "#text/format";
import { message } from "#text/messages";
import type { KeyboardEvent } from "react";
import { NumberInput } from "../shell/NumberInput";
import { useVolume, useVolumeState } from "../session/volumeContext";
import { NO_TURN, type Turn } from "./derived";

const AXES = ["yaw", "roll", "pitch"] as const;
const FURTHEST = 40;

const PANEL = "volume-turn";

/** Opens the panel, and closes it; Escape closes it too, here and in it. */
export function TurnButton() {
  const volume = useVolume();
  const isTurning = useVolumeState((state) => state.isTurning);
  return (
    <button
      type="button"
      className="quiet"
      aria-expanded={isTurning}
      aria-controls={PANEL}
      onClick={() => volume.openTurn(!isTurning)}
      onKeyDown={(event) => {
        if (isTurning) onEscape(event, () => volume.openTurn(false));
      }}
    >
      {message("volume.turn.name")}
    </button>
  );
}

function onEscape(event: KeyboardEvent, run: () => void): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  run();
}

/** Turns the sagittal plane about three axes, by slider, by number or by the arrow keys. */
export function TurnControl() {
  const volume = useVolume();
  const turn = useVolumeState((state) => state.turn);
  const close = (): void => {
    volume.settleTurn();
    volume.openTurn(false);
    document.querySelector<HTMLElement>(`[aria-controls="${PANEL}"]`)?.focus();
  };
  const to = (axis: keyof Turn, degrees: number): void => {
    if (Math.abs(degrees) <= FURTHEST) volume.setTurn({ ...turn, [axis]: degrees });
  };
  return (
    <div id={PANEL} className="volume-turn" role="group" aria-label={message("volume.turn.name")} onKeyDown={(event) => onEscape(event, close)}>
      {AXES.map((axis) => (
        <div key={axis} className="field" onPointerUp={volume.settleTurn} onKeyUp={volume.settleTurn} onBlur={volume.settleTurn}>
          <span>{message(`volume.turn.${axis}`)}</span>
          <div>
            <input
              type="range"
              aria-label={message(`volume.turn.${axis}`)}
              min={-FURTHEST}
              max={FURTHEST}
              step={0.5}
              value={turn[axis]}
              onChange={(event) => to(axis, event.target.valueAsNumber)}
            />
            <NumberInput
              label={message("volume.turn.degrees", { axis: message(`volume.turn.${axis}`) })}
              live
              min={-FURTHEST}
              max={FURTHEST}
              step={0.5}
              value={turn[axis]}
              onNumber={(degrees) => degrees !== undefined && to(axis, degrees)}
            />
            <span aria-hidden="true">{message("ui.answers.unit.deg")}</span>
          </div>
        </div>
      ))}
      <button
        type="button"
        onClick={() => {
          volume.setTurn(NO_TURN);
          volume.settleTurn();
        }}
      >
        {message("volume.turn.reset")}
      </button>
    </div>
  );
}

/** Which plane the angles are measured in, where it isn't the patient's own. */
export function PlaneName() {
  const { yaw, roll } = useVolumeState((state) => state.turn);
  const parts = [
    ...(yaw === 0 ? [] : [message("volume.turn.by.yaw", { degrees: fixed(yaw, 1) })]),
    ...(roll === 0 ? [] : [message("volume.turn.by.roll", { degrees: fixed(roll, 1) })]),
  ];
  const [first, second] = parts;
  if (first === undefined) return null;
  return <span role="status">{message("volume.turn.plane", { turn: second === undefined ? first : message("volume.turn.and", { first, second }) })}</span>;
}
