/** Days of the calendar as numbers; exams have a date and no time. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of an ISO date (YYYY-MM-DD); null for none, or for what is no day of the calendar. */
export function dayOf(date: string | undefined): number | null {
  if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const time = Date.parse(`${date}T00:00:00Z`);
  // The thirtieth of February is read as the second of March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : time / DAY_MS;
}

/** Days from one ISO date to another, negative backwards; null where either is missing or is no day of the calendar. */
export function daysBetween(from: string | undefined, to: string | undefined): number | null {
  const [start, end] = [dayOf(from), dayOf(to)];
  return start === null || end === null ? null : end - start;
}

export const DAYS_PER_WEEK = 7;

/** The mean month of the Gregorian calendar's four-year cycle: 365.25 / 12 days. */
export const DAYS_PER_MONTH = 30.4375;
