import type { PatientKey } from "#case/binding";
import { readCaseFile, writeCaseFile } from "#case/caseFile";
import { newHistory, type History, type Step } from "#case/history";
import { partsOf } from "#case/landmarkPart";
import { imageUidsOf } from "#case/matching";
import type { PatientCase } from "#case/patientCase";
import { caseProblemText } from "#text/reason";
import { openDatabase, stepsOf, type CaseRecord, type Database } from "./database";
import { glanceAt, type Glance } from "./glance";

/** What the list of cases shows. */
export interface KeptCase {
  readonly subjectId: string;
  /** ISO 8601 instant of the last save. */
  readonly savedAt: string;
  readonly exams: number;
  readonly points: number;
}

/** Cases kept in this browser, by subject id, each with its undo and redo steps. */
export interface CaseStore {
  /** Latest first, with what each is told by. */
  list(): Promise<readonly (KeptCase & Glance)[]>;
  /** Rejects when what is kept cannot be read as a case. */
  load(subjectId: string): Promise<History | undefined>;
  /**
   * Writes one state of a case. Saves are written in the order they were asked for, each wholly or not at all. Rejects
   * with a StoreConflict when another tab has saved this case since this one read or saved it; nothing is written then.
   */
  save(history: History): Promise<void>;
  remove(subjectId: string): Promise<void>;
  /** The kept cases with a reading of one of these films, series or frames of reference, latest first. */
  findByImage(uids: readonly string[]): Promise<readonly KeptCase[]>;
  /**
   * The pseudonym under which a patient's case is kept: made by `make` at the first call, the same ever after. The link
   * between the two stays in this browser.
   */
  subjectIdFor(patient: PatientKey, make: () => string): Promise<string>;
  close(): void;
}

/** Another tab saved the case in between. */
export class StoreConflict extends Error {
  constructor(
    readonly subjectId: string,
    readonly savedAt: string,
  ) {
    super(`case ${subjectId} was saved by another tab at ${savedAt}; reload this page to go on from there`);
    this.name = "StoreConflict";
  }
}

/** What this tab knows of a kept case: revision 0 is "there is none". */
interface Known {
  readonly revision: number;
  readonly steps: readonly Step[];
}

/** Opens the store of this browser. `now` gives the ISO 8601 instant of a save. */
export async function openCaseStore(name = "sagitta", now: () => string = () => new Date().toISOString()): Promise<CaseStore> {
  const database = await openDatabase(name);
  const known = new Map<string, Known>();
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    list: async () => latestFirst(await database.getAll("cases")).map((record) => ({ ...keptOf(record), ...glanceAt(record) })),
    load: (subjectId) => inOrder(() => load(database, known, subjectId)),
    save: (history) => inOrder(() => save(database, known, history, now())),
    remove: (subjectId) => inOrder(() => remove(database, known, subjectId)),
    findByImage: async (uids) => {
      const found = await Promise.all(uids.map((uid) => database.getAllFromIndex("cases", "byImage", uid)));
      return latestFirst([...new Map(found.flat().map((record) => [record.subjectId, record])).values()]).map(keptOf);
    },
    subjectIdFor: (patient, make) => inOrder(() => subjectIdFor(database, patient, make)),
    close: () => database.close(),
  };
}

const latestFirst = (records: readonly CaseRecord[]): readonly CaseRecord[] => records.toSorted((a, b) => b.savedAt.localeCompare(a.savedAt));

const keptOf = ({ subjectId, savedAt, exams, points }: CaseRecord): KeptCase => ({ subjectId, savedAt, exams, points });

