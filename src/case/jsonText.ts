/**
 * JSON indented by two spaces, with lists of plain values on one line, so that a point is one line of a diff. Undefined
 * members are left out, as in JSON.stringify. It calls itself once a level: what comes in by a file has a limited depth.
 */
export function jsonText(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0 ? `${open}${close}` : `${open}\n${inner}${lines.join(`,\n${inner}`)}\n${indent}${close}`;
  if (!Array.isArray(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return block("{", members.map(([key, member]) => `${JSON.stringify(key)}: ${jsonText(member, inner)}`), "}");
  }
  if (value.every((item) => typeof item !== "object" || item === null)) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
  return block("[", value.map((item) => jsonText(item, inner)), "]");
}
