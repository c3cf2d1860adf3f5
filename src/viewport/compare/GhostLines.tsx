import type { ReactElement } from "react";
import { parseLandmark } from "#spine/landmark";
import { INK, Stroke, Words } from "../overlay/ink";
import type { GhostOnCanvas } from "./ghosts";

/** How an earlier exam's endplates are drawn: in no ink that a placed one has. */
export const GHOST = { dashes: "2 5", opacity: 0.6 } as const;

interface GhostLinesProps {
  readonly ghosts: readonly GhostOnCanvas[];
  /** Each with its level's name, where no placed endplate beside it says it. */
  readonly named: boolean;
}

/** Faint and dashed, and out of every pointer's and every export's reach. */
export function GhostLines({ ghosts, named }: GhostLinesProps): ReactElement {
  return (
    <g pointerEvents="none" aria-hidden="true" data-ghosts="" data-transient="" opacity={GHOST.opacity}>
      {ghosts.map(({ id, posterior, anterior }) => (
        <g key={id} data-ghost={id}>
          <Stroke from={posterior} to={anterior} ink={INK.text} width={1.25} dashes={GHOST.dashes} />
        </g>
      ))}
      {named &&
        levelNames(ghosts).map(({ level, at }) => (
          <Words key={level} at={at} size={11} fontWeight="400">
            {level}
          </Words>
        ))}
    </g>
  );
}

const BESIDE_CSS = 12;

/** One name a level, past the anterior end of the first endplate of it. */
function levelNames(ghosts: readonly GhostOnCanvas[]): readonly { readonly level: string; readonly at: GhostOnCanvas["anterior"] }[] {
  const seen = new Set<string>();
  return ghosts.flatMap(({ id, posterior, anterior }) => {
    const parsed = parseLandmark(id);
    if (parsed?.kind !== "endplate" || seen.has(parsed.level)) return [];
    seen.add(parsed.level);
    const [x, y] = [anterior.xCss - posterior.xCss, anterior.yCss - posterior.yCss];
    const past = BESIDE_CSS / Math.max(1, Math.hypot(x, y));
    return [{ level: parsed.level, at: { xCss: anterior.xCss + x * past, yCss: anterior.yCss + y * past } }];
  });
}
