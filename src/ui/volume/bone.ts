import { asImageError } from "#image/problem";
import { liesInside, roiNormal, usualRoi } from "#image/volume/region";
import type { Roi } from "#image/volume/roi";
import { dot, moved, subtract } from "#image/volume/vector";
import type { Level } from "#spine/level";
import { activeCaseOf, shownExamOf, shownReadingOf } from "../session/select";
import { proposalFor, regionsOf } from "./boneRegions";
import type { BoneActions, BoneDraft, BoneState } from "./boneState";
import { densityOf, exposureOf } from "./density";
import { nearest } from "./linked";
import { frameOfReferenceOf, type OpenVolume } from "./pictures";
import type { VolumeCore } from "./volumeCore";

/** Regions are measured on their way: only the latest counts. */
export function boneActions(core: VolumeCore): BoneActions {
  const { session, store } = core;
  const { update, measure } = measuring(core);
  const { go, follow } = following(core);

  function keep({ level, density }: BoneDraft): void {
    const exam = shownExamOf(session.store.getState());
    if (!exam || density === null) return;
    const isRefused = "code" in density;
    update({ draft: null, refusal: isRefused ? { ...density, level } : null });
    if (!isRefused) session.edit({ kind: "set-bone-density", examId: exam.id, level, to: density });
  }

  /** A number that comes when the reader has turned to another exam is not written into that one. */
  async function measureToKeep(level: Level, roi: Roi): Promise<void> {
    const asked = session.store.getState();
    const draft = await measure(level, roi, false);
    if (draft === null) return;
    const { activeCase, view } = session.store.getState();
    if (activeCase === asked.activeCase && view.examId === asked.view.examId) keep(draft);
    else update({ draft: null });
  }

  return {
    openBone: (isOpen) => {
      update({ isOpen, draft: null, refusal: null });
      // While a point is asked for a press places it, and would take no region.
      if (isOpen) session.onTool({ kind: "cancel" });
    },
    shapeBone: (kind) => update({ kind }),
    placeBone: (level) => {
      const { cross: meeting, bone } = store.getState();
      const state = session.store.getState();
      const proposed = proposalFor(activeCaseOf(state), shownReadingOf(state), level, bone.kind);
      const roi = proposed ?? usualRoi(bone.kind, meeting);
      update({ refusal: null });
      go(roi);
      void (proposed ? measureToKeep(level, roi) : measure(level, roi, true));
    },
    chooseBone: (level) => {
      const region = regionsOf(shownExamOf(session.store.getState()), core.opened()).get(level);
      update({ level, draft: null, refusal: null });
      if (region) go(region);
    },
    takeBone: (level) => update({ level, refusal: null }),
    draftBone: (level, roi) => {
      follow(roi);
      void measure(level, roi, false);
    },
    settleBone: async () => {
      const { draft } = store.getState().bone;
      if (draft) await measureToKeep(draft.level, draft.roi);
    },
    removeBone: (level) => {
      const exam = shownExamOf(session.store.getState());
      update({ draft: null, refusal: null });
      if (exam?.boneDensity?.[level]) session.edit({ kind: "set-bone-density", examId: exam.id, level, to: undefined });
    },
  };
}

/** What is looked at goes along with a region. */
function following({ session, store, set }: VolumeCore) {
  /** To a region, in the view in which it is moved. */
  const go = ({ kind, centre }: Pick<Roi, "kind" | "centre">): void => {
    set({ cross: centre, ...(kind === "ellipse" && { panes: true }) });
    session.goTo(nearest(session.store.getState().view.stack, centre));
  };

  /** The picture goes along with a region that leaves it; within its plane the region moves alone. */
  const follow = (roi: Roi): void => {
    const { cross } = store.getState();
    const normal = roiNormal(roi);
    const off = dot(subtract(roi.centre, cross), normal);
    if (roi.kind === "ellipse") set({ cross: moved(cross, off, normal) });
    else session.goTo(nearest(session.store.getState().view.stack, roi.centre));
  };

  return { go, follow };
}

function measuring(core: VolumeCore) {
  const { store, set } = core;
  let running = new AbortController();
  const update = (change: Partial<BoneState>): void => set({ bone: { ...store.getState().bone, ...change } });

  async function measure(level: Level, roi: Roi, isGuess: boolean): Promise<BoneDraft | null> {
    const volume = core.opened();
    if (!volume) return null;
    running.abort();
    running = new AbortController();
    const { signal } = running;
    update({ level, draft: { level, roi, density: store.getState().bone.draft?.density ?? null, isGuess } });
    try {
      const statistics = await volume.handle.roi(roi, signal);
      if (signal.aborted) return null;
      const first = sourceInstance(volume);
      const space = { seriesInstanceUid: first.series.seriesInstanceUid, frameOfReferenceUid: frameOfReferenceOf(volume) };
      const exposure = exposureOf(volume.handle.plan?.slices ?? [{ instance: first }]);
      const density = liesInside(volume.handle.grid, roi) ? densityOf(statistics, roi, space, exposure) : ({ code: "outside" } as const);
      const draft = { level, roi, density, isGuess };
      update({ draft });
      return draft;
    } catch (thrown) {
      if (asImageError(thrown).code !== "aborted") update({ draft: null, refusal: { level, code: "empty" } });
      return null;
    }
  }
  return { update, measure };
}

function sourceInstance({ handle, source }: Pick<OpenVolume, "handle" | "source">) {
  const instance = handle.plan?.slices[0]?.instance ?? source.items[source.start]?.instance;
  if (!instance) throw new RangeError(`stack ${source.id} has no picture`);
  return instance;
}
