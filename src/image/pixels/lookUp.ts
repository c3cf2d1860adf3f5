import type { LookupTable } from "../instance";

/** PS3.3 C.11.1.1.1: values before the first mapped one take the first entry, values past the last the last. */
export function lookUp(table: LookupTable, value: number): number {
  const last = table.data.length - 1;
  const index = Math.floor(value) - table.firstValueMapped;
  return table.data[index < 0 ? 0 : index > last ? last : index] ?? 0;
}
