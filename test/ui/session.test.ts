import type { History } from "#case/history";
import type { ImageLibrary, NamedFile } from "#image/library";
import type { Instance } from "#image/instance";
import { writeCaseFile } from "#case/caseFile";
import type { CaseKeeper, SessionPorts } from "#ui/session/ports";
import { missingAnchor, protocolIdOf, protocolProgress } from "#ui/session/protocols";
import { activeCaseOf, anteriorUnknown, assessmentOf, canRedo, canUndo, isCaseComing, readingsHereOf, shownReadingOf, shownRefOf } from "#ui/session/select";
import { createSession, type Session } from "#ui/session/session";
import { levelsOf } from "#spine/level";
import { caseFileProblemText } from "../../src/ui/words";
import { beforeEach, describe, expect, it } from "vitest";
import { film, slice } from "./instances";

/** The store of one browser: what is saved in one sitting is there in the next. */
function browser(): CaseKeeper & { readonly saved: Map<string, History> } {
  const saved = new Map<string, History>();
  const pseudonyms = new Map<string, string>();
  return {
    saved,
    list: async () => [...saved.values()].map(({ case: { subject, exams } }) => ({ subjectId: subject.id, savedAt: "", exams: exams.length, points: 0 })),
    load: async (id) => saved.get(id),
    save: async (history) => void saved.set(history.case.subject.id, history),
    remove: async (id) => void saved.delete(id),
    findByImage: async () => [],
    subjectIdFor: async ({ patientId }, make) => {
      const id = pseudonyms.get(patientId) ?? make();
      pseudonyms.set(patientId, id);
      return id;
    },
  };
}

let headers: readonly Instance[] = [];
let batch = 1;
const library: ImageLibrary = {
  open: async (files, on) => {
    for (let i = 0; i < headers.length; i += batch) on.instances(headers.slice(i, i + batch));
    on.problems([{ fileName: "letter.txt", code: "not-dicom" }]);
    on.progress(files.length, files.length);
  },
  frame: () => Promise.reject(new Error("no pixels here")),
  thumbnail: () => Promise.reject(new Error("no pixels here")),
  dispose: () => undefined,
};

let keeper: ReturnType<typeof browser>;
let ids = 0;
function sit(more: Partial<SessionPorts> = {}): Session {
  return createSession({
    library,
    keeper,
    formats: { csv: () => "", reportText: () => "" },
    settings: { read: () => null, write: () => undefined },
    fetchSample: () => Promise.reject(new Error("no sample here")),
    now: () => "2025-10-01T12:00:00Z",
    newId: () => `id${++ids}`,
    programVersion: "0",
    ...more,
  });
}

const FILES: readonly NamedFile[] = [{ path: "x.dcm", blob: new Blob() }];

async function open(session: Session, ...instances: readonly Instance[]): Promise<void> {
  headers = instances;
  await session.open(FILES);
}

const caseOf = (session: Session) => activeCaseOf(session.store.getState());

function place(session: Session, landmark: string, posterior: readonly [number, number], anterior: readonly [number, number]): void {
  const at = shownRefOf(session.store.getState());
  if (!at) throw new Error("no reading is shown");
  session.edit({ kind: "set-point", at, landmark, part: "posterior", to: posterior });
  session.edit({ kind: "set-point", at, landmark, part: "anterior", to: anterior });
}

beforeEach(() => {
  keeper = browser();
  batch = 1;
});

