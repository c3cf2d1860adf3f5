import type { ReadingImage } from "#case/patientCase";
import { hasScale } from "#case/sagittalReading";
import type { Assessment } from "#spine/assessment";
import { criterionOf } from "#spine/criterion";
import { formatMillimetres, MISSING } from "#text/format";
import { message } from "#text/messages";
import { criterionCitation, criterionName, criterionRule, dateText, dateTimeText, spacingText } from "../words";
import { Part } from "./Part";
import type { ReportedExam } from "./reportContents";
import type { ReportProps } from "./reportProps";

/** How every value came about: by which rule, from which points of which images, by whom, with which program. */
export function Provenance({ contents: { today, baseline, settings, frontal }, identity, programVersion, attribution, madeOn }: ReportProps) {
  const { id, version } = criterionOf(settings.criterion);
  const full = identity !== null;
  return (
    <Part name={message("report.provenance.name")}>
      <div className="report-small">
        {!frontal && (
          <p>
            {message("report.provenance.criterion", { name: criterionName(id), id, version, rule: criterionRule(id), citation: criterionCitation(id) })}{" "}
            {endplatesText(today.assessment)}
          </p>
        )}
        <p>
          {baseline && imageText("before", baseline, full)} {imageText("today", today, full)}
        </p>
        <p>{errorText(today, settings.clickSdMm, { version: programVersion, date: dateText(madeOn) })}</p>
        {attribution !== null && <p className="report-attribution">{message("report.attribution", { text: attribution })}</p>}
      </div>
    </Part>
  );
}

/** Without a scale a click's error is of no known size, and neither is any other. */
const errorText = ({ reading }: ReportedExam, clickSdMm: number, made: { readonly version: string; readonly date: string }): string =>
  hasScale(reading.image) ? message("report.provenance.error", { ...made, sd: formatMillimetres(clickSdMm) }) : message("report.provenance.errorUnknown", made);

function endplatesText({ measurements }: Assessment): string {
  const pja = measurements.find(({ id }) => id === "PJA");
  const level = (side: string): string | undefined => (pja?.state === "measured" ? pja.points.find(({ landmark }) => landmark.endsWith(`.${side}`))?.landmark.split(".")[0] : undefined);
  const [upper, lower] = [level("superior"), level("inferior")];
  return upper === undefined || lower === undefined ? message("report.provenance.endplatesMissing") : message("report.provenance.endplates", { upper, lower });
}

function imageText(which: "today" | "before", { reading }: ReportedExam, full: boolean): string {
  return message("report.provenance.image", {
    exam: message(`report.provenance.${which}`),
    uid: uidText(reading.image, full),
    scale: spacingText(reading.image),
    reader: reading.reader ?? MISSING,
    readAt: reading.readAt === undefined ? message("report.provenance.unread") : dateTimeText(reading.readAt),
  });
}

/** Whole, a UID leads to the study in any archive that has it; its end tells two images apart. */
function uidText(image: ReadingImage, full: boolean): string {
  const uid = image.kind === "volume" ? image.seriesInstanceUid : image.sopInstanceUid;
  return full || uid.length <= UID_END ? uid : `…${uid.slice(-UID_END)}`;
}

const UID_END = 8;
