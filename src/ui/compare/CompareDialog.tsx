import type { PatientCase } from "#case/patientCase";
import { message } from "#text/messages";
import { panned, zoomedAbout, type LinkedView } from "#viewport/compare/linkedView";
import { windowedBy } from "#viewport/compare/windowing";
import type { ElementSize } from "#viewport/transform";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSessionState } from "../session/context";
import { assessedRefOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { PairPane, SidePanes, type ComparePanesProps } from "./ComparePanes";
import { compareCommand, keyFocus, type CompareCommand } from "./compareKeys";
import { flipped, opening, OPACITY_STEP, refKey, withCount, withExam, withMode, withOpacity, type CompareState } from "./compareState";
import { CompareToolbar } from "./CompareToolbar";
import { hangable } from "./hanging";
import { examName } from "./PaneCard";
import { useComparison, type ComparedExam, type Comparison } from "./useComparison";
import "./compare.css";

interface CompareDialogProps {
  readonly document: PatientCase;
  readonly onClose: () => void;
}

/** Exams beside each other and on each other, in one shared plane. */
export default function CompareDialog({ document, onClose }: CompareDialogProps) {
  const reader = useSessionState((state) => readingAt(document, assessedRefOf(state))?.reader);
  const [state, setState] = useState(() => opening(document, reader));
  const set: ComparingProps["set"] = useCallback((change) => setState((before) => before && change(before)), []);
  return (
    <Dialog title={message("compare.title")} onClose={onClose}>
      {state === null ? <p className="compare">{message("compare.tooFew")}</p> : <Comparing document={document} reader={reader} state={state} set={set} />}
    </Dialog>
  );
}

interface ComparingProps {
  readonly document: PatientCase;
  readonly reader: string | undefined;
  readonly state: CompareState;
  readonly set: (change: (state: CompareState) => CompareState) => void;
}

function Comparing({ document, reader, state, set }: ComparingProps) {
  const [size, setSize] = useState<ElementSize | null>(null);
  const comparison = useComparison(document, state);
  const { viewFor } = comparison;
  // The same while nothing moves: another one is painted anew.
  const view = useMemo(() => viewFor(size), [viewFor, size]);
  const calm = useCalm();
  const onView: ComparePanesProps["onView"] = (change) => set((before) => moved(before, change, comparison, size));
  const run = (command: CompareCommand): void => set((before) => commanded(before, command, (change) => moved(before, change, comparison, size), size, calm));
  useKeys(run);
  useBlink(state, set);
  const panes: ComparePanesProps = {
    document,
    state,
    exams: comparison.exams,
    view,
    onExam: (index, ref) => set((before) => withExam(before, index, ref)),
    onView,
    onSize: setSize,
    onWindow: (exam, by) => set((before) => windowed(before, exam, by)),
  };
  return (
    <div className="compare" tabIndex={-1} ref={focusFirst}>
      <CompareToolbar
        state={state}
        available={hangable(document).length}
        calm={calm}
        run={run}
        onCount={(count) => set((before) => withCount(before, document, count, reader))}
        onOpacity={(opacity) => set((before) => withOpacity(before, opacity))}
        onSeconds={(seconds) => set((before) => ({ ...before, blink: { ...before.blink, seconds } }))}
        onShow={(show) => set((before) => ({ ...before, show }))}
        onPlay={() => set((before) => ({ ...before, blink: { ...before.blink, running: !before.blink.running } }))}
        onResetWindows={() => set((before) => ({ ...before, windows: new Map() }))}
      />
      {state.mode === "side" ? <SidePanes {...panes} /> : <PairPane {...panes} />}
      <Legend state={state} exams={comparison.exams} />
    </div>
  );
}

/** A modal dialog gives its focus to what carries the attribute, else to the first button: Space would close it then. */
function focusFirst(element: HTMLElement | null): void {
  element?.toggleAttribute("autofocus", true);
}

function Legend({ state, exams }: { readonly state: CompareState; readonly exams: readonly ComparedExam[] }) {
  const from = state.mode === "side" ? exams.find(({ isReference }) => isReference) : exams[0];
  const later = exams[1];
  const hasGhosts = state.ghosts && state.aligned && state.mode !== "blink" && exams.some(({ arranged }) => arranged.registration?.state === "registered");
  return (
    <div className="compare-legend">
      {hasGhosts && from && (
        <p>
          <svg width="30" height="8" aria-hidden="true">
            <line x1="1" x2="29" y1="4" y2="4" className="compare-dashes" />
          </svg>
          {message("compare.legend.ghosts", { exam: examName(from.exam) })}
        </p>
      )}
      {state.mode === "overlay" && state.show === "difference" && later && <p>{message("compare.legend.difference", { exam: examName(later.exam) })}</p>}
      <p className="compare-quiet">{message("compare.keys")}</p>
    </div>
  );
}

/** A change of what is looked at, from where it is now. */
function moved(state: CompareState, change: (view: LinkedView) => LinkedView, { viewFor }: Comparison, size: ElementSize | null): CompareState {
  const now = typeof state.place === "object" ? state.place : viewFor(size);
  return now === null ? state : { ...state, place: change(now) };
}

const ZOOM_STEP = 1.25;
const PAN_CSS = 40;

const STEPS = { left: [PAN_CSS, 0], right: [-PAN_CSS, 0], up: [0, PAN_CSS], down: [0, -PAN_CSS] } as const;

function commanded(state: CompareState, command: CompareCommand, move: (change: (view: LinkedView) => LinkedView) => CompareState, size: ElementSize | null, calm: boolean): CompareState {
  switch (command) {
    case "zoom-in":
    case "zoom-out": {
      const middle = { xCss: (size?.widthCss ?? 0) / 2, yCss: (size?.heightCss ?? 0) / 2 };
      return size === null ? state : move((view) => zoomedAbout(view, size, middle, command === "zoom-in" ? ZOOM_STEP : 1 / ZOOM_STEP));
    }
    case "left":
    case "right":
    case "up":
    case "down": {
      const [xCss, yCss] = STEPS[command];
      return move((view) => panned(view, { xCss, yCss }));
    }
    case "junction":
    case "whole":
      return { ...state, place: command };
    case "align":
      return { ...state, aligned: !state.aligned };
    case "side":
    case "blink":
    case "overlay":
      return withMode(state, command, calm);
    case "difference":
      return { ...withMode(state, "overlay", calm), show: state.mode === "overlay" && state.show === "difference" ? "blend" : "difference" };
    case "flip":
      // By hand: the blink stands where it was put.
      return state.mode === "blink" ? flipped({ ...state, blink: { ...state.blink, running: false } }) : state;
    case "ghosts":
    case "marks":
    case "invert":
      return { ...state, [command]: !state[command] };
    case "more-opacity":
    case "less-opacity":
      return withOpacity(state, state.opacity + (command === "more-opacity" ? OPACITY_STEP : -OPACITY_STEP));
  }
}

function windowed(state: CompareState, { layer, ref }: ComparedExam, by: { readonly xCss: number; readonly yCss: number }): CompareState {
  if (layer?.picture.frame.kind !== "grey") return state;
  const { picture } = layer;
  const voi = windowedBy(state.windows.get(refKey(ref)) ?? layer.voi, picture.instance.presentation.voiLuts, by);
  return { ...state, windows: new Map(state.windows).set(refKey(ref), voi) };
}

/** Keys are taken before the page behind hears of them: a control that goes with its view leaves the focus to the page. */
function useKeys(run: (command: CompareCommand) => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest("dialog") === null) event.stopPropagation();
      const command = compareCommand(event.key, event.ctrlKey || event.metaKey || event.altKey, keyFocus(event.target));
      if (command === null || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      run(command);
    };
    window.addEventListener("keydown", down, { capture: true });
    return () => window.removeEventListener("keydown", down, { capture: true });
  }, [run]);
}

function useBlink({ mode, blink: { running, seconds } }: CompareState, set: ComparingProps["set"]): void {
  const flip = useCallback(() => set(flipped), [set]);
  useEffect(() => {
    if (mode !== "blink" || !running) return undefined;
    const timer = setInterval(flip, seconds * 1000);
    return () => clearInterval(timer);
  }, [mode, running, seconds, flip]);
}

/** Whether the system asks for less motion, now and when that changes. */
function useCalm(): boolean {
  const [calm, setCalm] = useState(() => window.matchMedia(REDUCED).matches);
  useEffect(() => {
    const query = window.matchMedia(REDUCED);
    const told = (): void => setCalm(query.matches);
    query.addEventListener("change", told);
    return () => query.removeEventListener("change", told);
  }, []);
  return calm;
}

const REDUCED = "(prefers-reduced-motion: reduce)";
