/** Browsers keep `crypto.randomUUID` from pages that come without https; these bits they give to all. */
function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Eight hexadecimal digits: a name among the few that one case has. */
export const randomId = (): string => hex(randomBytes(4));

/** A UID of one's own: 2.25 and the decimal form of a random UUID (PS3.5 B.2, RFC 9562 version 4). */
export function randomUid(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${hex(bytes)}`)}`;
}