describe("opening", () => {
  it("makes a case of the patient and an exam of each study, and shows the first film", async () => {
    const session = sit();
    await open(session, film({ sop: "b", date: "2025-09-01" }), film({ sop: "a", date: "2025-03-01" }));
    expect(caseOf(session)?.exams.map(({ date }) => date)).toEqual(["2025-03-01", "2025-09-01"]);
    expect(session.store.getState().view.stackId).toBe("b");
    expect(JSON.stringify(caseOf(session))).not.toMatch(/P1|Name/);
  });

  it("asks for the first film's pixels as soon as it is described, before its case is known, and for no other's", async () => {
    const asked: string[] = [];
    let cases = -1;
    const frame: ImageLibrary["frame"] = async ({ sopInstanceUid }) => {
      asked.push(sopInstanceUid);
      cases = session.store.getState().cases.size;
      throw new Error("no pixels here");
    };
    const session = sit({ library: { ...library, frame } });
    await open(session, film({ sop: "a" }), film({ sop: "b" }));
    expect(asked).toEqual(["a"]);
    expect(cases).toBe(0);
    expect(session.store.getState().view.stackId).toBe("a");
  });

  it("keeps two patients in two cases", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }), film({ sop: "x", patientId: "P2" }));
    expect(session.store.getState().cases.size).toBe(2);
  });

  it("grows the shown series and stays in its middle until the reader scrolls", async () => {
    const session = sit();
    await open(session, ...[3, 1, 2, 5, 4].map((n) => slice(n, n)));
    expect(session.store.getState().view).toMatchObject({ position: 2, stack: { length: 5 } });
    expect(caseOf(session)?.exams).toHaveLength(1);
  });

  it("shows a film that is dropped later, and lists files that are none without blaming them", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    await open(session, film({ sop: "b", date: "2025-09-01" }));
    expect(session.store.getState().view.stackId).toBe("b");
    expect(session.store.getState().files.problems).toMatchObject([{ fileName: "letter.txt", quiet: true }, { quiet: true }]);
  });

  it("leaves no empty readings behind when a study is looked through", async () => {
    const session = sit();
    const [first, second] = [film({ sop: "a" }), film({ sop: "b" })];
    await open(session, first, second);
    const stack = (instance: Instance) => ({ id: instance.sopInstanceUid, label: "", items: [{ instance, frameIndex: 0 }], start: 0 });
    await session.show(stack(second));
    await session.show(stack(first));
    expect(caseOf(session)?.exams.flatMap(({ readings }) => readings)).toHaveLength(1);
    place(session, "T8.superior", [70, 100], [40, 100]);
    await session.show(stack(second));
    expect(caseOf(session)?.exams.flatMap(({ readings }) => readings)).toHaveLength(2);
    session.undo();
    session.undo();
    await session.show(stack(first));
    await session.show(stack(second));
    expect(canRedo(session.store.getState()), "redo would bring points back to the reading of the first film").toBe(true);
    expect(caseOf(session)?.exams.flatMap(({ readings }) => readings)).toHaveLength(2);
  });
});

describe("a CT and a film of one day", () => {
  const stack = (...instances: readonly Instance[]) => ({ id: instances[0]?.sopInstanceUid ?? "", label: "", items: instances.map((instance) => ({ instance, frameIndex: 0 })), start: 0 });
  const [lateral, ct] = [film({ sop: "a" }), [slice(1, 0), slice(2, 3)]] as const;
  const postures = (session: Session) => caseOf(session)?.exams.map(({ posture, readings }) => [posture, readings.map(({ image }) => image.kind)]);

  it("are one exam while they are looked through, whose posture is the shown picture's; one undo step takes nothing of it back", async () => {
    const session = sit();
    await open(session, lateral, ...ct);
    await session.show(stack(lateral));
    expect(postures(session)).toEqual([["unknown", ["projection"]]]);
    await session.show(stack(...ct));
    expect(postures(session)).toEqual([["supine", ["volume"]]]);
    await session.show(stack(lateral));
    expect(postures(session)).toEqual([["unknown", ["projection"]]]);
    expect(canUndo(session.store.getState())).toBe(false);
  });

  it("are two once one has been read: standing targets aren't printed from a CT, nor a film called supine", async () => {
    const session = sit();
    await open(session, lateral, ...ct);
    await session.show(stack(lateral));
    place(session, "T8.superior", [70, 100], [40, 100]);
    await session.show(stack(...ct));
    expect(postures(session)).toEqual([["unknown", ["projection"]], ["supine", ["volume"]]]);
  });

  it("what the reader says of a CT's posture holds for the other series of that exam", async () => {
    const session = sit();
    await open(session, ...ct);
    await session.show(stack(...ct));
    const [exam] = caseOf(session)?.exams ?? [];
    session.edit({ kind: "set-exam", examId: exam?.id ?? "", to: { posture: "standing" } });
    await session.show(stack(slice(1, 0, "thin"), slice(2, 1, "thin")));
    expect(postures(session)).toEqual([["standing", ["volume"]]]);
  });
});

