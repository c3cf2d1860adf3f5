import { message, type MessageKey } from "#text/messages";
import type { PresetNumber, ViewportCommands } from "#viewport/overlay/ImageViewport";
import type { MarkPurpose } from "#viewport/tools/toolState";
import type { RefObject } from "react";
import { GuideButton } from "../compare/GuideButton";
import { useSession, useSessionState } from "../session/context";
import { shownReadingOf } from "../session/select";
import { useToolbar } from "./useToolbar";
import { sayAnterior, sayPatientLeft } from "./AnteriorPrompt";
import { whyNotCalibrated } from "./whyNotCalibrated";

type Action = { readonly name: MessageKey; readonly key: string; readonly sign?: string; readonly run: (commands: ViewportCommands) => void };

/** The same actions as the keys in the viewport, for the pointer. */
const ACTIONS: readonly Action[] = [
  { name: "ui.image.fit", key: "F", run: (commands) => commands.fit() },
  { name: "ui.image.junction", key: "J", run: (commands) => commands.goToJunction() },
  { name: "ui.image.zoomIn", key: "+", sign: "+", run: (commands) => commands.zoomBy(1.25) },
  { name: "ui.image.zoomOut", key: "−", sign: "−", run: (commands) => commands.zoomBy(0.8) },
  { name: "ui.image.invert", key: "I", run: (commands) => commands.invert() },
  { name: "ui.image.rotate", key: "R", run: (commands) => commands.rotate() },
  { name: "ui.image.flip", key: "H", run: (commands) => commands.flipHorizontal() },
  { name: "ui.image.reset", key: "0", run: (commands) => commands.reset() },
];

const PRESETS: readonly { readonly preset: PresetNumber; readonly name: MessageKey }[] = [
  { preset: 6, name: "ui.image.preset.file" },
  { preset: 1, name: "ui.image.preset.bone" },
  { preset: 2, name: "ui.image.preset.soft" },
  { preset: 3, name: "ui.image.preset.film" },
  { preset: 4, name: "ui.image.preset.metal" },
  { preset: 5, name: "ui.image.preset.full" },
];

const CALIBRATIONS: readonly { readonly purpose: MarkPurpose; readonly name: MessageKey }[] = [
  { purpose: "line", name: "ui.image.calibrateLine" },
  { purpose: "ball", name: "ui.image.calibrateBall" },
  { purpose: "plumb", name: "ui.image.plumb" },
];

const SIDES = ["left", "right"] as const;

export function ImageTools({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const session = useSession();
  const calibratable = useSessionState((state) => state.view.reading !== null);
  const projection = useSessionState((state) => shownReadingOf(state)?.image.kind === "projection");
  const toolbar = useToolbar();
  const run = (action: (commands: ViewportCommands) => void): void => {
    if (commands.current) action(commands.current);
  };
  const mark = (purpose: MarkPurpose): void => {
    const reason = purpose === "plumb" ? null : whyNotCalibrated(shownReadingOf(session.store.getState()));
    if (reason === null) session.onTool({ kind: "begin-marking", purpose });
    else session.notify("done", message(reason));
  };
  return (
    <div className="image-tools" role="toolbar" aria-label={message("ui.image.tools")} {...toolbar}>
      {ACTIONS.map((action) => (
        <button key={action.name} type="button" className="quiet" title={tip(action)} aria-label={message(action.name)} onClick={() => run(action.run)}>
          {action.sign ?? message(action.name)}
        </button>
      ))}
      <GuideButton />
      <Menu
        name={message("ui.image.window")}
        options={PRESETS.map(({ name, preset }) => ({ text: message(name), run: () => run((c) => c.preset(preset)) }))}
      />
      <Menu
        name={message("ui.image.calibrate")}
        disabled={!calibratable}
        options={[
          ...CALIBRATIONS.map(({ name, purpose }) => ({ text: message(name), run: () => mark(purpose) })),
          ...(projection ? SIDES.map((side) => ({ text: message(`ui.image.anterior.${side}`), run: () => sayAnterior(session, commands.current, side) })) : []),
          ...(projection ? SIDES.map((side) => ({ text: message(`ui.image.patientLeft.${side}`), run: () => sayPatientLeft(session, commands.current, side) })) : []),
        ]}
      />
    </div>
  );
}

const tip = ({ name, key }: Action): string => (key === "" ? message(name) : `${message(name)} (${key})`);

interface MenuProps {
  readonly name: string;
  readonly disabled?: boolean;
  readonly options: readonly { readonly text: string; readonly run: () => void }[];
}

/** A native select used as a menu: it says its own name and forgets what was chosen. */
function Menu({ name, options, disabled = false }: MenuProps) {
  return (
    <select aria-label={name} value="" disabled={disabled} onChange={(event) => options[Number(event.target.value)]?.run()}>
      <option value="" disabled hidden>
        {name}
      </option>
      {options.map(({ text }, index) => (
        <option key={text} value={index}>
          {text}
        </option>
      ))}
    </select>
  );
}
