/** Files on their way: several drops at once, a reader who cancels, files that can't be read, a second tab. */
import { writeCaseFile } from "#case/caseFile";
import type { History } from "#case/history";
import type { PatientCase } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { ImageLibrary, NamedFile, OpenEvents } from "#image/library";
import type { SessionPorts } from "#ui/session/ports";
import { activeCaseOf, canUndo } from "#ui/session/select";
import { createSession, type Session } from "#ui/session/session";
import { beforeEach, describe, expect, it } from "vitest";
import { film } from "./instances";

/** One drop as the library reads it: the test says what comes of it, and when it ends. */
interface Drop {
  readonly on: OpenEvents;
  readonly signal: AbortSignal;
  end(): void;
}

let drops: Drop[];
const library: ImageLibrary = {
  open: (files, on, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        // As the real one does: what has been found is reported at the end, after a cancel too.
        on.progress(files.length - 1, files.length);
        resolve();
      };
      signal.addEventListener("abort", end);
      drops.push({ on, signal, end });
    }),
  frame: () => Promise.reject(new Error("no pixels here")),
  thumbnail: () => Promise.reject(new Error("no pixels here")),
  dispose: () => undefined,
};

class StoreConflict extends Error {
  override readonly name = "StoreConflict";
}

let saved: Map<string, History>;
let saves: string[];
let refuse: Error | null;
function sit(more: Partial<SessionPorts> = {}): Session {
  let ids = 0;
  return createSession({
    library,
    keeper: {
      list: async () => [...saved.keys()].map((subjectId) => ({ subjectId, savedAt: "", exams: 1, points: 0 })),
      load: async (id) => saved.get(id),
      save: async (history) => {
        if (refuse) throw refuse;
        saves.push(history.case.subject.id);
        saved.set(history.case.subject.id, history);
      },
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
    ...more,
  });
}

beforeEach(() => {
  drops = [];
  saved = new Map();
  saves = [];
  refuse = null;
});

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};
const named = (count: number): readonly NamedFile[] => Array.from({ length: count }, (_, n) => ({ path: `IM${n}.dcm`, blob: new Blob() }));
const filesOf = (session: Session) => session.store.getState().files;
const shownOf = (session: Session) => session.store.getState().view.stackId;