describe("reading", () => {
  it("judges the angle from four points, and takes everything back to nothing", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    place(session, "T10.inferior", [70, 200], [40, 200]);
    place(session, "T8.superior", [70, 100], [40, 100 + 30 * Math.tan((24 * Math.PI) / 180)]);
    const pja = assessmentOf(session.store.getState())?.headline;
    expect(pja?.value).toBeCloseTo(24, 9);
    expect(pja?.state).toBe("met");
    while (canUndo(session.store.getState())) session.undo();
    expect(shownReadingOf(session.store.getState())?.landmarks).toEqual({});
    expect(caseOf(session)?.surgery?.uiv).toBeUndefined();
    while (canRedo(session.store.getState())) session.redo();
    expect(assessmentOf(session.store.getState())?.headline.value).toBeCloseTo(24, 9);
  });

  it("moves the values with a draft and keeps none of it", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    place(session, "T10.inferior", [70, 200], [40, 200]);
    place(session, "T8.superior", [70, 100], [40, 100]);
    const at = shownRefOf(session.store.getState());
    if (!at) throw new Error("no reading is shown");
    const before = caseOf(session);
    session.draft({ kind: "set-point", at, landmark: "T8.superior", part: "anterior", to: [40, 130] });
    expect(assessmentOf(session.store.getState())?.headline.value).toBeCloseTo(45, 9);
    expect(caseOf(session)).toBe(before);
    session.draft(null);
    expect(assessmentOf(session.store.getState())?.headline.value).toBeCloseTo(0, 9);
  });

  it("asks for the anterior side where the file doesn't say, and then measures", async () => {
    const session = sit();
    await open(session, film({ sop: "a", orientation: ["", ""] }));
    expect(anteriorUnknown(session.store.getState())).toBe(true);
    session.setAnterior("right", "up");
    expect(anteriorUnknown(session.store.getState())).toBe(false);
    expect(shownReadingOf(session.store.getState())?.image).toMatchObject({ anterior: "right" });
  });

  it("does not ask for the anterior side of an axial slice, which has none at its edges", async () => {
    const session = sit();
    const axial = { ...film({ sop: "a", modality: "SEG" }), frames: [{ imageOrientationPatient: [1, 0, 0, 0, 1, 0] as const }] };
    await open(session, axial);
    expect(shownReadingOf(session.store.getState())?.image).not.toHaveProperty("anterior");
    expect(anteriorUnknown(session.store.getState())).toBe(false);
  });

  it("takes the side that the reader has turned upwards as cranial where the file says nothing, and keeps the file's word elsewhere", async () => {
    const session = sit();
    await open(session, film({ sop: "a", orientation: ["", ""] }));
    session.setAnterior("up", "right");
    expect(shownReadingOf(session.store.getState())?.image).toMatchObject({ anterior: "up", cranial: "right" });
    const said = sit();
    await open(said, film({ sop: "b", patientId: "P2" }));
    said.setAnterior("right", "down");
    expect(shownReadingOf(said.store.getState())?.image, "only turned on the screen: cranial stays up").toMatchObject({ anterior: "right" });
    expect(shownReadingOf(said.store.getState())?.image).not.toHaveProperty("cranial");
  });

  it("asks for three points on each femoral head's rim, and passes over a head as a whole", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.chooseProtocol("full-sagittal");
    const asked = (): string | undefined => {
      const { tool } = session.store.getState();
      const step = tool.kind === "placing" ? tool.steps[tool.index] : undefined;
      return step && `${step.landmark}/${step.part}`;
    };
    while (asked() !== undefined && asked() !== "hip.1/rim.0") session.onTool({ kind: "skip" });
    expect(asked()).toBe("hip.1/rim.0");
    session.onTool({ kind: "skip" });
    expect(asked()).toBe("hip.2/rim.0");
  });

  it("leads through the protocol as soon as the UIV is said, from the first open point", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    const { tool } = session.store.getState();
    expect(tool.kind === "placing" && tool.steps[tool.index]).toEqual({ landmark: "T10.inferior", part: "posterior" });
  });

  it("asks which vertebra is fractured before the points of the fracture protocol, UIV or not, and then for each of them", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    session.chooseProtocol("fracture");
    expect(missingAnchor(session.store.getState())).toBe("fracture");
    expect(session.store.getState().tool.kind).toBe("idle");
    // What stands over the image asks it; a message besides would ask it twice.
    expect(session.store.getState().notice).toBeNull();
    session.setUiv(undefined);
    session.setFractureLevel("L1");
    expect(missingAnchor(session.store.getState())).toBeNull();
    const { tool } = session.store.getState();
    expect(tool).toMatchObject({ kind: "placing", steps: { length: 18 } });
    expect(tool.kind === "placing" && tool.steps.slice(0, 3)).toEqual([
      { landmark: "L1.superior", part: "posterior" },
      { landmark: "L1.superior.middle", part: "point" },
      { landmark: "L1.superior", part: "anterior" },
    ]);
    session.setFractureLevel("T12");
    expect(session.store.getState().tool).toMatchObject({ steps: { 0: { landmark: "T12.superior" } } });
    expect(protocolProgress(session.store.getState())).toEqual({ open: 18, total: 18 });
    expect(shownReadingOf(session.store.getState())?.answers).toEqual({ fractureLevel: "T12" });
  });

  it("starts with the four points of a PJK check, and remembers another protocol for that patient only", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    const stepsNow = () => {
      const { tool } = session.store.getState();
      return tool.kind === "placing" ? tool.steps.length : 0;
    };
    expect(stepsNow()).toBe(4);
    session.chooseProtocol("pjk-check-kyphosis");
    expect(stepsNow()).toBe(8);
    expect(protocolIdOf(session.store.getState())).toBe("pjk-check-kyphosis");
    await open(session, film({ sop: "x", patientId: "P2" }));
    expect(protocolIdOf(session.store.getState())).toBe("pjk-check");
  });

  it("takes no choice for a case while whose the dropped files are isn't known", async () => {
    const session = sit();
    expect(isCaseComing(session.store.getState()), "nothing is open").toBe(true);
    const opening = open(session, film({ sop: "a" }));
    expect(isCaseComing(session.store.getState()), "dropped").toBe(true);
    await opening;
    expect(isCaseComing(session.store.getState()), "shown").toBe(false);
    const next = open(session, film({ sop: "x", patientId: "P2" }));
    expect(isCaseComing(session.store.getState()), "another patient's film dropped").toBe(true);
    await next;
    expect(isCaseComing(session.store.getState())).toBe(false);
  });

  it("asks for the next point of a film by itself where the UIV is known, and goes on where it was left, until all are placed", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    expect(session.store.getState().tool.kind, "the UIV is not said").toBe("idle");
    session.setUiv("T10");
    place(session, "T10.inferior", [70, 200], [40, 200]);
    await open(session, film({ sop: "b", date: "2025-09-01" }));
    expect(session.store.getState().tool).toMatchObject({ kind: "placing", index: 0 });
    session.chooseExam(caseOf(session)?.exams[0]?.id ?? "");
    expect(session.store.getState().tool, "two of the four are placed").toMatchObject({ kind: "placing", index: 2 });
    place(session, "T8.superior", [70, 100], [40, 110]);
    session.chooseExam(caseOf(session)?.exams[1]?.id ?? "");
    session.chooseExam(caseOf(session)?.exams[0]?.id ?? "");
    expect(session.store.getState().tool.kind, "all four are placed").toBe("idle");
  });

  it("asks for the level that is missing when points are to be placed, and begins none", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.startProtocol();
    expect(missingAnchor(session.store.getState())).toBe("uiv");
    expect(session.store.getState().tool.kind).toBe("idle");
  });

  it("asks for other points when the spine turns out to have eleven thoracic vertebrae, and when that is undone", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("L1");
    const asksFor = () => {
      const { tool } = session.store.getState();
      return tool.kind === "placing" && tool.steps.some(({ landmark }) => landmark === "T10.superior");
    };
    expect(asksFor()).toBe(false);
    session.edit({ kind: "set-levels", to: levelsOf(11, 5) });
    expect(asksFor()).toBe(true);
    session.undo();
    expect(asksFor()).toBe(false);
  });

  it("guesses the timepoints nobody has said from the date of surgery, as one step", async () => {
    const session = sit();
    await open(session, film({ sop: "a", date: "2025-03-01" }), film({ sop: "b", date: "2025-09-01" }));
    session.setSurgeryDate("2025-03-10");
    expect(caseOf(session)?.exams.map(({ timepoint }) => timepoint)).toEqual(["preoperative", "follow-up"]);
    session.undo();
    expect(caseOf(session)?.exams.map(({ timepoint }) => timepoint)).toEqual(["unknown", "unknown"]);
  });

  it("stays whole when the exam that is looked at is removed and brought back", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.removeExam(caseOf(session)?.exams[0]?.id ?? "");
    expect(shownRefOf(session.store.getState())).toBeNull();
    expect(assessmentOf(session.store.getState())).toBeNull();
    session.undo();
    expect(shownRefOf(session.store.getState())).not.toBeNull();
  });
});

