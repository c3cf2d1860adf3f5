import type { History } from "#case/history";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import { createSession, type Session } from "#ui/session/session";
import { film } from "./instances";

const libraryOf = (found: readonly Instance[]): ImageLibrary => ({
  open: async (_files, on) => on.instances(found),
  frame: () => Promise.reject(new Error("no pixels here")),
  thumbnail: () => Promise.reject(new Error("no pixels here")),
  dispose: () => undefined,
});

/** A session in which one film is open, or what else was found, of the subject that is named, and every state of its case that was saved. */
export async function oneFilm(subjectId?: string, found: readonly Instance[] = [film({ sop: "a" })]): Promise<{ readonly session: Session; readonly saved: readonly History[] }> {
  let ids = 0;
  const saved: History[] = [];
  const session = createSession({
    library: libraryOf(found),
    keeper: {
      list: async () => [],
      load: async () => undefined,
      save: async (history) => void saved.push(history),
      remove: async () => undefined,
      findByImage: async () => [],
      subjectIdFor: async (_patient, make) => subjectId ?? make(),
    },
    formats: { csv: () => "", reportText: () => "" },
    settings: { read: () => null, write: () => undefined },
    fetchSample: () => Promise.reject(new Error("no sample here")),
    now: () => "2025-10-01T12:00:00Z",
    newId: () => `id${++ids}`,
    programVersion: "0",
  });
  await session.open([{ path: "x.dcm", blob: new Blob() }]);
  return { session, saved };
}
