import type { Instance } from "../instance";
import { itemsOf } from "./parse";
import { number, type Reader, readerOf, text } from "./values";

/** Sequences that enhanced objects keep these in (PS3.3 C.8.15.3.8, C.7.6.4b). */
const xRayDetails = "x00189325";
const agents = "x00180012";
const functionalGroups = ["x52009229", "x52009230"] as const;

/**
 * What Hounsfield units of bone depend on besides bone: tube voltage (KVP, PS3.3 C.8.2.1) and contrast (Contrast/Bolus
 * Agent, C.7.6.4). Of an enhanced object from its functional groups: shared, else the first frame's. Absent: not stated.
 */
export function exposureOf(reader: Reader): Pick<Instance, "kvp" | "contrastBolusAgent"> {
  const kvp = kvpIn(reader) ?? enhancedKvp(reader);
  const agent = text(reader, "x00180010", "LO")?.trim() || agentMeaning(reader);
  return { ...(kvp !== undefined && { kvp }), ...(agent && { contrastBolusAgent: agent }) };
}

/** No tube has more; a number beyond it is in volts, and a case file would not take it. */
const mostKv = 1000;

function kvpIn(reader: Reader): number | undefined {
  const kvp = number(reader, "x00180060", "KVP");
  return kvp !== undefined && kvp > 0 && kvp <= mostKv ? kvp : undefined;
}

function enhancedKvp(reader: Reader): number | undefined {
  const groups = functionalGroups.flatMap((tag) => itemsOf(reader.dataSet, tag)[0] ?? []);
  const details = groups.flatMap((group) => itemsOf(group, xRayDetails)[0] ?? [])[0];
  return details && kvpIn(readerOf(details, reader.warn, reader.charset));
}

function agentMeaning(reader: Reader): string | undefined {
  const [agent] = itemsOf(reader.dataSet, agents);
  return agent && text(readerOf(agent, reader.warn, reader.charset), "x00080104", "LO")?.trim();
}
