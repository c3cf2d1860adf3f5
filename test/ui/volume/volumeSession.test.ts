import type { History } from "#case/history";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import { ImageError } from "#image/problem";
import { arrange } from "#image/volume/arrange";
import type { RoiStatistics } from "#image/volume/roi";
import type { VolumeEvents, VolumeHandle, VolumeService } from "#image/volume/service";
import { activeCaseOf, shownReadingOf, isCaseComing } from "#ui/session/select";
import { createSession, type Session } from "#ui/session/session";
import type { VolumeSession } from "#ui/session/volumeContext";
import { curveKind, withoutBody } from "#ui/volume/curve";
import { derivedLibrary } from "#ui/volume/derivedLibrary";
import { nearest, offPicture } from "#ui/volume/linked";
import { createVolumeSession } from "#ui/volume/volumeSession";
import { beforeEach, describe, expect, it } from "vitest";
import { film, slice } from "../instances";

/** One axial slice of 120 x 300 pixels of 1 mm. */
const axial = (number: number, series = "axial", patientId = "P1"): Instance => ({
  ...slice(number, 0, series),
  patient: { patientId, patientName: `Name^${patientId}` },
  frames: [{ imageOrientationPatient: [1, 0, 0, 0, 1, 0], imagePositionPatient: [-60, -150, 2 * number], pixelSpacing: [1, 1] }],
});
const stack = (count: number, series?: string, patientId?: string): readonly Instance[] => Array.from({ length: count }, (_, index) => axial(index + 1, series, patientId));

interface Opened {
  readonly instances: readonly Instance[];
  readonly on: VolumeEvents;
  readonly signal: AbortSignal;
  closed: boolean;
}

let opened: Opened[];
let refuse: ImageError | null;
/** How many images the volume that is followed has become of, one after another. */
let grown: number[];
/** It can't become any other. */
let isStuck: boolean;
/** Answers the region that is being measured. */
let measureRoi: (statistics: RoiStatistics) => void;
const service: VolumeService = {
  open: async (instances, on, signal) => {
    const plan = arrange(instances).plans[0];
    if (refuse || !plan) throw refuse ?? new Error("no plan");
    const one: Opened = { instances, on, signal, closed: false };
    opened.push(one);
    const handle: VolumeHandle = {
      plan,
      otherPlans: [],
      grid: plan.grid,
      unit: "HU",
      presentation: plan.presentation,
      noData: -32768,
      reformat: () => Promise.reject(new ImageError("aborted")),
      midline: async () => ({ method: "bone", xMm: -20, spine: [] }),
      roi: () => new Promise((resolve) => (measureRoi = resolve)),
      close: () => {
        one.closed = true;
      },
    };
    return handle;
  },
  follow: async (instances, signal) => {
    const handle = await service.open(instances, { findings: () => undefined, progress: () => undefined, ready: () => undefined, failed: () => undefined }, signal);
    signal.addEventListener("abort", handle.close);
    const own = opened.at(-1);
    const become = (more: readonly Instance[]): VolumeHandle | null => {
      const plan = arrange(more).plans[0];
      if (isStuck || !plan || !own) return null;
      grown.push(more.length);
      return { ...handle, plan, grid: plan.grid };
    };
    return { handle, pictured: () => undefined, grow: async (more) => become(more), finish: async (all, on) => (own && Object.assign(own, { on }), become(all)) };
  },
  openNifti: () => Promise.reject(new Error("not here")),
  prepare: () => undefined,
  dispose: () => undefined,
};

let headers: readonly Instance[];
/** Of a drop in two parts, what is read later; it comes when `finishReading` is called. */
let later: readonly Instance[];
let finishReading: () => void;
const files: ImageLibrary = {
  open: async (_files, on) => {
    on.instances(headers);
    if (later.length === 0) return;
    await new Promise<void>((resolve) => (finishReading = resolve));
    on.instances(later);
  },
  frame: () => Promise.reject(new ImageError("aborted")),
  thumbnail: () => Promise.reject(new ImageError("aborted")),
  dispose: () => undefined,
};

