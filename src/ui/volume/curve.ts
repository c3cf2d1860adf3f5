import type { Centre } from "./derived";
import { sameValue } from "../sameValue";
import type { VolumeSession } from "../session/volumeContext";

export type CurveKind = "plane" | "found" | "marked";

/** What the pictures follow, told by the points alone: they are what the reading keeps. */
export function curveKind(curve: readonly Centre[] | null, found: readonly Centre[]): CurveKind {
  if (!curve?.length) return "plane";
  return sameValue(curve, found) ? "found" : "marked";
}

/** Without its last body a picture is plane again. */
export function withoutBody(volume: VolumeSession, index: number): void {
  const rest = volume.store.getState().curve?.filter((_, at) => at !== index) ?? [];
  volume.takeBody(null);
  volume.setCurve(rest.length > 0 ? rest : null);
}
