import type { CaseStore } from "#storage/caseStore";
import type { CaseKeeper } from "#ui/session/ports";

/**
 * The store as the interface uses it. Opening the database takes a moment and may be refused (private windows): each
 * call waits for it and rejects with its reason, and the interface says so.
 */
export function keeperOf(opening: Promise<CaseStore>): CaseKeeper {
  // A refusal is told by the first call that needs the store; unasked for it is no unhandled rejection.
  opening.catch(() => undefined);
  return {
    list: async () => (await opening).list(),
    load: async (subjectId) => (await opening).load(subjectId),
    save: async (history) => (await opening).save(history),
    remove: async (subjectId) => (await opening).remove(subjectId),
    findByImage: async (uids) => (await opening).findByImage(uids),
    subjectIdFor: async (patient, make) => (await opening).subjectIdFor(patient, make),
  };
}
