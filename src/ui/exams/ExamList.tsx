import { message } from "#text/messages";
import { useState } from "react";
import { ListBox } from "../shell/ListBox";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, imageOpenOf } from "../session/select";
import { dateText, examTitle, postureText } from "../words";
import { ExamForm } from "./ExamForm";
import { SpineDialog } from "./SpineDialog";

/** The exams of the patient in time order; the chosen one is on the image side. */
export function ExamList() {
  const session = useSession();
  const document = useSessionState(activeCaseOf);
  const chosen = useSessionState((state) => state.view.examId);
  const imageOpen = useSessionState(imageOpenOf);
  const [dialog, setDialog] = useState<"exam" | "spine" | null>(null);
  if (!document) return null;
  const exam = document.exams.find((candidate) => candidate.id === chosen);
  return (
    <section className="exams">
      <header>
        <h2 id="exams-title">{message("ui.exams.name")}</h2>
        <button type="button" className="quiet small" onClick={() => setDialog("spine")}>
          {message("ui.spine.open")}
        </button>
        <button type="button" className="quiet small" disabled={!exam} onClick={() => setDialog("exam")}>
          {message("ui.exams.correct")}
        </button>
      </header>
      {document.exams.length === 0 && <p className="muted small">{message("ui.exams.none")}</p>}
      <ListBox label={message("ui.exams.name")} items={document.exams} selected={chosen} onSelect={session.chooseExam}>
        {(item) => (
          <>
            <span className="exam-title">{examTitle(item)}</span>
            <span className="exam-about">
              {dateText(item.date)} · {postureText(item.posture)}
              {!imageOpen(item) && ` · ${message("ui.exams.imageMissing")}`}
            </span>
          </>
        )}
      </ListBox>
      {dialog === "exam" && exam && <ExamForm exam={exam} onClose={() => setDialog(null)} />}
      {dialog === "spine" && <SpineDialog document={document} onClose={() => setDialog(null)} />}
    </section>
  );
}
