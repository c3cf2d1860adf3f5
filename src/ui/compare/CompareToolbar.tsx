import { fixed } from "#text/format";
import { message, type MessageKey } from "#text/messages";
import { useId } from "react";
import { BLINK_SECONDS, type CompareState, type Mode } from "./compareState";
import type { CompareCommand } from "./compareKeys";
import { COUNTS, type Count } from "./hanging";

interface CompareToolbarProps {
  readonly state: CompareState;
  /** How many exams there are to hang. */
  readonly available: number;
  readonly calm: boolean;
  readonly run: (command: CompareCommand) => void;
  readonly onCount: (count: Count) => void;
  readonly onOpacity: (opacity: number) => void;
  readonly onSeconds: (seconds: number) => void;
  readonly onShow: (show: CompareState["show"]) => void;
  readonly onPlay: () => void;
  readonly onResetWindows: () => void;
}

const MODES: readonly { readonly mode: Mode; readonly command: CompareCommand; readonly key: string }[] = [
  { mode: "side", command: "side", key: "S" },
  { mode: "blink", command: "blink", key: "B" },
  { mode: "overlay", command: "overlay", key: "O" },
];

/** How the exams are looked at; every button has a key. */
export function CompareToolbar(props: CompareToolbarProps) {
  const { state, available, run, onCount } = props;
  const counts = COUNTS.filter((count) => count <= available);
  return (
    <div className="compare-tools" role="toolbar" aria-label={message("compare.mode.name")}>
      <div className="compare-group">
        {MODES.map(({ mode, command, key }) => (
          <Toggle key={mode} on={state.mode === mode} name={`compare.mode.${mode}`} tip={key} onClick={() => run(command)} />
        ))}
      </div>
      {state.mode === "side" && counts.length > 1 && (
        <div className="compare-group" role="group" aria-label={message("compare.count.name")}>
          {counts.map((count) => (
            <button key={count} type="button" aria-pressed={state.hung.length === count} onClick={() => onCount(count)}>
              {message("compare.count.panes", { count })}
            </button>
          ))}
        </div>
      )}
      <div className="compare-group">
        <Toggle on={state.aligned} name="compare.align" tip="A" onClick={() => run("align")} />
        <Toggle on={state.place === "whole"} name="compare.whole" tip="F" onClick={() => run("whole")} />
        <Toggle on={state.place === "junction"} name="compare.junction" tip="J" onClick={() => run("junction")} />
        <button type="button" aria-label={message("compare.zoomIn")} title={tipOf("compare.zoomIn", "+")} onClick={() => run("zoom-in")}>
          +
        </button>
        <button type="button" aria-label={message("compare.zoomOut")} title={tipOf("compare.zoomOut", "−")} onClick={() => run("zoom-out")}>
          −
        </button>
      </div>
      <div className="compare-group">
        <Toggle on={state.marks} name="compare.marks" tip="P" onClick={() => run("marks")} />
        <Toggle on={state.ghosts} name="compare.ghosts" tip="G" onClick={() => run("ghosts")} />
        <Toggle on={state.invert} name="compare.invert" tip="I" onClick={() => run("invert")} />
        {state.windows.size > 0 && (
          <button type="button" onClick={props.onResetWindows}>
            {message("compare.resetWindow")}
          </button>
        )}
      </div>
      {state.mode === "blink" && <BlinkTools {...props} />}
      {state.mode === "overlay" && <OverlayTools {...props} />}
    </div>
  );
}

const tipOf = (name: MessageKey, key: string): string => `${message(name)} (${key})`;

interface ToggleProps {
  readonly on: boolean;
  readonly name: MessageKey;
  readonly tip: string;
  readonly onClick: () => void;
}

function Toggle({ on, name, tip, onClick }: ToggleProps) {
  return (
    <button type="button" aria-pressed={on} title={tipOf(name, tip)} onClick={onClick}>
      {message(name)}
    </button>
  );
}

/** It never begins by itself where less motion is asked for, and says so. */
function BlinkTools({ state: { blink }, calm, run, onSeconds, onPlay }: CompareToolbarProps) {
  const id = useId();
  return (
    <div className="compare-group">
      <button type="button" onClick={onPlay}>
        {message(blink.running ? "compare.blink.pause" : "compare.blink.play")}
      </button>
      <button type="button" title={tipOf("compare.blink.flip", "Space")} onClick={() => run("flip")}>
        {message("compare.blink.flip")}
      </button>
      <label htmlFor={id}>{message("compare.blink.rate")}</label>
      <select id={id} value={blink.seconds} onChange={(event) => onSeconds(Number(event.target.value))}>
        {BLINK_SECONDS.map((seconds) => (
          <option key={seconds} value={seconds}>
            {message("compare.blink.seconds", { seconds: fixed(seconds, 1) })}
          </option>
        ))}
      </select>
      {calm && !blink.running && <span className="compare-quiet">{message("compare.blink.reduced")}</span>}
    </div>
  );
}

const SHOWN = ["blend", "difference"] as const;

function OverlayTools({ state: { show, opacity }, onOpacity, onShow }: CompareToolbarProps) {
  const id = useId();
  return (
    <div className="compare-group" role="group" aria-label={message("compare.show.name")}>
      {SHOWN.map((each) => (
        <button key={each} type="button" aria-pressed={show === each} {...(each === "difference" && { title: tipOf("compare.show.difference", "D") })} onClick={() => onShow(each)}>
          {message(`compare.show.${each}`)}
        </button>
      ))}
      {show === "blend" && (
        <>
          <label htmlFor={id}>{message("compare.opacity")}</label>
          <input id={id} type="range" min={0} max={100} step={5} value={Math.round(opacity * 100)} onChange={(event) => onOpacity(Number(event.target.value) / 100)} />
          <output htmlFor={id} className="compare-percent">
            {message("compare.percent", { value: fixed(opacity * 100, 0) })}
          </output>
        </>
      )}
    </div>
  );
}
