import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { message } from "#text/messages";
import type { IdlePrompt } from "#viewport/overlay/NextPoint";
import { useMemo } from "react";
import { useSession, useSessionState } from "../session/context";
import { protocolIdOf, protocolProgress } from "../session/protocols";
import { activeCaseOf } from "../session/select";
import { protocolName } from "../words";

/** What stands over the image while no point is asked for: the one question that comes before the points, or how far they are. */
export function useIdlePrompt(): IdlePrompt {
  const session = useSession();
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  const uivKnown = useSessionState((state) => activeCaseOf(state)?.surgery?.uiv !== undefined);
  const protocol = useSessionState(protocolIdOf);
  const open = useSessionState((state) => protocolProgress(state).open);
  const total = useSessionState((state) => protocolProgress(state).total);
  return useMemo(() => {
    if (!uivKnown) return { text: message("ui.uiv.question"), asking: true, actions: <UivButtons levels={levels} onChoose={session.setUiv} /> };
    const name = protocolName(protocol);
    const text = open === 0 ? message("ui.protocolDone", { total, name }) : message("ui.protocolOpen", { open, total, name });
    return { text, asking: false };
  }, [session, levels, uivKnown, protocol, open, total]);
}

/** One click for where a construct usually ends; the list in the header has every level. */
function UivButtons({ levels, onChoose }: { readonly levels: readonly Level[]; readonly onChoose: (level: Level) => void }) {
  return (
    <div className="uiv-buttons" role="group" aria-label={message("ui.uiv.group")}>
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