describe("two readers of one film", () => {
  it("each have a reading with points of their own, and switching between them shows theirs", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    place(session, "T10.inferior", [70, 200], [40, 200]);
    const first = shownRefOf(session.store.getState());
    session.setAnterior("right", "up");
    session.changeSettings({ reader: "CD" });
    session.addReading();
    expect(shownReadingOf(session.store.getState())).toMatchObject({ reader: "CD", landmarks: {}, image: { anterior: "right" } });
    expect(session.store.getState().tool).toMatchObject({ kind: "placing", index: 0 });
    expect(readingsHereOf(session.store.getState()).map(({ reading }) => reading.reader)).toEqual([undefined, "CD"]);
    if (first) session.chooseReading(first);
    expect(shownReadingOf(session.store.getState())?.landmarks).toHaveProperty(["T10.inferior"]);
  });

  it("taking the second reading away, by undo or by removing it, shows the first again; redo brings it back", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    const first = shownRefOf(session.store.getState());
    session.addReading();
    const second = shownRefOf(session.store.getState());
    session.undo();
    expect(shownRefOf(session.store.getState())).toEqual(first);
    session.redo();
    if (second) session.removeReading(second);
    expect(shownRefOf(session.store.getState())).toEqual(first);
    session.undo();
    expect(readingsHereOf(session.store.getState())).toHaveLength(2);
  });
});

