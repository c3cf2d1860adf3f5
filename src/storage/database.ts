import type { Step } from "#case/history";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** A kept case. Its undo steps are records of their own, so that a save writes one step and not all of them. */
export interface CaseRecord {
  readonly subjectId: string;
  /** Counts the saves: a tab that read an older one must not write over it. */
  readonly revision: number;
  /** ISO 8601 instant. */
  readonly savedAt: string;
  readonly exams: number;
  readonly points: number;
  /** UIDs of the films, series and frames of reference its readings are bound to. */
  readonly imageUids: readonly string[];
  /** The case as a case file, so that what is kept is read through the same door as what is opened. */
  readonly text: string;
  readonly position: number;
  readonly steps: number;
}

export interface PatientRecord {
  readonly patient: string;
  readonly subjectId: string;
  /** Once a file has said it. */
  readonly birthDate?: string;
}

interface Schema extends DBSchema {
  cases: { key: string; value: CaseRecord; indexes: { byImage: string } };
  steps: { key: [string, number]; value: Step };
  patients: { key: string; value: PatientRecord };
}

export type Database = IDBPDatabase<Schema>;

/** One entry a version, each from the version before it; entries are never changed, only added. */
const MIGRATIONS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore("cases", { keyPath: "subjectId" }).createIndex("byImage", "imageUids", { multiEntry: true });
    database.createObjectStore("steps");
    database.createObjectStore("patients", { keyPath: "patient" });
  },
];

/** Opens the database, migrating what an older version of the program left. Another tab's upgrade closes this connection. */
export function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, MIGRATIONS.length, {
    upgrade: (database, oldVersion) => MIGRATIONS.slice(oldVersion).forEach((migrate) => migrate(database)),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

/** All steps of one case. */
export const stepsOf = (subjectId: string, from = 0): IDBKeyRange => IDBKeyRange.bound([subjectId, from], [subjectId, Infinity]);
