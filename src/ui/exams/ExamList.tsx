import { message } from "#text/messages";
import { Suspense, useState } from "react";
import { part } from "../part";
import { ListBox } from "../shell/ListBox";
import { CompareButton } from "../compare/CompareButton";
import { CourseButton } from "../course/CourseButton";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, junctionalAngleOf, openExamsOf, shownAngleOf } from "../session/select";
import { dateText, examTitle, postureText, sinceSurgery } from "../words";
import { ReadingSelect } from "./ReadingSelect";

const ExamForm = part(async () => ({ default: (await import("./ExamForm")).ExamForm }));
const SpineDialog = part(async () => ({ default: (await import("./SpineDialog")).SpineDialog }));

/** The exams of the patient in time order; the chosen one is on the image side. */
export function ExamList() {
  const session = useSession();
  const document = useSessionState(activeCaseOf);
  const chosen = useSessionState((state) => state.view.examId);
  const open = useSessionState(openExamsOf);
  const angleOf = useSessionState(junctionalAngleOf);
  const shownAngle = useSessionState(shownAngleOf);
  const [dialog, setDialog] = useState<"exam" | "spine" | null>(null);
  if (!document) return null;
  const exam = document.exams.find((candidate) => candidate.id === chosen);
  return (
    <section className="exams">
      <h2>{message("ui.exams.name")}</h2>
      {document.exams.length === 0 && <p className="muted small">{message("ui.exams.none")}</p>}
      <ListBox label={message("ui.exams.name")} items={document.exams} selected={chosen} onSelect={session.chooseExam}>
        {(item) => (
          <>
            <span className="exam-title">{examTitle(item)}</span>
            <span className="exam-angle">{item.id === chosen ? shownAngle : angleOf(item)}</span>
            <span className="exam-about">
              {[dateText(item.date), sinceSurgery(item, document.surgery?.date), postureText(item.posture), open.includes(item.id) ? "" : message("ui.exams.imageMissing")]
                .filter((part) => part !== "")
                .join(" · ")}
            </span>
          </>
        )}
      </ListBox>
      <ReadingSelect />
      <div className="button-group">
        <button type="button" className="small" disabled={!exam} onClick={() => setDialog("exam")}>
          {message("ui.exams.correct")}
        </button>
        <button type="button" className="small" onClick={() => setDialog("spine")}>
          {message("ui.spine.open")}
        </button>
        <CourseButton document={document} />
        <CompareButton document={document} />
      </div>
      <Suspense fallback={null}>
        {dialog === "exam" && exam && <ExamForm exam={exam} onClose={() => setDialog(null)} />}
        {dialog === "spine" && <SpineDialog document={document} onClose={() => setDialog(null)} />}
      </Suspense>
    </section>
  );
}