describe("coming back", () => {
  it("finds points and undo steps on the same film in the next sitting", async () => {
    const first = sit();
    await open(first, film({ sop: "a" }));
    first.setUiv("T10");
    place(first, "T10.inferior", [70, 200], [40, 200]);
    await Promise.resolve();
    const second = sit();
    await open(second, film({ sop: "a" }));
    expect(shownReadingOf(second.store.getState())?.landmarks["T10.inferior"]).toEqual({ posterior: [70, 200], anterior: [40, 200] });
    second.undo();
    expect(shownReadingOf(second.store.getState())?.landmarks["T10.inferior"]).toEqual({ posterior: [70, 200] });
  });

  it("asks before a case file takes the place of what is kept, and says where a broken one is wrong", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    const document = caseOf(session);
    if (!document) throw new Error("a case is open");
    const changed = writeCaseFile({ ...document, surgery: { uiv: "T4" } });
    await session.openCaseText(changed, "case.json");
    expect(session.store.getState().incoming?.fileName).toBe("case.json");
    expect(caseOf(session)?.surgery).toBeUndefined();
    session.answerIncoming("replace");
    expect(caseOf(session)?.surgery).toEqual({ uiv: "T4" });
    await session.openCaseText(changed.replace('"T4"', '"T44"'), "bad.json");
    const last = session.store.getState().files.problems.at(-1);
    expect(last).toMatchObject({ fileName: "bad.json", what: { of: "case" } });
    expect(last?.what.of === "case" && caseFileProblemText(last.what.problem)).toMatch(/^\/surgery\/uiv: .*T44/);
  });

  it("goes on when the store refuses, and says what can be done", async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error("disk full"));
    const session = sit({ keeper: { ...keeper, save: refuse } });
    await open(session, film({ sop: "a" }));
    session.setUiv("T10");
    await new Promise((resolve) => setTimeout(resolve));
    expect(session.store.getState().notice).toMatchObject({ kind: "problem", text: expect.stringContaining("disk full") as string });
    expect(caseOf(session)?.surgery?.uiv).toBe("T10");
  });
});