let session: Session;
let volume: VolumeSession;
beforeEach(() => {
  opened = [];
  later = [];
  refuse = null;
  grown = [];
  isStuck = false;
  const saved = new Map<string, History>();
  let ids = 0;
  const library = derivedLibrary(files);
  session = createSession({
    library,
    keeper: {
      list: async () => [],
      load: async (id) => saved.get(id),
      save: async (history) => void saved.set(history.case.subject.id, history),
      remove: async (id) => void saved.delete(id),
      findByImage: async () => [],
      subjectIdFor: async ({ patientId }) => `case of ${patientId}`,
    },
    formats: { csv: () => "", reportText: () => "" },
    settings: { read: () => null, write: () => undefined },
    fetchSample: () => Promise.reject(new Error("no sample here")),
    now: () => "2025-10-01T12:00:00Z",
    newId: () => `id${++ids}`,
    programVersion: "0",
  });
  volume = createVolumeSession(session, library, service);
});

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};

async function open(instances: readonly Instance[]): Promise<void> {
  headers = instances;
  await session.open([{ path: "x.dcm", blob: new Blob() }]);
  await settled();
}

const shown = () => session.store.getState().view;
const placeOf = () => shown().stack[shown().position]?.instance.frames[0]?.imagePositionPatient;

describe("a series of axial slices", () => {
  it("is shown from the side, on the midline, in the reading of the series", async () => {
    await open(stack(20));
    expect(volume.isShown()).toBe(true);
    expect(shown().stack).toHaveLength(120);
    expect(placeOf()).toEqual([-20, -150, 40]);
    expect(shownReadingOf(session.store.getState())?.image).toEqual({ kind: "volume", seriesInstanceUid: "axial", frameOfReferenceUid: "axial-frame" });
    expect(activeCaseOf(session.store.getState())?.exams).toHaveLength(1);
  });

  it("is seen while its other files are being read, and grows to all of it; the reader stays where he is", async () => {
    const all = stack(80);
    later = all.filter((_, index) => index % 2 === 1);
    headers = all.filter((_, index) => index % 2 === 0);
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    await settled();
    expect(session.store.getState().files.progress).not.toBeNull();
    expect([volume.isShown(), opened.map(({ instances }) => instances.length)]).toEqual([true, [40]]);
    const id = shown().stackId;
    session.goTo(shown().position + 5);
    const before = placeOf()?.[0];
    finishReading();
    await reading;
    await settled();
    expect(opened.map(({ instances, closed }) => [instances.length, closed])).toEqual([[40, false]]);
    expect([grown.at(-1), volume.store.getState().handle?.grid.slices]).toEqual([80, 80]);
    expect([shown().stackId, placeOf()?.[0], volume.store.getState().phase]).toEqual([id, before, "loading"]);
    expect(activeCaseOf(session.store.getState())?.exams).toHaveLength(1);
    opened[0]?.on.ready();
    await settled();
    expect([volume.store.getState().phase, volume.isShown(), placeOf()?.[0]]).toEqual(["complete", true, before]);
  });

  it("takes the UIV as soon as it is seen, and not before, nor once other files are dropped", async () => {
    const all = stack(80);
    headers = all.slice(0, 40);
    later = all.slice(40);
    const coming = () => isCaseComing(session.store.getState());
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    expect(coming()).toBe(true);
    await settled();
    expect([session.store.getState().files.progress !== null, volume.isShown(), coming()]).toEqual([true, true, false]);
    session.setUiv("T10");
    expect(activeCaseOf(session.store.getState())?.surgery?.uiv).toBe("T10");
    const finish = finishReading;
    const other = session.open([{ path: "y.dcm", blob: new Blob() }]);
    expect(coming(), "whose these are isn't known").toBe(true);
    finish();
    finishReading();
    await Promise.all([reading, other]);
    expect(coming()).toBe(false);
  });

  it("is opened anew where what was looked at first can't become all of it", async () => {
    isStuck = true;
    const all = stack(80);
    headers = all.slice(0, 40);
    later = all.slice(40);
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    await settled();
    finishReading();
    await reading;
    await settled();
    expect(opened.map(({ instances }) => instances.length)).toEqual([40, 80]);
    expect([volume.isShown(), volume.store.getState().phase]).toEqual([true, "loading"]);
  });

  it("stays cancelled when it was cancelled while files were still being read", async () => {
    const all = stack(80);
    headers = all.slice(0, 40);
    later = all.slice(40);
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    await settled();
    volume.cancel();
    finishReading();
    await reading;
    await settled();
    expect([volume.store.getState().phase, volume.isShown(), opened.map(({ instances, closed }) => [instances.length, closed])]).toEqual(["cancelled", false, [[40, true]]]);
    volume.reopen();
    await settled();
    expect([volume.isShown(), opened.at(-1)?.instances.length]).toEqual([true, 80]);
  });

  it("is no volume where the reading of its files was cancelled; what was read is there as slices, and a volume on demand", async () => {
    const all = stack(80);
    headers = all.slice(0, 40);
    later = all.slice(40);
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    await settled();
    expect(volume.isShown()).toBe(true);
    session.cancelOpening();
    await settled();
    expect([volume.store.getState().phase, volume.isShown(), shown().stack.length]).toEqual(["cancelled", false, 40]);
    later = [];
    finishReading();
    await reading;
    await settled();
    expect(opened.map(({ closed }) => closed)).toEqual([true]);
    volume.reopen();
    await settled();
    expect([volume.isShown(), opened.at(-1)?.instances.length]).toEqual([true, 40]);
  });

  it("gives way to a film that is read after its first slices", async () => {
    headers = stack(40);
    later = [film({ sop: "film" })];
    const reading = session.open([{ path: "x.dcm", blob: new Blob() }]);
    await settled();
    expect(volume.isShown()).toBe(true);
    finishReading();
    await reading;
    await settled();
    expect(shown().stack[0]?.instance.sopInstanceUid).toBe("film");
    expect(opened.every(({ closed }) => closed)).toBe(true);
  });

  it("is left alone where it is too short, or lies sagittal, or is a film", async () => {
    await open([...stack(9), ...Array.from({ length: 20 }, (_, index) => slice(index, index, "sagittal")), film({ sop: "film" })]);
    expect(opened).toHaveLength(0);
  });

  it("of which no ten make a volume is left as it is, and that is said", async () => {
    const short = Array.from({ length: 24 }, (_, at): Instance => ({ ...axial(Math.floor(at / 3) * 3 + (at % 3) / 2), sopInstanceUid: `short.${at}`, acquisitionNumber: 1 + (at % 3) }));
    await open(short);
    expect([opened.length, shown().stack.length]).toEqual([0, 24]);
    expect(volume.store.getState()).toMatchObject({ phase: "failed", error: { code: "no-volume", params: { count: 24, least: 10 } }, findings: [{ code: "split-acquisition" }] });
    await open(stack(20));
    expect([volume.isShown(), volume.store.getState().error]).toEqual([true, null]);
  });

  it("is shown instead of the scout that came with it", async () => {
    await open([{ ...slice(1, 0, "scout"), imageType: ["ORIGINAL", "PRIMARY", "LOCALIZER"] }, ...stack(20)]);
    expect(volume.isShown()).toBe(true);
    expect(shown().stack[0]?.instance.series.seriesInstanceUid).toBe("axial");
  });

  it("is shown as it is on demand, and stays so", async () => {
    await open(stack(20));
    volume.choose("slices");
    await settled();
    expect(shown().stack).toHaveLength(20);
    expect(opened[0]?.closed).toBe(false);
    volume.choose("sagittal");
    await settled();
    expect(shown().stack).toHaveLength(120);
    expect(opened).toHaveLength(1);
  });

  it("is shown as it is after a cancel, and made again when asked for", async () => {
    await open(stack(20));
    volume.cancel();
    await settled();
    expect(opened[0]?.closed && opened[0].signal.aborted).toBe(true);
    expect(shown().stack).toHaveLength(20);
    expect(volume.store.getState().phase).toBe("cancelled");
    volume.reopen();
    await settled();
    expect(volume.isShown()).toBe(true);
  });

  it("says why it can't be a volume", async () => {
    refuse = new ImageError("too-large", { need: 5, budget: 4 });
    await open(stack(20));
    expect(volume.store.getState()).toMatchObject({ phase: "failed", error: { code: "too-large" } });
    expect(shown().stack).toHaveLength(20);
  });
});

