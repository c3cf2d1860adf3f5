import { message } from "#text/messages";
import { densityNumber } from "#text/measuredValue";
import type { MarkedRegion, RegionHand } from "#viewport/volume/Regions";
import { useMemo } from "react";
import { useSessionState } from "../session/context";
import { shownExamOf } from "../session/select";
import { useVolume, useVolumeFields } from "../session/volumeContext";
import { regionsOf } from "./boneRegions";

/** The regions of the exam that is looked at, the one on its way where it is now; none while the panel is closed. */
export function useRegions(): { readonly regions: readonly MarkedRegion[]; readonly hand: RegionHand } {
  const volume = useVolume();
  const exam = useSessionState(shownExamOf);
  const { bone, handle, source } = useVolumeFields("bone", "handle", "source");
  const { isOpen, draft, level: active } = bone;
  const regions = useMemo((): readonly MarkedRegion[] => {
    if (!isOpen || !handle || !source || handle.unit !== "HU") return [];
    const kept = regionsOf(exam, { handle, source });
    const levels = [...new Set([...kept.keys(), ...(draft ? [draft.level] : [])])];
    return levels.flatMap((level) => {
      const mine = draft?.level === level ? draft : null;
      const roi = mine?.roi ?? kept.get(level);
      const density = mine ? mine.density : exam?.boneDensity?.[level];
      const words = density && "meanHu" in density ? message("volume.bone.words", { level, mean: densityNumber(density.meanHu) }) : message("volume.bone.measuring", { level });
      return roi ? [{ level, roi, words, isActive: level === active }] : [];
    });
  }, [isOpen, handle, source, exam, draft, active]);
  const hand = useMemo<RegionHand>(
    () => ({ take: volume.takeBone, draft: volume.draftBone, settle: () => void volume.settleBone(), remove: volume.removeBone }),
    [volume],
  );
  return { regions, hand };
}
