import type { PointAddress } from "#spine/landmark";
import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import { Suspense, useCallback, type RefObject } from "react";
import { CoronalPanel } from "../coronal/CoronalPanel";
import { FailureButton } from "../forms/FailureButton";
import { Findings } from "../forms/Findings";
import { part } from "../part";
import { Exports } from "../report/Exports";
import { idle } from "../idle";
import { useSession, useSessionState } from "../session/context";
import { assessmentOf, frontalAssessed } from "../session/select";
import { focusImage } from "../shell/focusImage";
import { Later } from "../shell/Later";
import { Kyphosis } from "./Kyphosis";
import { MeasurementTable } from "./MeasurementTable";
import { Plausibility } from "./Plausibility";
import { Verdict } from "./Verdict";

/** Below the fold, and fetched when the answer stands and the image has been seen to. */
const FracturePanel = part(async () => (await idle(), import("../fracture/FracturePanel")));
const RiskPanel = part(async () => (await idle(), import("../risk/RiskPanel")));

/** The answer, what it hangs on, and the ways to take it along. */
export function Results({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const session = useSession();
  const assessment = useSessionState(assessmentOf);
  const highlighted = useSessionState((state) => state.highlighted);
  const frontal = useSessionState(frontalAssessed);
  const tk = useSessionState((state) => state.settings.tk);
  const placePoints = useCallback(
    (points: readonly PointAddress[]) => {
      session.placePoints(points);
      focusImage();
    },
    [session],
  );
  return (
    <aside className="results" aria-label={message("ui.results")}>
      {assessment ? (
        <Later>
          <div className="results-scroll">
            {frontal ? (
              <CoronalPanel assessment={assessment} onHighlight={session.highlight} />
            ) : (
              <>
                <Verdict headline={assessment.headline} criteria={assessment.criteria} onHighlight={session.highlight} />
                <Kyphosis assessment={assessment} tk={tk} onHighlight={session.highlight} />
              </>
            )}
            <Plausibility notes={assessment.plausibility} />
            <MeasurementTable assessment={assessment} tk={tk} highlighted={highlighted} onHighlight={session.highlight} onPlace={placePoints} />
            <Suspense fallback={null}>
              {!frontal && <FracturePanel assessment={assessment} />}
              {!frontal && <RiskPanel factors={assessment.riskFactors} />}
            </Suspense>
            {!frontal && (
              <div className="failure-bar">
                <FailureButton />
              </div>
            )}
            {!frontal && <Findings />}
            <p className="research-use">{message("ui.researchUse")}</p>
          </div>
          <Exports commands={commands} />
        </Later>
      ) : (
        <p className="muted empty-results">{message("ui.resultsEmpty")}</p>
      )}
    </aside>
  );
}
