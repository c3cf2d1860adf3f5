import { partOf } from "#case/landmarkPart";
import { DEFAULT_LEVELS } from "#spine/level";
import type { PointAddress } from "#spine/landmark";
import { PROTOCOLS, protocolOf, resolveProtocol } from "#spine/protocol";
import type { SessionState } from "./core";
import { activeCaseOf, readingAt } from "./select";

export const PROTOCOL_IDS: readonly string[] = PROTOCOLS.map(({ id }) => id);

/** The protocol of this patient: the one last chosen for him, else the reader's default. */
export function protocolIdOf(state: SessionState): string {
  const { protocolOf: remembered, protocol } = state.settings;
  const wanted = (state.activeCase === null ? undefined : remembered[state.activeCase]) ?? protocol;
  return PROTOCOL_IDS.includes(wanted) ? wanted : (PROTOCOL_IDS[0] ?? wanted);
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

/** The clicks that the protocol asks for in this patient's spine. */
export function protocolSteps(state: SessionState): readonly PointAddress[] {
  const document = activeCaseOf(state);
  return resolveProtocol(protocolOf(protocolIdOf(state)), document?.levels ?? DEFAULT_LEVELS, document?.surgery?.uiv);
}
