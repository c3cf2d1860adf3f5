import { CRITERIA } from "#spine/criterion";
import { THORACIC_KYPHOSES } from "#spine/definition";
import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { Dialog } from "../shell/Dialog";
import { LanguageSelect } from "../shell/LanguageSelect";
import { NumberInput } from "../shell/NumberInput";
import { PROTOCOL_IDS } from "../session/protocols";
import { criterionName, measurementName, protocolName } from "../words";

/** What holds for every case of this reader. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const session = useSession();
  const settings = useSessionState((state) => state.settings);
  const id = useId();
  const setClickSd = (clickSdMm: number | undefined): void => {
    if (clickSdMm !== undefined) session.changeSettings({ clickSdMm });
  };
  return (
    <Dialog title={message("ui.settings.name")} onClose={onClose}>
      <div className="form">
        <div className="field">
          <label htmlFor={`${id}language`}>{message("ui.settings.language")}</label>
          <LanguageSelect id={`${id}language`} />
        </div>
        <div className="field">
          <label htmlFor={`${id}criterion`}>{message("ui.settings.criterion")}</label>
          <select id={`${id}criterion`} value={settings.criterion} onChange={(e) => session.changeSettings({ criterion: e.target.value })}>
            {CRITERIA.map((criterion) => (
              <option key={criterion.id} value={criterion.id}>
                {criterionName(criterion.id)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}tk`}>{message("ui.settings.tk")}</label>
          <select id={`${id}tk`} value={settings.tk} onChange={(e) => session.changeSettings({ tk: e.target.value })}>
            {THORACIC_KYPHOSES.map((tk) => (
              <option key={tk} value={tk}>
                {measurementName(tk)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}protocol`}>{message("ui.settings.protocol")}</label>
          <select id={`${id}protocol`} value={settings.protocol} onChange={(e) => session.changeSettings({ protocol: e.target.value })}>
            {PROTOCOL_IDS.map((each) => (
              <option key={each} value={each}>
                {protocolName(each)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}sd`}>{message("ui.settings.clickSd")}</label>
          <NumberInput id={`${id}sd`} live min={0.01} max={10} step={0.1} value={settings.clickSdMm} describedBy={`${id}sd-hint`} onNumber={setClickSd} />
          <p id={`${id}sd-hint`} className="muted small">
            {message("ui.settings.clickSdHint")}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}volume`}>{message("volume.budget")}</label>
          <select id={`${id}volume`} value={settings.volumeMb} onChange={(e) => session.changeSettings({ volumeMb: Number(e.target.value) })}>
            {[...new Set([256, 512, 1024, 2048, 4096, settings.volumeMb])].map((mb) => (
              <option key={mb} value={mb}>
                {message("volume.megabytes", { mb })}
              </option>
            ))}
          </select>
          <p className="muted small">{message("volume.budgetHint")}</p>
        </div>
        <div className="field">
          <label htmlFor={`${id}reader`}>{message("ui.settings.reader")}</label>
          <input id={`${id}reader`} maxLength={16} value={settings.reader} onChange={(e) => session.changeSettings({ reader: e.target.value })} />
        </div>
        <label className="check">
          <input type="checkbox" checked={settings.showBanner} onChange={(e) => session.changeSettings({ showBanner: e.target.checked })} />
          {message("ui.settings.banner")}
        </label>
      </div>
    </Dialog>
  );
}