describe("the memory of a volume", () => {
  it("is given back before the next one takes its own", async () => {
    await open(stack(20));
    await open(stack(30, "second"));
    expect(opened).toHaveLength(2);
    expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
    expect(shown().stack[0]?.instance.series.seriesInstanceUid).toBe("second");
  });

  it("is given back when another patient is looked at", async () => {
    await open(stack(20));
    await open([film({ sop: "film", patientId: "P2", viewPosition: "LL" })]);
    expect(opened[0]?.closed).toBe(true);
    expect(volume.store.getState().phase).toBe("none");
  });

  it("is taken anew when more of the series comes", async () => {
    await open(stack(20));
    await open([...stack(20), axial(21)]);
    session.chooseExam(activeCaseOf(session.store.getState())?.exams[0]?.id ?? "");
    await settled();
    expect(opened.map(({ instances }) => instances.length)).toEqual([20, 21]);
    expect(opened[0]?.closed).toBe(true);
  });
});

describe("where the views meet", () => {
  it("is a place of the volume, however far a line is drawn", async () => {
    await open(stack(20));
    volume.setCross([-20, 30, 400]);
    expect(volume.store.getState().cross).toEqual([-20, 30, 40]);
    volume.setCross([-90, 200, -3]);
    expect(volume.store.getState().cross).toEqual([-60, 149, 2]);
  });
});