describe("files that are being read", () => {
  it("are not given up for others that are dropped meanwhile: all are read, counted together, and what came last is shown", async () => {
    const session = sit();
    const first = session.open(named(60));
    drops[0]?.on.instances([film({ sop: "a" })]);
    drops[0]?.on.progress(10, 60);
    await settled();
    expect(shownOf(session)).toBe("a");
    const second = session.open(named(20));
    expect([drops[0]?.signal.aborted, filesOf(session).progress]).toEqual([false, { done: 10, total: 80 }]);
    drops[0]?.on.instances([film({ sop: "b", date: "2025-09-02" })]);
    await settled();
    expect(shownOf(session), "of the earlier drop nothing more comes to stand on the screen").toBe("a");
    drops[1]?.on.instances([film({ sop: "c", patientId: "P2" })]);
    await settled();
    expect(shownOf(session)).toBe("c");
    drops[1]?.end();
    await second;
    expect(filesOf(session).progress).toEqual({ done: 10, total: 60 });
    drops[0]?.on.instances([film({ sop: "d", date: "2025-09-03" })]);
    drops[0]?.end();
    await first;
    expect([filesOf(session).progress, filesOf(session).instances.length, shownOf(session)]).toEqual([null, 4, "c"]);
  });

  const sampleOf = (openSopInstanceUid: string): Partial<SessionPorts> => ({
    fetchSample: async () => ({ files: named(2), caseName: "sample.json", caseText: writeCaseFile({ subject: { id: "SAMPLE" }, exams: [] }), openSopInstanceUid, attribution: "" }),
  });

  it("leave the screen to a sample that is opened meanwhile, which shows its own film", async () => {
    const session = sit(sampleOf("s2"));
    const first = session.open(named(60));
    drops[0]?.on.instances([film({ sop: "a" })]);
    await settled();
    const sample = session.openSample();
    await settled();
    drops[0]?.on.instances([film({ sop: "b", date: "2025-09-02" })]);
    drops[1]?.on.instances([film({ sop: "s1", patientId: "S" }), film({ sop: "s2", patientId: "S", date: "2025-09-02" })]);
    await settled();
    expect(shownOf(session)).toBe("s2");
    for (const { end } of drops) end();
    await Promise.all([first, sample]);
    expect(shownOf(session)).toBe("s2");
  });

  it("of a sample wait for no film of it once others are dropped: those are shown, and stay", async () => {
    const session = sit(sampleOf("s2"));
    const sample = session.openSample();
    await settled();
    const second = session.open(named(1));
    drops[1]?.on.instances([film({ sop: "c", patientId: "P2" })]);
    await settled();
    expect(shownOf(session)).toBe("c");
    drops[0]?.on.instances([film({ sop: "s1", patientId: "S" }), film({ sop: "s2", patientId: "S", date: "2025-09-02" })]);
    for (const { end } of drops) end();
    await Promise.all([sample, second]);
    expect([shownOf(session), filesOf(session).instances.length]).toEqual(["c", 3]);
  });

  /** A sample on a slow link: the test says how much has come, and when it fails. */
  const slowly = () => {
    const asked: { readonly progress: (done: number, total: number) => void; readonly signal: AbortSignal; fail(error: Error): void }[] = [];
    const fetchSample: SessionPorts["fetchSample"] = (progress, signal) => new Promise((_, reject) => void asked.push({ progress, signal, fail: reject }));
    return { asked, session: sit({ fetchSample }) };
  };

  it("of a sample are counted while they are fetched, once at a time, and the reader can cancel", async () => {
    const { asked, session } = slowly();
    const [sample, again] = [session.openSample(), session.openSample()];
    expect([asked.length, filesOf(session).fetching]).toEqual([1, { done: 0, total: 0 }]);
    asked[0]?.progress(3.5, 17);
    expect([filesOf(session).fetching, filesOf(session).progress]).toEqual([{ done: 3.5, total: 17 }, null]);
    session.cancelOpening();
    asked[0]?.progress(4, 17);
    expect([asked[0]?.signal.aborted, filesOf(session).fetching, filesOf(session).isCut]).toEqual([true, null, false]);
    asked[0]?.fail(new DOMException("aborted", "AbortError"));
    await Promise.all([sample, again]);
    expect(session.store.getState().notice).toEqual({ kind: "done", text: "The sample case was not opened: cancelled." });
  });

  it("of a sample that do not come are told of in plain words, until the next attempt; what the server answers is said", async () => {
    const { asked, session } = slowly();
    const text = () => session.store.getState().notice?.text;
    const attempt = async (error: Error): Promise<void> => {
      const sample = session.openSample();
      expect(text(), "nothing is left of the attempt before").toBeUndefined();
      asked.at(-1)?.fail(error);
      await sample;
    };
    await attempt(new TypeError("Failed to fetch"));
    expect(text()).toBe("The sample case could not be fetched: the connection failed. Check it, then open the sample again.");
    await attempt(new Error("/sample/a.dcm: 404 Not Found"));
    expect(text()).toBe("The sample case could not be fetched: /sample/a.dcm: 404 Not Found");
    const files = session.open(named(1));
    expect([text(), filesOf(session).fetching]).toEqual([undefined, null]);
    session.notify("problem", "the store refuses");
    drops[0]?.end();
    await files;
    void session.open(named(1));
    expect(text(), "of something else").toBe("the store refuses");
  });

  it("that the reader cancels are over at once, and how many were not opened is said", async () => {
    const session = sit();
    const reading = session.open(named(60));
    drops[0]?.on.instances([film({ sop: "a" })]);
    drops[0]?.on.progress(11, 60);
    await settled();
    session.cancelOpening();
    await reading;
    await settled();
    expect(filesOf(session)).toMatchObject({ progress: null, isCut: true });
    expect(session.store.getState().notice?.text).toBe("Reading was cancelled: 49 files were not opened. Choose them again to go on.");
    expect(activeCaseOf(session.store.getState())?.exams, "what was read stays").toHaveLength(1);
    const again = session.open(named(3));
    expect(filesOf(session)).toMatchObject({ progress: { done: 0, total: 3 }, isCut: false });
    drops[1]?.end();
    await again;
    expect(filesOf(session).progress).toBeNull();
  });

  it("end even where a case can't be made for one of them", async () => {
    const session = sit({ now: () => { throw new Error("no clock"); } });
    const reading = session.open(named(2));
    drops[0]?.on.instances([film({ sop: "a" })]);
    await settled();
    drops[0]?.end();
    await expect(reading).rejects.toThrow("no clock");
    expect([filesOf(session).progress, session.store.getState().notice?.text]).toEqual([null, "Error: no clock"]);
  });
});

