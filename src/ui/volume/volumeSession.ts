import type { Instance } from "#image/instance";
import { heldWithin } from "#image/volume/grid";
import type { ReformatPlane, StandardView } from "#image/volume/plane";
import type { VolumeService } from "#image/volume/service";
import type { Session } from "../session/session";
import { allStacks } from "../session/stacks";
import { createVolumeStore, type VolumeSession } from "../session/volumeContext";
import { arriving } from "./arriving";
import { planeThrough } from "./derived";
import type { DerivedLibrary } from "./derivedLibrary";
import { loading } from "./loading";
import { reopening } from "./reopening";
import { turning } from "./turning";
import { viewing, type Viewing } from "./viewing";
import { boneActions } from "./bone";
import { sameValue } from "../sameValue";
import { createVolumeCore, type VolumeCore } from "./volumeCore";

/**
 * Opens the volume of a stack of slices as soon as that is shown and all its files are read, and shows it from the side
 * instead. One volume at a time: it is closed when another one is opened, or another case is looked at.
 */
export function createVolumeSession(session: Session, library: DerivedLibrary, service: VolumeService): VolumeSession {
  const store = createVolumeStore();
  const core = createVolumeCore(session, library, service, store);
  const view = viewing(core);
  const volumes = loading(core, view);
  const turns = turning(core, view);
  const arrived = arriving(core, view, volumes);
  const { reopen, setHounsfield } = reopening(core, volumes);

  /** What is on the screen has changed, or all files are read. */
  function consider(): void {
    const { view: shown, files } = session.store.getState();
    const { source, phase, view: chosen, imageCount, handle } = store.getState();
    if (files.progress !== null || shown.stackId === null) return;
    const isOurs = source !== null && (source.id === shown.stackId || view.isShown());
    if (!isOurs) return reopen({ id: shown.stackId });
    const ofSeries = files.instances.filter(({ series }) => series.seriesInstanceUid === source.items[0]?.instance.series.seriesInstanceUid);
    if (phase !== "cancelled" && ofSeries.length !== imageCount) reopen(source, handle?.plan?.key);
    else if (chosen === "sagittal" && !view.isShown()) void view.show();
  }

  function cancel(): void {
    const { source: begun, findings, imageCount } = store.getState();
    volumes.close();
    const source = allStacks(session.store.getState().files.instances).find(({ id }) => id === begun?.id) ?? begun;
    core.set({ phase: "cancelled", source, findings, imageCount, view: "slices" });
    if (source) void session.show(source);
  }

  /** Who stops the reading of files begins no other work; what was to be seen of them is no volume yet. */
  function cut(): void {
    const { source, imageCount, phase } = store.getState();
    if (source !== null && imageCount === 0 && phase === "opening") cancel();
  }

  session.store.subscribe((now, before) => {
    if (now.cases !== before.cases || now.view.reading !== before.view.reading) queueMicrotask(turns.follow);
    if (now.activeCase !== before.activeCase && before.activeCase !== null && !view.isShown()) volumes.close();
    if (now.files.progress !== null && now.files.instances !== before.files.instances) queueMicrotask(arrived.some);
    const isRead = now.files.progress === null && before.files.progress !== null;
    if (isRead && now.files.isCut) return queueMicrotask(cut);
    // Whoever changed the view may still be about to use it.
    if (isRead) queueMicrotask(arrived.all);
    if (isRead || now.view.stackId !== before.view.stackId) queueMicrotask(consider);
  });

  return {
    store,
    isShown: view.isShown,
    setTurn: turns.turn,
    settleTurn: turns.settle,
    setCurve: turns.bend,
    draftCurve: turns.draftBend,
    ...choices(core, view),
    ...boneActions(core),
    cancel,
    pictured: volumes.pictured,
    setHounsfield,
    choosePlan: (planKey) => reopen(store.getState().source, planKey),
    reopen: () => reopen(store.getState().source),
  };
}

type Choices = Pick<VolumeSession, "choose" | "picture" | "setCross" | "setPanes" | "markCurve" | "takeBody" | "openTurn" | "setSlab" | "setGreys">;

/** How the open volume is looked at. */
function choices(core: VolumeCore, view: Viewing): Choices {
  const { set, store, session } = core;
  const picture = samePicture();
  return {
    choose: (chosen) => {
      set({ view: chosen });
      const { source } = store.getState();
      if (chosen === "sagittal") void view.show();
      else if (source) void session.show(source);
    },
    picture: (which, through, { turn, slab, stage }) => {
      const volume = core.opened();
      if (!volume) return null;
      const plane = planeThrough(volume.handle.grid, which, through, turn);
      return picture(which, [core.pictures(), volume.handle, turn, slab, stage], plane, () => core.pictures().one({ ...volume, turn, slab }, which, through));
    },
    setCross: (cross) => {
      const { handle } = store.getState();
      set({ cross: handle ? heldWithin(handle.grid, cross) : cross });
    },
    setPanes: (panes) => set({ panes }),
    // Every picture brings its own, which are the same mostly.
    setGreys: (greys) => !sameValue(greys, store.getState().greys) && set({ greys }),
    markCurve: (isMarkingCurve) => set({ isMarkingCurve, markedBody: null }),
    takeBody: (markedBody) => set({ markedBody }),
    openTurn: (isTurning) => set({ isTurning }),
    setSlab: (slab) => {
      set({ slab });
      view.refresh();
    },
  };
}

/** Scrolling one view moves the lines on the others and not their pictures: these are made anew only where something of them changes. */
function samePicture(): (which: StandardView, from: readonly unknown[], plane: ReformatPlane, make: () => Instance) => Instance {
  const last = new Map<StandardView, { readonly from: readonly unknown[]; readonly place: string; readonly instance: Instance }>();
  return (which, from, plane, make) => {
    const place = JSON.stringify(plane);
    const before = last.get(which);
    if (before?.place === place && from.every((value, index) => value === before.from[index])) return before.instance;
    const instance = make();
    last.set(which, { from, place, instance });
    return instance;
  };
}