describe("a turned plane", () => {
  it("is the one that angles are measured in, in one step that undo takes back with the view", async () => {
    await open(stack(20));
    volume.setTurn({ yaw: 10, roll: 0, pitch: 0 });
    volume.setTurn({ yaw: 15, roll: 0, pitch: 0 });
    volume.settleTurn();
    await settled();
    const image = shownReadingOf(session.store.getState())?.image;
    if (image?.kind !== "volume") throw new Error("no volume");
    const [sin, cos] = [Math.sin(Math.PI / 12), Math.cos(Math.PI / 12)];
    image.plane?.anterior.forEach((part, axis) => expect(part).toBeCloseTo([sin, -cos, 0][axis] ?? NaN, 9));
    session.undo();
    await settled();
    expect(volume.store.getState().turn).toEqual({ yaw: 0, roll: 0, pitch: 0 });
    expect(placeOf()).toEqual([-20, -150, 40]);
  });
});

describe("a turned plane, of a reader who looks at a vertebra away from the middle", () => {
  const looked = [31, 40, 36] as const;
  const offMm = (): number => {
    const item = shown().stack[shown().position];
    return (item && offPicture(item, looked)?.mm) ?? NaN;
  };
  const look = async (): Promise<void> => {
    await open(stack(20));
    volume.setCross(looked);
    session.goTo(nearest(shown().stack, looked));
  };

  it("goes through it at every angle, there and back", async () => {
    await look();
    for (const roll of [15, -30, 7.5, 0]) {
      volume.setTurn({ yaw: 0, roll, pitch: 0 });
      expect(offMm()).toBeCloseTo(0, 9);
      expect(volume.store.getState().cross.map((mm) => Number(mm.toFixed(9)))).toEqual(looked);
    }
    expect(placeOf()).toEqual([31, -150, 40]);
  });

  it("goes through it after undo and redo", async () => {
    await look();
    volume.setTurn({ yaw: 20, roll: 10, pitch: 0 });
    volume.settleTurn();
    session.undo();
    await settled();
    expect(placeOf()).toEqual([31, -150, 40]);
    session.redo();
    await settled();
    expect(offMm()).toBeCloseTo(0, 9);
    expect(volume.store.getState().turn).toMatchObject({ yaw: expect.closeTo(20, 6) as number, roll: expect.closeTo(10, 6) as number });
  });

  it("stays there when the last slices come", async () => {
    await open(stack(20));
    volume.setCross([-20, 40, 36]);
    volume.setTurn({ yaw: 0, roll: 15, pitch: 0 });
    opened[0]?.on.ready();
    await settled();
    expect([volume.store.getState().phase, volume.store.getState().cross]).toEqual(["complete", [-20, 40, 36]]);
  });

  it("leaves the reader as far beside a curve as he was", async () => {
    await open(stack(20));
    volume.setCurve([[10, -120, 10], [18, -120, 30]]);
    session.goTo(shown().position + 7);
    const before = shown().position;
    volume.setTurn({ yaw: 5, roll: 0, pitch: 0 });
    volume.setTurn({ yaw: 10, roll: 0, pitch: 0 });
    volume.setTurn({ yaw: 0, roll: 0, pitch: 0 });
    expect(shown().position).toBe(before);
  });
});