describe("case files among them", () => {
  const caseOf = (id: string, ageYears?: number): PatientCase => ({ subject: { id, ...(ageYears !== undefined && { ageYears }) }, exams: [] });
  const file = (path: string, text: string): NamedFile => ({ path, blob: new Blob([text]) });

  it("that can't be read are problems by name, and the others are opened", async () => {
    const session = sit();
    const broken: Blob = Object.assign(new Blob(), { text: () => Promise.reject(new DOMException("moved", "NotFoundError")) });
    void session.open([{ path: "gone.json", blob: broken }, file("good.json", writeCaseFile(caseOf("S1"))), ...named(1)]);
    await settled();
    expect(filesOf(session).problems).toMatchObject([{ fileName: "gone.json", what: { problem: { code: "unreadable" } }, quiet: false }]);
    expect([session.store.getState().activeCase, drops.length]).toEqual(["S1", 1]);
  });

  it("that are JSON of other programs are no alarm; a damaged case is one", async () => {
    const session = sit();
    await session.open([file("sidecar.json", '{"Modality":"CT"}'), file("cut.json", writeCaseFile(caseOf("S1")).slice(0, -9))]);
    expect(filesOf(session).problems.map(({ fileName, quiet }) => [fileName, quiet])).toEqual([["sidecar.json", true], ["cut.json", false]]);
  });

  it("that differ from what is kept are asked about one after another", async () => {
    const session = sit();
    const states = ["B", "C"].flatMap((id) => [file(`${id}.json`, writeCaseFile(caseOf(id, 50)))]);
    await session.open(states);
    await session.open(["B", "C"].map((id) => file(`${id} later.json`, writeCaseFile(caseOf(id, 60)))));
    const asked = (): string | undefined => session.store.getState().incoming?.fileName;
    expect(asked()).toBe("B later.json");
    session.answerIncoming("replace");
    expect(asked()).toBe("C later.json");
    session.answerIncoming("cancel");
    expect([asked(), saved.get("B")?.case.subject.ageYears]).toEqual([undefined, 60]);
  });

  it("a kept case is shown as it is kept: opening it saves nothing, so that another tab can go on with it", async () => {
    await sit().open([file("S1.json", writeCaseFile(caseOf("S1")))]);
    await settled();
    expect(saves).toEqual(["S1"]);
    const second = sit();
    await second.openKept("S1");
    await settled();
    expect([second.store.getState().activeCase, saves]).toEqual(["S1", ["S1"]]);
  });

  it("a case that another tab has changed says so in words, with what can be done", async () => {
    const session = sit();
    await session.open([file("S1.json", writeCaseFile(caseOf("S1")))]);
    refuse = new StoreConflict("case S1 was saved by another tab");
    session.setUiv("T10");
    await settled();
    expect(session.store.getState().notice?.text).toMatch(/^S1 was changed in another tab, .*Export the case file/);
  });
});

describe("a reading without points", () => {
  const open = async (session: Session, ...instances: readonly Instance[]): Promise<void> => {
    const reading = session.open(named(1));
    drops.at(-1)?.on.instances(instances);
    await settled();
    drops.at(-1)?.end();
    await reading;
  };
  const imagesOf = (session: Session) => activeCaseOf(session.store.getState())?.exams[0]?.readings.map(({ image }) => (image.kind === "projection" ? image.sopInstanceUid : ""));

  it("goes to the next film of its day, unless its film was given a scale, a side or an answer", async () => {
    const session = sit();
    await open(session, film({ sop: "a" }));
    await open(session, film({ sop: "b" }));
    expect(imagesOf(session)).toEqual(["b"]);
    session.setAnterior("right", "up");
    expect(canUndo(session.store.getState())).toBe(true);
    session.undo();
    await open(session, film({ sop: "c" }));
    expect(imagesOf(session), "redo could bring the side back").toEqual(["b", "c"]);
  });

  it("of a case file keeps what it says of its film", async () => {
    const session = sit();
    const image = { kind: "projection", sopInstanceUid: "a", columns: 10, rows: 10, anterior: "right", spacing: { rowMm: 0.2, columnMm: 0.2, source: "user-line" } };
    const text = JSON.stringify({ format: "sagitta-case", version: 1, subject: { id: "case of P1" }, exams: [{ id: "e", timepoint: "unknown", posture: "standing", date: "2025-09-01", readings: [{ id: "r", image, landmarks: {} }] }] });
    await session.open([{ path: "case.json", blob: new Blob([text]) }]);
    expect(session.store.getState().files.problems).toEqual([]);
    await open(session, film({ sop: "b", date: "2025-09-01" }));
    expect(imagesOf(session)).toEqual(["a", "b"]);
  });
});
