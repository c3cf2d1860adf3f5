import type { CaseRecord } from "./database";

/** What tells one kept case from another without saying whose it is. */
export interface Glance {
  /** Of the first and of the last exam that has one, ISO 8601. */
  readonly dates?: readonly [string, string];
  readonly uiv?: string;
}

/** Read out of the kept text as it is: a list of cases is no reason to prove each of them, which opening one does. */
export function glanceAt({ text }: CaseRecord): Glance {
  const { exams, surgery } = parsed(text);
  const dates = (Array.isArray(exams) ? (exams as readonly unknown[]) : []).map((exam) => member(exam, "date")).filter((date) => typeof date === "string").toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  const uiv = member(surgery, "uiv");
  return { ...(first !== undefined && last !== undefined && { dates: [first, last] }), ...(typeof uiv === "string" && { uiv }) };
}

const member = (of: unknown, name: string): unknown => (typeof of === "object" && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined);

/** What can't be read has nothing to be told by; that it can't be is said when it is opened. */
function parsed(text: string): { readonly exams: unknown; readonly surgery: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return { exams: member(value, "exams"), surgery: member(value, "surgery") };
  } catch {
    return { exams: undefined, surgery: undefined };
  }
}
