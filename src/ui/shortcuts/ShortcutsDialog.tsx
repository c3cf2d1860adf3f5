import { message } from "#text/messages";
import { KEY_BINDINGS, type KeyBinding, type KeyCommand } from "#viewport/keys";
import { COMPARE_KEY } from "../compare/CompareButton";
import { GUIDE_KEY } from "../compare/GuideButton";
import { Dialog } from "../shell/Dialog";

/** Every key of the viewport, from the list that the viewport itself reads. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const commands = [...new Set(KEY_BINDINGS.map(({ command }) => command))];
  return (
    <Dialog title={message("ui.shortcuts.name")} onClose={onClose}>
      <p className="muted">{message("ui.shortcuts.hint")}</p>
      <dl className="shortcuts">
        {commands.map((command) => (
          <div key={command}>
            <dt>
              {KEY_BINDINGS.filter((binding) => binding.command === command).map((binding) => (
                <kbd key={keyText(binding)}>{keyText(binding)}</kbd>
              ))}
            </dt>
            <dd>{message(`ui.shortcuts.${command satisfies KeyCommand}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Shift</kbd> <kbd>Alt</kbd>
          </dt>
          <dd>{message("ui.shortcuts.nudgeStep")}</dd>
        </div>
        <div>
          <dt>
            <kbd>{COMPARE_KEY.toUpperCase()}</kbd>
          </dt>
          <dd>{message("compare.shortcut")}</dd>
        </div>
        <div>
          <dt>
            <kbd>{GUIDE_KEY.toUpperCase()}</kbd>
          </dt>
          <dd>{message("compare.guide.shortcut")}</dd>
        </div>
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{message("ui.shortcuts.help")}</dd>
        </div>
      </dl>
    </Dialog>
  );
}

const NAMES: Readonly<Record<string, string>> = { " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

function keyText({ key, ctrl, shift }: KeyBinding): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...(ctrl ? ["Ctrl"] : []), ...(shift ? ["Shift"] : []), name].join("+");
}
