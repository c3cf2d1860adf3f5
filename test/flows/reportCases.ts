/** Cases that a report is made of: few and many exams, dates and points missing. The truth is how they are made. */
import { readFileSync } from "node:fs";
import { film, type SyntheticFilm } from "../../fixtures/synthetic";
import type { Corner } from "./driver";

interface Endplate {
  readonly posterior: Corner;
  readonly anterior: Corner;
}
type Landmarks = Readonly<Record<string, unknown>>;

interface Reading {
  readonly id: string;
  readonly reader?: string;
  readonly readAt?: string;
  readonly image: Readonly<Record<string, unknown>> & { readonly sopInstanceUid?: string };
  readonly landmarks: Landmarks;
  readonly answers?: Readonly<Record<string, unknown>>;
}

interface Exam {
  readonly id: string;
  readonly timepoint: string;
  readonly date?: string;
  readonly posture: string;
  readonly readings: readonly Reading[];
}

interface CaseFile {
  readonly subject: { readonly id: string };
  readonly surgery: { readonly date: string; readonly uiv: string };
  readonly exams: readonly Exam[];
}

const sample = (): CaseFile => JSON.parse(readFileSync("public/sample/case.json", "utf8")) as CaseFile;

/** The first reading of an exam of the sample. */
function sampleReading(id: string): Reading {
  const reading = sample().exams.find((exam) => exam.id === id)?.readings[0];
  if (reading === undefined) throw new Error(`the sample has no exam ${id}`);
  return reading;
}

const caseText = (id: string, exams: readonly Exam[], of = sample()): string => JSON.stringify({ ...of, subject: { id }, exams });

/** The end of the sample's course, and nothing before it. */
export const oneExam = (): string => caseText("ONE-EXAM", sample().exams.filter(({ id }) => id === "m6"));

/** Days after surgery (2024-03-12); null for no date. Two exams of one day, two without a date. */
const DAYS: readonly (number | null)[] = [-8, 6, 14, 28, 42, 56, 84, 112, 140, 150, 182, 182, 270, 365, 480, null, 545, null, 730, 1095];
/** Of these: the exam that nobody has placed points on. */
const UNREAD = 13;

export interface ManyExams {
  readonly text: string;
  /** PJA of each exam in degrees as it was built, by date, those without one last; null where nothing is placed. */
  readonly angles: readonly (number | null)[];
}

/** Twenty exams, on each of which the endplate of T8 is turned by another 0.8 degrees forwards; only the first and the last have an image in the sample. */
export function twentyExams(): ManyExams {
  const [before, last] = [sampleReading("pre"), sampleReading("m6")];
  const exams = DAYS.map((day, i): Exam => {
    const image = i === DAYS.length - 1 ? last.image : i === 0 ? before.image : { ...before.image, sopInstanceUid: `2.25.${1000 + i}` };
    return {
      id: `e${i}`,
      timepoint: i === 0 ? "preoperative" : i === 1 ? "postoperative" : "follow-up",
      ...(day === null ? {} : { date: dayAfter(sample().surgery.date, day) }),
      posture: "supine",
      readings: [{ id: `r${i}`, reader: "sample", image, landmarks: i === UNREAD ? {} : turned(before.landmarks, 0.8 * i) }],
    };
  });
  const first = junctionOf(before.landmarks);
  const angles = DAYS.map((day, i) => ({ day, angle: i === UNREAD ? null : first + 0.8 * i }));
  return { text: caseText("TWENTY-EXAMS", exams), angles: angles.toSorted((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity)).map(({ angle }) => angle) };
}

const dayAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function endplate(landmarks: Landmarks, id: string): Endplate {
  const found = landmarks[id] as Endplate | undefined;
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** On a film with square pixels that faces left. */
const tilt = ({ posterior, anterior }: Endplate): number => (Math.atan2(anterior[1] - posterior[1], posterior[0] - anterior[0]) * 180) / Math.PI;

const junctionOf = (landmarks: Landmarks): number => tilt(endplate(landmarks, "T8.superior")) - tilt(endplate(landmarks, "T10.inferior"));

/** T8's endplate turned about its posterior corner, its front downwards. */
function turned(landmarks: Landmarks, degrees: number): Landmarks {
  const plate = endplate(landmarks, "T8.superior");
  const { posterior, anterior } = plate;
  const [length, angle] = [Math.hypot(anterior[0] - posterior[0], anterior[1] - posterior[1]), ((tilt(plate) + degrees) * Math.PI) / 180];
  return { ...landmarks, "T8.superior": { posterior, anterior: [posterior[0] - length * Math.cos(angle), posterior[1] + length * Math.sin(angle)] } };
}

const LEVELS = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5"];

/** A whole standing spine with every endplate, the sacrum, both hips and answers to what no image says: as long as a report gets. */
export function everything(): { readonly text: string; readonly film: SyntheticFilm } {
  const made = film({ pjaDegrees: 24, levels: LEVELS, rows: 2600, columns: 1100, patientId: "EVERYTHING", stepDegrees: 1.2 });
  const last = made.landmarks["L5.inferior"];
  if (last === undefined) throw new Error("no L5");
  const [x, y] = last.anterior;
  const landmarks: Landmarks = {
    ...made.landmarks,
    "S1.superior": { posterior: [x + 100, y + 40], anterior: [x, y + 70] },
    "C7.centroid": { point: [x + 40, 120] },
    "hip.1": { center: [x - 30, y + 260] },
    "hip.2": { center: [x - 10, y + 270] },
  };
  const image = { kind: "projection", sopInstanceUid: made.sopInstanceUid, frame: 1, columns: 1100, rows: 2600, spacing: { rowMm: 0.3, columnMm: 0.3, source: "PixelSpacing", calibrated: true }, anterior: "left" };
  const answers = { uivScrewDislodged: true, "yagi.type": "2", "yagi.spondylolisthesis": false, "hart.neurologic": "radicular-pain", "hart.pain": "from-5", "hart.instrumentation": "prominence", "hart.fracture": "compression", "hart.ligamentFailure": false, "hu.UIV": 142 };
  const exam = (id: string, timepoint: string, date: string, sopInstanceUid: string): Exam => ({
    id,
    timepoint,
    date,
    posture: "standing",
    readings: [{ id: `${id}-r`, reader: "AB", readAt: `${date}T09:30:00Z`, image: { ...image, sopInstanceUid }, landmarks, ...(id === "now" ? { answers } : {}) }],
  });
  const exams = [exam("pre", "preoperative", "2025-01-10", "2.25.77"), exam("post", "postoperative", "2025-02-10", "2.25.78"), exam("now", "follow-up", "2025-08-10", made.sopInstanceUid)];
  return { film: made, text: JSON.stringify({ format: "sagitta-case", version: 1, subject: { id: "EVERYTHING", ageYears: 71 }, surgery: { date: "2025-02-01", uiv: "T10", liv: "S1", pelvicFixation: true }, exams }) };
}
