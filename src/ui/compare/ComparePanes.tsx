import type { ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { MISSING } from "#text/format";
import { message } from "#text/messages";
import { ComparePane, type Composition, type LinkedView, type SharedLayer } from "#viewport/compare/ComparePane";
import type { ElementSize } from "#viewport/transform";
import { useMemo, type CSSProperties } from "react";
import { OpenInputs } from "../import/OpenInputs";
import { problemText, valueText } from "../words";
import type { CompareState } from "./compareState";
import { examName, PaneCard } from "./PaneCard";
import type { ComparedExam } from "./useComparison";

export interface ComparePanesProps {
  readonly document: PatientCase;
  readonly state: CompareState;
  readonly exams: readonly ComparedExam[];
  readonly view: LinkedView | null;
  readonly onExam: (index: number, ref: ReadingRef) => void;
  readonly onView: (change: (view: LinkedView) => LinkedView) => void;
  readonly onSize: (size: ElementSize) => void;
  readonly onWindow: (exam: ComparedExam, by: { readonly xCss: number; readonly yCss: number }) => void;
}

type Columns = CSSProperties & { readonly "--columns": number };

/** Each exam in a pane of its own. */
export function SidePanes(props: ComparePanesProps) {
  const { document, state, exams, onExam } = props;
  const columns: Columns = { "--columns": exams.length };
  return (
    <div className="compare-panes" style={columns}>
      {exams.map((exam, index) => (
        <section key={index} className="compare-pane" aria-label={message("compare.pane", { number: index + 1 })}>
          <PaneCard document={document} exam={exam} label={message("compare.pane", { number: index + 1 })} aligned={state.aligned} onChoose={(ref) => onExam(index, ref)} />
          <OnePicture {...props} exam={exam} />
        </section>
      ))}
    </div>
  );
}

const ALONE: Composition = { kind: "one", index: 0 };

const NO_LAYERS: readonly SharedLayer[] = [];

function OnePicture({ exam, state, view, exams, onView, onSize, onWindow }: ComparePanesProps & { readonly exam: ComparedExam }) {
  const layers = useMemo(() => (exam.layer ? [exam.layer] : NO_LAYERS), [exam.layer]);
  const other = exams.find(({ isReference }) => isReference);
  return (
    <div className="compare-frame">
      <ComparePane
        name={pictureName(exam)}
        layers={layers}
        composition={ALONE}
        marked={state.marks ? exam.marked : null}
        ghosts={state.ghosts && state.aligned ? ghostsOf(other, exam) : null}
        view={view}
        onView={onView}
        onSize={onSize}
        onWindow={(by) => onWindow(exam, by)}
        cssPerMm={scaleIn(exam, view)}
        calibration={exam.calibration}
      />
      <ImageState exam={exam} />
    </div>
  );
}

/** Two exams on each other: now the one and now the other, or both at once. */
export function PairPane(props: ComparePanesProps) {
  const { document, state, exams, view, onExam, onView, onSize, onWindow } = props;
  const [earlier, later] = exams;
  // One alone would stand under the other's name.
  const [below, above] = [earlier?.layer, later?.layer];
  const layers = useMemo(() => (below && above ? [below, above] : NO_LAYERS), [below, above]);
  const front = exams[state.mode === "blink" ? state.blink.front : 1] ?? earlier;
  const composition = useMemo(() => compositionOf(state), [state]);
  if (!earlier || !later || !front) return null;
  const missing = [earlier, later].find(({ image }) => image.kind !== "shown");
  const hasBoth = layers.length === 2;
  return (
    <div className="compare-pair">
      <div className="compare-cards">
        {[earlier, later].map((exam, index) => (
          <section key={index} data-front={state.mode === "blink" && exam === front} aria-label={message(index === 0 ? "compare.earlier" : "compare.later")}>
            <PaneCard document={document} exam={exam} label={message(index === 0 ? "compare.earlier" : "compare.later")} aligned={state.aligned} onChoose={(ref) => onExam(index, ref)} />
          </section>
        ))}
      </div>
      <div className="compare-frame">
        <ComparePane
          name={state.mode === "blink" ? pictureName(front) : `${pictureName(earlier)}; ${pictureName(later)}`}
          layers={layers}
          composition={composition}
          marked={state.marks && hasBoth ? front.marked : null}
          ghosts={hasBoth && state.ghosts && state.aligned && state.mode === "overlay" ? ghostsOf(earlier, later) : null}
          view={view}
          onView={onView}
          onSize={onSize}
          onWindow={(by) => onWindow(front, by)}
          cssPerMm={scaleIn(front, view)}
          calibration={front.calibration}
        />
        {state.mode === "blink" && hasBoth && <p className="compare-front">{message("compare.blink.showing", { exam: examName(front.exam) })}</p>}
        <ImageState exam={missing ?? front} />
      </div>
    </div>
  );
}

function compositionOf({ mode, blink, show, opacity }: CompareState): Composition {
  if (mode === "blink") return { kind: "one", index: blink.front };
  return show === "difference" ? { kind: "difference" } : { kind: "blend", opacity };
}

const pictureName = (exam: ComparedExam): string => message("compare.picture", { exam: examName(exam.exam), angle: message("compare.angle", { value: exam.pja ? valueText(exam.pja) : MISSING }) });

/** An exam's endplates over another one: only where both lie on the same construct. */
function ghostsOf(from: ComparedExam | undefined, onto: ComparedExam): { readonly spine: ComparedExam["spine"]; readonly planeToShared: NonNullable<ComparedExam["arranged"]["planeToShared"]> } | null {
  const isLaid = (exam: ComparedExam): boolean => exam.isReference || exam.arranged.registration?.state === "registered";
  if (!from || from === onto || !isLaid(from) || !isLaid(onto) || from.arranged.planeToShared === null) return null;
  return { spine: from.spine, planeToShared: from.arranged.planeToShared };
}

/** How large a millimetre is in a pane, where there is one. */
const scaleIn = ({ arranged: { sizing }, plane }: ComparedExam, view: LinkedView | null): number | null =>
  view !== null && sizing === "mm" && plane?.scale === "mm" ? view.cssPerMm : null;

/** Why there is no picture, and what can be done. */
function ImageState({ exam: { image } }: { readonly exam: ComparedExam }) {
  switch (image.kind) {
    case "shown":
      return null;
    case "loading":
      return <p className="compare-message">{message("compare.loading")}</p>;
    case "failed":
      return <p className="compare-message">{message("compare.failed", { reason: problemText(image.problem) })}</p>;
    case "not-sagittal":
      return <p className="compare-message">{message("compare.notSagittal")}</p>;
    case "closed":
      return (
        <div className="compare-message">
          <p>{message("compare.missing")}</p>
          <p className="compare-quiet">{message("compare.missingHow")}</p>
          <OpenInputs />
        </div>
      );
  }
}