async function load(database: Database, known: Map<string, Known>, subjectId: string): Promise<History | undefined> {
  const transaction = database.transaction(["cases", "steps"], "readonly");
  const record = await transaction.objectStore("cases").get(subjectId);
  const steps = record ? await transaction.objectStore("steps").getAll(stepsOf(subjectId)) : [];
  known.set(subjectId, { revision: record?.revision ?? 0, steps });
  if (!record) return undefined;
  const { case: patientCase, problems } = readCaseFile(record.text);
  if (!patientCase) throw new Error(`the kept case ${subjectId} cannot be read: ${problems.map((problem) => `${problem.pointer}: ${caseProblemText(problem)}`).join("; ")}`);
  // The case is what matters: an undo history that doesn't belong to it is left behind.
  const fits = steps.length === record.steps && record.position >= 0 && record.position <= steps.length;
  return fits ? { case: patientCase, steps, position: record.position } : newHistory(patientCase);
}

async function save(database: Database, known: Map<string, Known>, history: History, savedAt: string): Promise<void> {
  const { subject } = history.case;
  const before = known.get(subject.id);
  const transaction = database.transaction(["cases", "steps"], "readwrite");
  const [cases, steps] = [transaction.objectStore("cases"), transaction.objectStore("steps")];
  const kept = await cases.get(subject.id);
  if (before && kept && kept.revision !== before.revision) {
    transaction.abort();
    await transaction.done.catch(() => undefined);
    throw new StoreConflict(subject.id, kept.savedAt);
  }
  const revision = Math.max(kept?.revision ?? 0, before?.revision ?? 0) + 1;
  const shared = before && kept ? sharedLength(before.steps, history.steps) : 0;
  await Promise.all([
    cases.put(recordOf(history, revision, savedAt)),
    steps.delete(stepsOf(subject.id, shared)),
    ...history.steps.slice(shared).map((step, i) => steps.put(step, [subject.id, shared + i])),
    transaction.done,
  ]);
  known.set(subject.id, { revision, steps: history.steps });
}

function recordOf({ case: patientCase, steps, position }: History, revision: number, savedAt: string): CaseRecord {
  return {
    subjectId: patientCase.subject.id,
    revision,
    savedAt,
    exams: patientCase.exams.length,
    points: pointCount(patientCase),
    imageUids: imageUidsOf(patientCase),
    text: writeCaseFile(patientCase),
    position,
    steps: steps.length,
  };
}

const pointCount = ({ exams }: PatientCase): number =>
  exams
    .flatMap((exam) => exam.readings)
    .flatMap((reading) => Object.values(reading.landmarks))
    .reduce((count, landmark) => count + partsOf(landmark).length, 0);

/** How many steps two histories of one case begin with in common; steps are never changed, so identity tells. */
function sharedLength(a: readonly Step[], b: readonly Step[]): number {
  const differs = b.findIndex((step, i) => step !== a[i]);
  return differs < 0 ? b.length : differs;
}

async function remove(database: Database, known: Map<string, Known>, subjectId: string): Promise<void> {
  const transaction = database.transaction(["cases", "steps", "patients"], "readwrite");
  await transaction.objectStore("cases").delete(subjectId);
  await transaction.objectStore("steps").delete(stepsOf(subjectId));
  const patients = transaction.objectStore("patients");
  for (const record of await patients.getAll()) if (record.subjectId === subjectId) await patients.delete(record.patient);
  await transaction.done;
  known.delete(subjectId);
}

/**
 * A number stands for whoever it was met for first, and for every file that doesn't say otherwise; another birth date under
 * the same number is another person, with a record of their own.
 */
async function subjectIdFor(database: Database, { patientId, issuer = "", birthDate }: PatientKey, make: () => string): Promise<string> {
  const transaction = database.transaction("patients", "readwrite");
  const [number, person] = [JSON.stringify([issuer, patientId]), JSON.stringify([issuer, patientId, birthDate])];
  const [first, own] = [await transaction.store.get(number), await transaction.store.get(person)];
  const isFirst = own === undefined && (birthDate === undefined || (first?.birthDate ?? birthDate) === birthDate);
  const subjectId = (isFirst ? first : own)?.subjectId ?? make();
  const known = isFirst ? (first?.birthDate ?? birthDate) : birthDate;
  await transaction.store.put({ patient: isFirst ? number : person, subjectId, ...(known !== undefined && { birthDate: known }) });
  await transaction.done;
  return subjectId;
}
