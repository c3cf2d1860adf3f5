import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit, newHistory, redo, undo, type History } from "#case/history";
import type { StoredPoint } from "#case/patientCase";
import { openCaseStore, StoreConflict, type CaseStore } from "#storage/caseStore";
import { caseOf, exam, reading, VOLUME } from "../case/cases";

let name = "";
let count = 0;
let clock = 0;
const open: CaseStore[] = [];
/** A tab of the browser. */
async function tab(): Promise<CaseStore> {
  const store = await openCaseStore(name, () => new Date(Date.UTC(2026, 0, 1) + (clock += 1000)).toISOString());
  open.push(store);
  return store;
}
beforeEach(() => {
  count += 1;
  name = `test-${count}`;
});
afterEach(() => open.splice(0).forEach((store) => store.close()));

const at = { examId: "e1", readingId: "r1" };
const START = newHistory({ ...caseOf(exam("e1", "unknown", [reading("r1", {})], { date: "2025-01-01" })), extra: { cohort: 7 } });
const place = (history: History, n: number): History => commit(history, { kind: "set-point", at, landmark: "T8.superior", part: "posterior", to: [n, n] as StoredPoint });
const named = (id: string): History => newHistory({ ...START.case, subject: { id } });

describe("a kept case", () => {
  it("comes back with every step of its undo and redo, in another tab, without the first having closed", async () => {
    const one = await tab();
    const history = undo([1, 2, 3].reduce(place, START));
    await one.save(history);
    const again = await (await tab()).load("S1");
    expect(again).toStrictEqual(history);
    if (!again) throw new Error("nothing kept");
    expect(redo(again).case).toStrictEqual([1, 2, 3].reduce(place, START).case);
    expect(undo(undo(again)).case).toStrictEqual(START.case);
  });

  it("is kept after each edit: undo, a new branch and back are what is read", async () => {
    const store = await tab();
    let history = START;
    for (const step of [(h: History) => place(h, 1), (h: History) => place(h, 2), undo, (h: History) => place(h, 9), (h: History) => place(h, 10), undo, undo]) {
      history = step(history);
      await store.save(history);
      expect(await (await tab()).load("S1")).toStrictEqual(history);
    }
  });

  it("is the last one saved, though the saves were not waited for", async () => {
    const store = await tab();
    let history = START;
    const saves: Promise<void>[] = [];
    for (let n = 0; n < 100; n += 1) saves.push(store.save((history = place(history, n))));
    await Promise.all(saves);
    expect(await store.load("S1")).toStrictEqual(history);
  });

  it("is listed, latest first, and found by the UID of a film, a series or a frame of reference", async () => {
    const store = await tab();
    await store.save(place(named("A"), 1));
    await store.save(newHistory({ ...caseOf(exam("e", "unknown", [reading("r", {}, { image: VOLUME })])), subject: { id: "B" } }));
    expect(await store.list()).toEqual([
      { subjectId: "B", savedAt: new Date(Date.UTC(2026, 0, 1) + clock).toISOString(), exams: 1, points: 0, uiv: "T10" },
      { subjectId: "A", savedAt: expect.any(String), exams: 1, points: 1, dates: ["2025-01-01", "2025-01-01"], uiv: "T10" },
    ]);
    const found = async (...uids: readonly string[]) => (await store.findByImage(uids)).map(({ subjectId }) => subjectId);
    expect(await found("1.2.3")).toEqual(["A"]);
    expect(await found("1.2.5")).toEqual(["B"]);
    expect(await found("1.2.4", "1.2.5", "1.2.3")).toEqual(["B", "A"]);
    expect(await found("9")).toEqual([]);
  });

  it("is told by the dates of its first and last exam, whatever their order, and by its UIV; one without them by neither", async () => {
    const store = await tab();
    const dated = (id: string, date?: string) => exam(id, "unknown", [], date === undefined ? {} : { date });
    await store.save(newHistory({ subject: { id: "BARE" }, exams: [dated("e")] }));
    await store.save(newHistory({ ...caseOf(dated("a", "2025-03-01"), dated("b"), dated("c", "2024-12-31")), subject: { id: "DATED" } }));
    const [withDates, bare] = await store.list();
    expect([withDates?.dates, withDates?.uiv]).toEqual([["2024-12-31", "2025-03-01"], "T10"]);
    expect(Object.keys(bare ?? {})).toEqual(["subjectId", "savedAt", "exams", "points"]);
  });

  it("is listed though its text can't be read", async () => {
    const store = await tab();
    await store.save(START);
    const database = await openDB(name);
    const record = (await database.get("cases", "S1")) as object;
    await database.put("cases", { ...record, text: "torn" });
    database.close();
    expect(await store.list()).toEqual([{ subjectId: "S1", savedAt: expect.any(String), exams: 1, points: 0 }]);
  });

  it("is gone when it is removed, with its steps and its link to the patient", async () => {
    const store = await tab();
    await store.save(place(START, 1));
    expect(await store.subjectIdFor({ patientId: "MRN-1" }, () => "S1")).toBe("S1");
    await store.remove("S1");
    expect(await store.load("S1")).toBeUndefined();
    expect(await store.list()).toEqual([]);
    expect(await store.subjectIdFor({ patientId: "MRN-1" }, () => "new")).toBe("new");
    await store.save(START);
    expect(await store.load("S1")).toStrictEqual(START);
  });

  it("that is replaced by a case file of the same subject keeps none of the old steps", async () => {
    await (await tab()).save([1, 2, 3].reduce(place, START));
    const other = await tab();
    await other.save(place(START, 7));
    expect(await other.load("S1")).toStrictEqual(place(START, 7));
  });

  it("was never there", async () => {
    expect(await (await tab()).load("nobody")).toBeUndefined();
  });
});

