import type { PatientKey } from "#case/binding";
import type { ReadingRef } from "#case/edit";
import type { History } from "#case/history";
import type { PatientCase } from "#case/patientCase";
import type { ImageLibrary, NamedFile } from "#image/library";
import type { AssessSettings } from "#spine/assessment";
import type { SettingsStore } from "./settings";

/** What the interface is handed by `app`: it opens no database, no worker and no network of its own. */
export interface SessionPorts {
  readonly library: ImageLibrary;
  readonly keeper: CaseKeeper;
  readonly formats: CaseFormats;
  readonly settings: SettingsStore;
  /** `progress`: how many of its images have come, a part of one as a fraction. Rejects when `signal` aborts, and with a TypeError where the connection fails. */
  readonly fetchSample: (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<Sample>;
  /** ISO 8601, with time zone. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly programVersion: string;
}

/** Keeps cases in this browser, by subject id, with their undo and redo steps. */
export interface CaseKeeper {
  list(): Promise<readonly KeptCase[]>;
  load(subjectId: string): Promise<History | undefined>;
  /** Rejects with an Error named StoreConflict where another tab has saved the case since it was read here; nothing is written then. */
  save(history: History): Promise<void>;
  remove(subjectId: string): Promise<void>;
  /** The kept cases with a reading of one of these films, series or frames of reference, latest first. */
  findByImage(uids: readonly string[]): Promise<readonly KeptCase[]>;
  /** The pseudonym of a patient: made at the first call, the same ever after. */
  subjectIdFor(patient: PatientKey, make: () => string): Promise<string>;
}

export interface KeptCase {
  readonly subjectId: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly exams: number;
  readonly points: number;
  /** In a list, of the first and of the last exam that has one: ISO 8601. */
  readonly dates?: readonly [string, string];
  readonly uiv?: string;
}

/** Files and words that a case is taken away as. */
export interface CaseFormats {
  csv(document: PatientCase, settings: AssessSettings): string;
  /** The report of one reading as text, in the language in use. */
  reportText(document: PatientCase, at: ReadingRef, settings: AssessSettings, length: TextLength): string;
}

/** A line and a paragraph are for dictation and have no line breaks; the full text says all that the printed page does. */
export type TextLength = "line" | "paragraph" | "full";

/** Whom the sample case is of: a kept one is known by it, and its images can be fetched again. */
export const SAMPLE_SUBJECT = "SAGITTA-SAMPLE";

export interface Sample {
  readonly files: readonly NamedFile[];
  readonly caseName: string;
  readonly caseText: string;
  readonly openSopInstanceUid: string;
  readonly attribution: string;
}
