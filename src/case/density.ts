import type { Reason, SpineReading } from "#spine/assessment";
import type { Level } from "#spine/level";
import type { BoneDensity, Exam, PatientCase } from "./patientCase";

type Densities = NonNullable<SpineReading["boneDensity"]>;

/** One in which bone density was read. */
type DensityExam = Exam & Required<Pick<Exam, "boneDensity">>;

const hasDensity = (exam: Exam): exam is DensityExam => exam.boneDensity !== undefined;

const isAfterSurgery = ({ timepoint }: Exam): boolean => timepoint === "postoperative" || timepoint === "follow-up";

/**
 * The exams whose densities stand for an exam, the best first. What is published was read before surgery, so that an exam
 * after it looks at the preoperative ones first (the latest that isn't later than itself), then at its own, then at the
 * others in the order of the case.
 */
export function densityExamsFor({ exams }: PatientCase, exam: Exam): readonly DensityExam[] {
  const read = exams.filter(hasDensity);
  const isLater = ({ date }: Exam): boolean => date !== undefined && exam.date !== undefined && date > exam.date;
  const before = read.filter((one) => one.timepoint === "preoperative" && !isLater(one)).toSorted((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
  const own = read.filter(({ id }) => id === exam.id);
  const ranked = isAfterSurgery(exam) ? [...before, ...own, ...read] : [...own, ...before, ...read];
  return [...new Set(ranked)];
}

/** The density of each vertebra for which the case has one, with what is to be known of where it was read. */
export function densitiesFor(patientCase: PatientCase, exam: Exam): Densities {
  const found = new Map<Level, Densities[Level]>();
  for (const source of densityExamsFor(patientCase, exam)) {
    for (const [level, density] of Object.entries(source.boneDensity)) {
      if (!found.has(level)) found.set(level, { meanHu: density.meanHu, notes: notesOf(density, source, exam) });
    }
  }
  return Object.fromEntries(found);
}

/** The voltage that the published cut-offs are of. */
const PUBLISHED_KVP = 120;

function notesOf({ kvp, contrast, metalVoxels }: BoneDensity, source: Exam, exam: Exam): readonly Reason[] {
  return [
    ...(source.id === exam.id ? [] : [{ code: "density-of-exam", params: { exam: source.date ?? source.id } }]),
    ...(isAfterSurgery(source) ? [{ code: "density-after-surgery" }] : []),
    ...(metalVoxels === undefined ? [] : [{ code: "density-metal", params: { voxels: metalVoxels } }]),
    ...(contrast === true ? [{ code: "density-contrast" }] : []),
    ...(kvp === undefined || kvp === PUBLISHED_KVP ? [] : [{ code: "density-kvp", params: { kvp } }]),
  ];
}