describe("two tabs with one case", () => {
  it("the one that comes late is told so, and nothing of the other is lost", async () => {
    const [one, two] = [await tab(), await tab()];
    await one.save(START);
    await two.load("S1");
    const first = place(START, 1);
    await one.save(first);
    const late = two.save(place(START, 2));
    await expect(late).rejects.toBeInstanceOf(StoreConflict);
    await expect(late).rejects.toThrow("case S1 was saved by another tab at 2026-01-01T");
    expect(await one.load("S1")).toStrictEqual(first);
    // Reading it again is what brings the late one up to date.
    const current = await two.load("S1");
    if (!current) throw new Error("nothing kept");
    await two.save(place(current, 3));
    await expect(one.save(place(first, 4))).rejects.toBeInstanceOf(StoreConflict);
  });

  it("both beginning the same patient's case: the second is told", async () => {
    const [one, two] = [await tab(), await tab()];
    await Promise.all([one.load("S1"), two.load("S1")]);
    await one.save(place(START, 1));
    await expect(two.save(place(START, 2))).rejects.toBeInstanceOf(StoreConflict);
  });

  it("a conflict does not stop the saves of other cases that wait behind it", async () => {
    const [one, two] = [await tab(), await tab()];
    await two.load("S1");
    await one.save(START);
    const [conflict, other] = await Promise.allSettled([two.save(place(START, 1)), two.save(named("B"))]);
    expect([conflict.status, other.status]).toEqual(["rejected", "fulfilled"]);
  });

  it("a case that the other removed is kept again by the next save, with all its steps", async () => {
    const [one, two] = [await tab(), await tab()];
    const history = [1, 2].reduce(place, START);
    await one.save(history);
    await two.remove("S1");
    await one.save(place(history, 3));
    expect(await two.load("S1")).toStrictEqual(place(history, 3));
  });
});

describe("what is kept and cannot be read", () => {
  const spoil = async (change: object): Promise<void> => {
    await (await tab()).save([1, 2].reduce(place, START));
    const database = await openDB(name);
    await database.put("cases", { ...(await database.get("cases", "S1") as object), ...change });
    database.close();
  };

  it("is an error that says what is wrong", async () => {
    await spoil({ text: '{"format":"sagitta-case","version":3}' });
    await expect((await tab()).load("S1")).rejects.toThrow("the kept case S1 cannot be read: /version: is a version that this program does not read: 3");
  });

  it.each([{ steps: 5 }, { position: 3 }, { position: -1 }])("steps that don't belong to the case (%j) are left behind, the case is not", async (change) => {
    await spoil(change);
    expect(await (await tab()).load("S1")).toStrictEqual(newHistory([1, 2].reduce(place, START).case));
  });
});

describe("a patient's pseudonym", () => {
  it("is made once and stays, and two patients of one number from two hospitals are two", async () => {
    const store = await tab();
    let made = 0;
    const make = (): string => `S${(made += 1)}`;
    expect(await store.subjectIdFor({ patientId: "1", issuer: "A" }, make)).toBe("S1");
    expect(await store.subjectIdFor({ patientId: "1", issuer: "B" }, make)).toBe("S2");
    expect(await store.subjectIdFor({ patientId: "1" }, make)).toBe("S3");
    expect(await (await tab()).subjectIdFor({ patientId: "1", issuer: "A" }, make)).toBe("S1");
  });

  it("two people of one number are two, and a file without a birth date goes to the one met first", async () => {
    const store = await tab();
    let made = 0;
    const make = (): string => `S${(made += 1)}`;
    const of = async (birthDate?: string) => store.subjectIdFor({ patientId: "1", ...(birthDate === undefined ? {} : { birthDate }) }, make);
    expect(await of()).toBe("S1");
    expect(await of("1950-01-31"), "the number was nobody else's").toBe("S1");
    expect(await of("1961-07-02")).toBe("S2");
    expect(await of("1961-07-02")).toBe("S2");
    expect(await of("1950-01-31")).toBe("S1");
    expect(await of()).toBe("S1");
    await store.remove("S1");
    expect(await of("1961-07-02"), "still themselves").toBe("S2");
    expect(await of("1950-01-31")).toBe("S3");
    await store.remove("S2");
    expect(await of("1961-07-02")).toBe("S4");
  });
});

describe("another version of the program", () => {
  it("that upgrades the database in another tab is not held up by this one", async () => {
    await (await tab()).save(START);
    const upgraded = await openDB(name, 2);
    expect(upgraded.version).toBe(2);
    upgraded.close();
  });
});