describe("a curved picture", () => {
  const curve = [[-20, -120, 10], [-12, -120, 30]] as const;
  const imageOf = () => {
    const image = shownReadingOf(session.store.getState())?.image;
    if (image?.kind !== "volume") throw new Error("no volume");
    return image;
  };

  it("is the reading's, in one step that undo takes back with the view, and redo brings again", async () => {
    await open(stack(20));
    volume.setCurve(curve);
    await settled();
    expect(imageOf().curve).toEqual(curve);
    expect(shown().stack[0]?.instance.frames[0]?.rowOffsetsMm).toBeDefined();
    session.undo();
    await settled();
    expect(imageOf().curve).toBeUndefined();
    expect(volume.store.getState().curve).toBeNull();
    expect(shown().stack[0]?.instance.frames[0]?.rowOffsetsMm).toBeUndefined();
    session.redo();
    await settled();
    expect(volume.store.getState().curve).toEqual(curve);
    expect(shown().stack[0]?.instance.frames[0]?.rowOffsetsMm).toBeDefined();
  });

  it("is the one along the curve, wherever the reader was before", async () => {
    await open(stack(20));
    session.goTo(shown().position + 30);
    volume.setCurve(curve);
    // The normal points to the patient's right: the lowest row lies at x = -20.
    const { rowOffsetsMm } = shown().stack[shown().position]?.instance.frames[0] ?? {};
    expect((placeOf()?.[0] ?? NaN) - (rowOffsetsMm?.at(-1) ?? NaN)).toBeCloseTo(-20, 6);
  });

  it("is drafted while a body is on its way, and kept in one step", async () => {
    await open(stack(20));
    volume.setCurve(curve);
    volume.draftCurve([[-18, -120, 10], curve[1]]);
    volume.draftCurve([[-15, -120, 10], curve[1]]);
    await settled();
    expect([volume.store.getState().curve?.[0]?.[0], session.store.getState().draft === null]).toEqual([-15, false]);
    volume.settleTurn();
    expect(imageOf().curve).toEqual([[-15, -120, 10], curve[1]]);
    session.undo();
    await settled();
    expect([imageOf().curve, volume.store.getState().curve]).toEqual([curve, curve]);
  });

  it("is told from the one that was found by its points, and is plane again without its last body", async () => {
    await open(stack(20));
    expect([curveKind(null, curve), curveKind([], curve), curveKind([...curve], curve), curveKind([[-20, -120, 11], curve[1]], curve)]).toEqual(["plane", "plane", "found", "marked"]);
    volume.setCurve(curve);
    volume.takeBody(1);
    withoutBody(volume, 1);
    expect([imageOf().curve, volume.store.getState().markedBody]).toEqual([[curve[0]], null]);
    withoutBody(volume, 0);
    expect(Object.keys(imageOf())).not.toContain("curve");
  });

  it("leaves the plane as it is turned, and is gone when pictures are plane again", async () => {
    await open(stack(20));
    volume.setTurn({ yaw: 10, roll: 0, pitch: 0 });
    volume.settleTurn();
    const { plane } = imageOf();
    volume.setCurve(curve);
    expect(imageOf()).toMatchObject({ plane, curve });
    volume.setCurve(null);
    expect(imageOf().plane).toEqual(plane);
    expect(Object.keys(imageOf())).not.toContain("curve");
  });
});

describe("a density that is measured", () => {
  const statistics: RoiStatistics = { kind: "measured", unit: "HU", mean: 131, sd: 40, min: 20, max: 300, areaMm2: 132, voxels: 260, noData: 0, metal: 0 };
  const densities = () => activeCaseOf(session.store.getState())?.exams.map(({ boneDensity }) => boneDensity?.["L1"]?.meanHu);
  const addExam = () => session.edit({ kind: "insert-exam", index: 1, exam: { id: "later", timepoint: "follow-up", posture: "supine", readings: [] } });

  it("of a level without corners waits where the views meet until the reader keeps it there or has moved it", async () => {
    await open(stack(20));
    volume.placeBone("L1");
    measureRoi(statistics);
    await settled();
    expect(densities(), "nothing says that L1 lies there").toEqual([undefined]);
    expect(volume.store.getState().bone.draft).toMatchObject({ level: "L1", isGuess: true, density: { meanHu: 131 } });
    void volume.settleBone();
    measureRoi(statistics);
    await settled();
    expect(densities()).toEqual([131]);
    expect(volume.store.getState().bone.draft).toBeNull();
  });

  it("is written into none where the reader has turned to another exam meanwhile", async () => {
    await open(stack(20));
    addExam();
    volume.placeBone("L1");
    measureRoi(statistics);
    await settled();
    void volume.settleBone();
    session.store.setState(({ view }) => ({ view: { ...view, examId: "later" } }));
    measureRoi(statistics);
    await settled();
    expect(densities()).toEqual([undefined, undefined]);
    expect(volume.store.getState().bone.draft).toBeNull();
  });
});
