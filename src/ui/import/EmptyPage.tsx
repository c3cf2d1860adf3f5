import { message } from "#text/messages";
import { LanguageSelect } from "../shell/LanguageSelect";
import { Notices } from "../shell/Notices";
import { useSessionState } from "../session/context";
import { KeptCases } from "./KeptCases";
import { OpeningProgress } from "./OpeningProgress";
import { OpenInputs } from "./OpenInputs";
import { Problems } from "./Problems";
import { useSample } from "./useSample";

/** What the program is, and the three ways in. */
export function EmptyPage() {
  const kept = useSessionState((state) => state.kept);
  const sample = useSample();
  return (
    <main className="empty-page">
      <div className="empty-content">
        <header>
          <h1>{message("ui.product")}</h1>
          <LanguageSelect label={message("ui.settings.language")} />
        </header>
        <p className="lead">{message("ui.empty.lead")}</p>
        <div className="drop-zone">
          <p>{message("ui.empty.drop")}</p>
          <OpenInputs />
        </div>
        <p className="sample">
          <button type="button" className="primary" onClick={sample.open} disabled={sample.isComing}>
            {message("ui.empty.sample")}
          </button>
          <span className="muted">{message("ui.empty.sampleHint")}</span>
        </p>
        <OpeningProgress />
        <Problems />
        {kept.length > 0 && <KeptCases kept={kept} />}
        <footer>
          <p>{message("ui.privacy")}</p>
          <p>{message("ui.researchUse")}</p>
        </footer>
      </div>
      <Notices />
    </main>
  );
}
