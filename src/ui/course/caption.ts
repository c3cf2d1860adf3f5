import type { PatientCase } from "#case/patientCase";
import type { AssessSettings } from "#spine/assessment";
import { formatMillimetres } from "#text/format";
import { message } from "#text/messages";
import { criterionName, levelText, measurementDefinition, measurementName, spacingText } from "../words";
import type { ChartCaption } from "./chartFile";
import type { Course } from "./courseRows";

/** What a chart names once it has left the program (clinical specification, section 7). */
export function captionOf(document: PatientCase, course: Course, settings: AssessSettings, version: string): ChartCaption {
  const scales = new Set(course.rows.flatMap(({ reading }) => (reading ? [spacingText(reading.image)] : [])));
  return {
    title: message("course.file.title", { name: measurementName(course.id), subject: document.subject.id }),
    lines: [
      message("course.file.definition", { definition: measurementDefinition(course.id), uiv: levelText(document.surgery?.uiv) }),
      message("course.file.provenance", {
        criterion: criterionName(settings.criterion),
        id: settings.criterion,
        sd: formatMillimetres(settings.clickSdMm),
        scales: [...scales].join("; "),
        version,
      }),
      message("course.file.legend"),
      message("spine.researchUse"),
    ],
  };
}
