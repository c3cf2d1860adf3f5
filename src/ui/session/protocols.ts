import { DEFAULT_LEVELS } from "#spine/level";
import type { PointAddress } from "#spine/landmark";
import { PROTOCOLS, protocolOf, resolveProtocol } from "#spine/protocol";
import type { SessionState } from "./core";
import { activeCaseOf } from "./select";

export const PROTOCOL_IDS: readonly string[] = PROTOCOLS.map(({ id }) => id);

/** The protocol of this patient: the one last chosen for him, else the reader's default. */
export function protocolIdOf(state: SessionState): string {
  const { protocolOf: remembered, protocol } = state.settings;
  const wanted = (state.activeCase === null ? undefined : remembered[state.activeCase]) ?? protocol;
  return PROTOCOL_IDS.includes(wanted) ? wanted : (PROTOCOL_IDS[0] ?? wanted);
}

/** The clicks that the protocol asks for in this patient's spine. */
export function protocolSteps(state: SessionState): readonly PointAddress[] {
  const document = activeCaseOf(state);
  return resolveProtocol(protocolOf(protocolIdOf(state)), document?.levels ?? DEFAULT_LEVELS, document?.surgery?.uiv);
}
