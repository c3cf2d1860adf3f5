import { partOf } from "#case/landmarkPart";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import type { PointAddress } from "#spine/landmark";
import type { EndVertebrae } from "#spine/coronal";
import { chosenEnds } from "#spine/coronalRow";
import { CORONAL_COBB, coronalSteps, PROTOCOLS, protocolOf, resolveProtocol } from "#spine/protocol";
import { levelAnswerOf } from "#spine/question";
import type { SessionState } from "./core";
import { activeCaseOf, anteriorUnknown, frontalShown, patientLeftUnknown, readingAt } from "./select";

export const PROTOCOL_IDS: readonly string[] = PROTOCOLS.map(({ id }) => id);

/** What can be asked for on the film that is shown: a curve on a frontal one, the others on a lateral one, any while it isn't known which it is. */
export function isForThisFilm(state: SessionState, id: string): boolean {
  if (frontalShown(state)) return id === CORONAL_COBB;
  return id !== CORONAL_COBB || anteriorUnknown(state);
}

/** The protocol of this patient: the one last chosen for him, else the reader's default, of those that the film allows. */
export function protocolIdOf(state: SessionState): string {
  const { protocolOf: remembered, protocol } = state.settings;
  const wanted = [state.activeCase === null ? undefined : remembered[state.activeCase], protocol, ...PROTOCOL_IDS];
  return wanted.find((id) => id !== undefined && PROTOCOL_IDS.includes(id) && isForThisFilm(state, id)) ?? CORONAL_COBB;
}

/** How far the protocol has come on the shown reading. */
export interface ProtocolProgress {
  readonly open: number;
  readonly total: number;
}

export function protocolProgress(state: SessionState): ProtocolProgress {
  const reading = readingAt(activeCaseOf(state), state.view.reading);
  const steps = protocolSteps(state);
  const open = steps.filter(({ landmark, part }) => partOf(reading?.landmarks[landmark], part) === undefined);
  return { open: open.length, total: steps.length };
}

/** The level that the points of the protocol lie about, and that has to be said before any of them can be asked for. */
export type Anchor = "uiv" | "fracture";

/** What the reader has to say first; null where the protocol has all it needs. */
export function missingAnchor(state: SessionState): Anchor | null {
  if (protocolIdOf(state) === CORONAL_COBB) return null;
  if (protocolIdOf(state) === "fracture") return fractureLevelOf(state) === undefined ? "fracture" : null;
  return activeCaseOf(state)?.surgery?.uiv === undefined ? "uiv" : null;
}

/** The fractured level that was answered for the shown reading. */
export function fractureLevelOf(state: SessionState): Level | undefined {
  const answers = readingAt(activeCaseOf(state), state.view.reading)?.answers;
  return answers && levelAnswerOf({ answers }, "fractureLevel");
}

/** The end vertebrae that were decided on for the shown reading. */
export const chosenEndsOf = (state: SessionState): Partial<EndVertebrae> => {
  const answers = readingAt(activeCaseOf(state), state.view.reading)?.answers;
  return answers ? chosenEnds({ answers }) : {};
};

/** The clicks that the protocol asks for in this patient's spine. */
export function protocolSteps(state: SessionState): readonly PointAddress[] {
  const reading = readingAt(activeCaseOf(state), state.view.reading);
  return addressesOf(state).flatMap((step) => (step.part === "center" && !reading?.landmarks[step.landmark]?.center ? rimOf(step.landmark) : [step]));
}

/** A femoral head's centre is not to be seen; its rim is, and three points of it give centre and radius. */
const rimOf = (landmark: string): readonly PointAddress[] => [0, 1, 2].map((n) => ({ landmark, part: `rim.${n}` }));

function addressesOf(state: SessionState): readonly PointAddress[] {
  const document = activeCaseOf(state);
  const id = protocolIdOf(state);
  // Without the patient's left no corner has a name.
  if (id === CORONAL_COBB) return frontalShown(state) && !patientLeftUnknown(state) ? coronalSteps(document?.levels ?? DEFAULT_LEVELS, chosenEndsOf(state)) : [];
  return resolveProtocol(protocolOf(id), document?.levels ?? DEFAULT_LEVELS, document?.surgery?.uiv, fractureLevelOf(state));
}
