import type { Assessment } from "#spine/assessment";
import { definitionOf } from "#spine/definition";
import { formatAgainst, formatValue } from "#text/format";

/** "PJA 23.4°": a measured value as it stands at its construction; null while it isn't measured. */
export function valueLabel({ measurements }: Assessment, id: string): string | null {
  const measured = measurements.find((measurement) => measurement.id === id);
  if (measured?.state !== "measured") return null;
  return `${id.replace(".", " ")} ${valueText(measured.value, id, measured.unit)}`;
}

/** The shown number stands on the same side of the nearest published threshold as the value does. */
function valueText(value: number | string, id: string, unit: Parameters<typeof formatValue>[1]): string {
  if (typeof value === "string") return value;
  const nearest = definitionOf(id)?.thresholds?.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
  return nearest === undefined ? formatValue(value, unit) : formatAgainst(value, nearest, unit);
}
