import type { PatientCase } from "#case/patientCase";
import type { AssessSettings } from "#spine/assessment";
import { readingRefs, readingReport, ROW_COLUMNS, type ReadingReport } from "./readingReport";

type Cell = string | number | null;

/**
 * One cell of RFC 4180. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage
 * return) gets an apostrophe before it; a number never does, negative ones included, nor a grade that is nothing but plus
 * signs ("++"). Null is empty.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) && !/^\++$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

export const CSV_HEADER = csvLine(ROW_COLUMNS);

/** The rows of one reading, in the columns of `CSV_HEADER`. */
export const csvRows = ({ measurements }: ReadingReport): string =>
  measurements.map((row) => csvLine(ROW_COLUMNS.map((column) => row[column]))).join("");

/** What stands beside the rows when a table leaves the program: section 7 of the clinical specification. */
const PROVENANCE_COLUMNS = ["points", "notes", "criterion", "criterion_state", "scale", "spacing_source", "plane", "click_sd_mm", "program"] as const;

/** A whole case as a table that explains itself: the tidy rows with their points, verdict and provenance. */
export function csvOfCase(patientCase: PatientCase, settings: AssessSettings, version: string): string {
  const lines = readingRefs(patientCase).map((at) => {
    const report = readingReport(patientCase, at, settings, version);
    const { provenance } = report;
    const verdict = report.criteria.find(({ id }) => id === settings.criterion)?.state ?? null;
    const about = [provenance.criterion, verdict, provenance.scale, provenance.spacingSource, provenance.plane, provenance.clickSdMm, `${provenance.program} ${provenance.version}`];
    return report.measurements
      .map((row) => csvLine([...ROW_COLUMNS.map((column) => row[column]), row.points.join("; "), row.notes.join("; "), ...about]))
      .join("");
  });
  return csvLine([...ROW_COLUMNS, ...PROVENANCE_COLUMNS]) + lines.join("");
}
