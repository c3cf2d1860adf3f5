import type { Exam } from "#case/patientCase";
import type { Posture, Timepoint } from "#spine/assessment";
import { message } from "#text/messages";
import { useId } from "react";
import { Dialog } from "../shell/Dialog";
import { useSession, useSessionState } from "../session/context";
import { shownReadingOf, shownRefOf } from "../session/select";
import { postureText, timepointText } from "../words";

export const TIMEPOINTS: readonly Timepoint[] = ["preoperative", "postoperative", "follow-up", "unknown"];
export const POSTURES: readonly Posture[] = ["standing", "supine", "prone", "unknown"];

interface ExamFormProps {
  readonly exam: Exam;
  readonly onClose: () => void;
}

/** What the files tell of an exam can be wrong; each change is one edit that undo takes back. */
export function ExamForm({ exam, onClose }: ExamFormProps) {
  const session = useSession();
  const id = useId();
  const ref = useSessionState(shownRefOf);
  const reading = useSessionState(shownReadingOf);
  const change = (to: Partial<Pick<Exam, "timepoint" | "posture">> & { readonly date?: string | undefined }): void =>
    session.edit({ kind: "set-exam", examId: exam.id, to });
  const setReader = (reader: string): void => {
    if (ref && reader !== (reading?.reader ?? "")) session.edit({ kind: "set-reader", at: ref, to: reader === "" ? undefined : reader });
  };
  return (
    <Dialog title={message("ui.exams.correctTitle")} onClose={onClose}>
      <div className="form">
        <div className="field">
          <label htmlFor={`${id}time`}>{message("ui.exams.timepoint")}</label>
          <select id={`${id}time`} value={exam.timepoint} onChange={(e) => change({ timepoint: oneOf(TIMEPOINTS, e.target.value) })}>
            {TIMEPOINTS.map((timepoint) => (
              <option key={timepoint} value={timepoint}>
                {timepointText(timepoint)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}posture`}>{message("ui.exams.posture")}</label>
          <select id={`${id}posture`} value={exam.posture} onChange={(e) => change({ posture: oneOf(POSTURES, e.target.value) })}>
            {POSTURES.map((posture) => (
              <option key={posture} value={posture}>
                {postureText(posture)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}date`}>{message("ui.exams.date")}</label>
          <input
            id={`${id}date`}
            type="date"
            value={exam.date ?? ""}
            onChange={(e) => change({ date: e.target.value === "" ? undefined : e.target.value })}
          />
        </div>
        {reading && (
          <div className="field">
            <label htmlFor={`${id}reader`}>{message("ui.settings.reader")}</label>
            <input
              id={`${id}reader`}
              maxLength={16}
              defaultValue={reading.reader ?? ""}
              onBlur={(e) => setReader(e.target.value.trim())}
            />
          </div>
        )}
        <footer>
          <button
            type="button"
            onClick={() => {
              session.removeExam(exam.id);
              onClose();
            }}
          >
            {message("ui.exams.remove")}
          </button>
          <button type="button" className="primary" onClick={onClose}>
            {message("ui.done")}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

/** The value of a native select, which holds nothing but our own options. */
export function oneOf<T extends string>(options: readonly T[], value: string): T {
  const found = options.find((option) => option === value);
  if (found === undefined) throw new RangeError(`${value} is none of ${options.join(", ")}`);
  return found;
}
