import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { CORONAL_COBB } from "#spine/protocol";
import { inLanguage, message } from "#text/messages";
import type { IdlePrompt } from "#viewport/overlay/NextPoint";
import { useLanguage } from "#viewport/useLanguage";
import { useMemo } from "react";
import { useSession, useSessionState } from "../session/context";
import { missingAnchor, protocolIdOf, protocolProgress, type Anchor } from "../session/protocols";
import { activeCaseOf, frontalShown, isAcrossShown, shownRefOf } from "../session/select";
import { protocolName } from "../words";
import { endLevels } from "./endLevels";

/** What stands over the image while no point is asked for: the one question that comes before the points, or how far they are. */
export function useIdlePrompt(): IdlePrompt {
  const session = useSession();
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  const surgery = useSessionState((state) => activeCaseOf(state)?.surgery);
  const missing = useSessionState(missingAnchor);
  const protocol = useSessionState(protocolIdOf);
  const open = useSessionState((state) => protocolProgress(state).open);
  const total = useSessionState((state) => protocolProgress(state).total);
  const reading = useSessionState((state) => shownRefOf(state) !== null);
  const isAcross = useSessionState((state) => isAcrossShown(state) && !frontalShown(state));
  const language = useLanguage();
  return useMemo(() => inLanguage(language, () => {
    if (!reading) return { text: message("ui.noReading"), asking: false };
    if (isAcross) return { text: message("ui.notFromTheSide"), asking: false };
    if (missing) {
      const onChoose = missing === "uiv" ? session.setUiv : session.setFractureLevel;
      const offered = missing === "uiv" ? endLevels({ levels, ...(surgery && { surgery }) }, "uiv") : levels;
      return { text: message(`ui.${missing}.question`), asking: true, actions: <LevelButtons anchor={missing} levels={offered} onChoose={onChoose} /> };
    }
    const name = protocolName(protocol);
    const pointsOpen = (): string => message("ui.pointsOpen", { count: open, total });
    if (protocol === CORONAL_COBB && total === 0) return { text: message("ui.anterior.patientLeft"), asking: true };
    if (protocol === CORONAL_COBB && open > 0) return { text: message("forms.coronal.begin", { open: pointsOpen(), name }), asking: false };
    const text = open === 0 ? message("ui.protocolDone", { total, name }) : message("ui.protocolOpen", { open: pointsOpen(), name });
    return { text, asking: false };
  }), [session, levels, surgery, reading, isAcross, missing, protocol, open, total, language]);
}

interface LevelButtonsProps {
  readonly anchor: Anchor;
  readonly levels: readonly Level[];
  readonly onChoose: (level: Level) => void;
}

/** One click for where a construct usually ends and vertebrae usually break; the lists of levels have every one. */
function LevelButtons({ anchor, levels, onChoose }: LevelButtonsProps) {
  return (
    <div className="uiv-buttons" role="group" aria-label={message(`ui.${anchor}.group`)}>
      {levels
        .filter((level) => /^[TL]/.test(level))
        .map((level) => (
          <button key={level} type="button" onClick={() => onChoose(level)}>
            {level}
          </button>
        ))}
    </div>
  );
}
