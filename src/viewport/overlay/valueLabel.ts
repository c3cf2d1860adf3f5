import type { Assessment } from "#spine/assessment";
import { measuredValue } from "#text/measuredValue";

/** "PJA 23.4°": a measured value as it stands at its construction; null while it isn't measured. */
export function valueLabel({ measurements }: Assessment, id: string): string | null {
  const measured = measurements.find((measurement) => measurement.id === id);
  if (measured?.state !== "measured") return null;
  return `${id.replace(".", " ")} ${measuredValue(measured.value, id, measured.unit)}`;
}
