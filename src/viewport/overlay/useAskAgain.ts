import { useEffect, useRef } from "react";
import { partOf } from "#case/landmarkPart";
import type { Reading } from "#case/patientCase";
import type { PointAddress } from "#spine/landmark";
import { ownLandmark } from "#viewport/tools/edits";
import type { ToolEvent, ToolState } from "#viewport/tools/toolState";
import { useLatest } from "./useLatest";

const isPlaced = (reading: Reading, { landmark, part }: PointAddress): boolean => partOf(ownLandmark(reading, landmark), part) !== undefined;

/** The first of a protocol's points that the reading had before and has no longer; null for another reading. */
export function lostStep(before: Reading | null, after: Reading | null, steps: readonly PointAddress[]): PointAddress | null {
  if (before === null || after === null || before.id !== after.id) return null;
  return steps.find((step) => isPlaced(before, step) && !isPlaced(after, step)) ?? null;
}

/** A point of the running protocol that is undone or deleted, by whichever way, is the next one to be asked for. */
export function useAskAgain(reading: Reading | null, tool: ToolState, onTool: (event: ToolEvent) => void): void {
  const before = useRef<Reading | null>(null);
  const latest = useLatest({ tool, onTool });
  useEffect(() => {
    const { tool: now, onTool: send } = latest.current;
    const lost = now.kind === "placing" ? lostStep(before.current, reading, now.steps) : null;
    before.current = reading;
    if (lost !== null) send({ kind: "place", address: lost });
  }, [reading, latest]);
}
