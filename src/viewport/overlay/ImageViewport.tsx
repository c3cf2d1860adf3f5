import { useEffect, useImperativeHandle, useMemo, useState, type ReactElement } from "react";
import type { CanvasPoint } from "#geometry/points";
import { inLanguage, message } from "#text/messages";
import { GhostLines } from "#viewport/compare/GhostLines";
import type { GhostOnCanvas } from "#viewport/compare/ghosts";
import { usePointer } from "#viewport/pointer/usePointer";
import { activePoint, MARKS_NEEDED } from "#viewport/tools/toolState";
import { useLanguage } from "#viewport/useLanguage";
import { displayText } from "./displayText";
import { drawnOf } from "./drawn";
import { firstVertebraDone } from "./firstVertebra";
import { Banner, Readout } from "./Furniture";
import { makeGlide } from "./glide";
import { ImageFacts } from "./ImageFacts";
import { Loupe } from "./Loupe";
import { loupeTarget } from "./loupeTarget";
import { CrossHair, MarkingLines } from "./MarkingLines";
import { LoadingMessage, Notice } from "./Messages";
import { NextPoint } from "./NextPoint";
import { offPicture } from "./offPicture";
import { PointMarks } from "./PointMarks";
import { sceneOf } from "./scene";
import { factsOf, nearSliceMm } from "./shownFacts";
import { SizeForm } from "./SizeForm";
import { SpineLines } from "./SpineLines";
import { useAskAgain } from "./useAskAgain";
import { useFilmAgain } from "./useFilmAgain";
import { useFocusBack } from "./useFocusBack";
import { useEditing } from "./useEditing";
import { useHand } from "./useHand";
import { useKeyboard } from "./useKeyboard";
import { useLatest } from "./useLatest";
import { useStackFrame } from "./useStackFrame";
import { useViewport } from "./useViewport";
import { viewCommands } from "./viewCommands";
import type { Projector } from "./projector";
import type { GuideLines, ImageViewportProps } from "./viewportProps";
import "./viewport.css";

export type { GuideLines, ImageViewportProps, PresetNumber, ShownPicture, StackItem, ViewportCommands } from "./viewportProps";

/**
 * The image with its points, lines and words; pointer and keys act on it through the tool. It fills its parent and brings
 * the prompt (`NextPoint`), the calibration's size form and its notices along: they depend on how the image is displayed.
 */
export function ImageViewport(props: ImageViewportProps): ReactElement {
  const { tool, onTool, stack, position, onPicture } = props;
  const { setRoot, setHost, setOverlay, scene, drawn, facts, view, shown, loading, stop, again, hand, keyboard, hover, editing } = useModel(props);
  const isShown = shown !== null;
  useEffect(() => {
    if (isShown) onPicture?.();
  }, [isShown, onPicture]);
  const loupe = scene && loupeTarget({ hand: hand.hand, keyboard, hover, tool, scene, writable: editing.target !== null });
  const marking = tool.kind === "marking" ? tool : null;
  const underWay = hand.hand.kind === "marking" ? [hand.hand.to] : [];
  const purpose = marking !== null && marking.purpose !== "plumb" && marking.points.length >= MARKS_NEEDED[marking.purpose] ? marking.purpose : null;

  return (
    <div className="viewport-frame">
      <NextPoint tool={tool} onTool={onTool} anterior={scene?.anterior ?? "left"} {...(props.idle && { idle: props.idle })} />
      {purpose === null || marking === null ? null : (
        <SizeForm
          purpose={purpose}
          onSize={(sizeMm) => {
            editing.calibrate(marking, sizeMm);
            onTool({ kind: "end-marking" });
          }}
          onCancel={() => onTool({ kind: "cancel" })}
        />
      )}
      <section className="viewport" aria-label={message("viewport.name")} data-tool={tool.kind} data-display={view === null ? undefined : displayText(view)}>
        <div className="viewport-surface" ref={setRoot} role="application" tabIndex={0} aria-label={message("viewport.surface")}>
          <div className="viewport-image" ref={setHost} data-hidden={loading.kind !== "shown" && loading.kind !== "loading"} />
          {scene === null || drawn === null || view === null ? null : (
            <svg className="viewport-overlay" ref={setOverlay} width={view.size.widthCss} height={view.size.heightCss}>
              {props.guide ? <GhostLines ghosts={ghostsOnCanvas(props.guide, scene.projector)} named /> : null}
              <SpineLines scene={scene} drawn={drawn} />
              {props.over && shown !== null ? props.over(view, shown.item) : null}
              {marking === null ? null : <MarkingLines purpose={marking.purpose} points={[...marking.points, ...underWay]} projector={scene.projector} />}
              <PointMarks {...{ levels: props.levels, marks: scene.marks, active: activePoint(tool), lit: drawn.lit }} onSelect={(address) => onTool({ kind: "select", address })} />
              {keyboard.cursor === null ? null : <CrossHair at={scene.projector.toCanvas(keyboard.cursor)} />}
              {facts === null ? null : <ImageFacts view={view} facts={facts} />}
              <Readout view={view} position={position} stackLength={stack.length} grey={shown?.frame.kind === "grey"} />
            </svg>
          )}
          {props.showBanner && shown !== null ? <Banner instance={shown.item.instance} /> : null}
          {loupe !== null && shown !== null && view !== null ? <Loupe shown={shown} view={view} {...loupe} /> : null}
        </div>
        {props.guide ? <p className="viewport-guide">{props.guide.legend}</p> : null}
        <LoadingMessage loading={loading} item={stack[position] ?? null} isAfter={shown !== null} stop={stop} again={again} />
        <Notice text={editing.notice} onClose={() => editing.tell(null)} />
      </section>
    </div>
  );
}

const ghostsOnCanvas = ({ endplates }: GuideLines, { toCanvas }: Projector): readonly GhostOnCanvas[] =>
  endplates.map(({ id, posterior, anterior }) => ({ id, posterior: toCanvas(posterior), anterior: toCanvas(anterior) }));

/** What is shown and what acts on it: engine, loaded frame, the reading as it lies on the canvas, hand, keyboard, commands. */
function useModel(props: ImageViewportProps) {
  const { tool, onTool, stack, position, reading, levels, uiv, assessment, constructions, highlighted } = props;
  const { setHost, viewport, view } = useViewport();
  const { shown, loading, stop, again } = useStackFrame(viewport, props.library, stack, position, props.onProblem);
  const item = shown?.item ?? null;
  const nearMm = useMemo(() => nearSliceMm(stack), [stack]);
  const scene = useMemo(() => (view === null || item === null ? null : sceneOf(view, item, reading, levels, uiv, nearMm)), [view, item, reading, levels, uiv, nearMm]);
  const language = useLanguage();
  const drawn = useMemo(() => scene && inLanguage(language, () => drawnOf(scene, { assessment, constructions, highlighted })), [scene, assessment, constructions, highlighted, language]);
  const facts = useMemo(() => item && factsOf(item, reading), [item, reading]);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [overlay, setOverlay] = useState<SVGSVGElement | null>(null);
  const [hover, setHover] = useState<CanvasPoint | null>(null);
  const glide = useMemo(() => makeGlide(viewport), [viewport]);
  const commands = viewCommands({ viewport, scene, shown, overlay, glide });
  useImperativeHandle(props.commands, () => commands);
  const latest = useLatest({ commands, position });

  const editing = useEditing(props, item);
  useFocusBack(root, tool.kind);
  useAskAgain(reading, tool, onTool);
  useFilmAgain(tool, levels, uiv, commands.fit);
  const scrollBy = (steps: number): void => {
    const next = Math.min(Math.max(latest.current.position + steps, 0), stack.length - 1);
    if (next !== latest.current.position) props.onPosition(next);
  };
  const hand = useHand({
    viewport,
    scene,
    item,
    tool,
    editing,
    glide,
    onTool,
    scrollBy,
    stackLength: stack.length,
    resetView: commands.reset,
    ...offPicture({ scene, reading, stack, nearMm, tell: editing.tell, onPosition: props.onPosition }),
    onPlaced: ({ address }) => {
      // The edit has to come back as a point before the junction is known.
      if (scene !== null && firstVertebraDone(scene, tool, address)) requestAnimationFrame(() => latest.current.commands.goToJunction());
    },
  });
  const { perform, letBack } = hand;
  const keyboard = useKeyboard({ root, scene, tool, editing, commands, hover, perform, letBack, onTool, scrollBy, onHistory: props.onHistory });
  usePointer(root, { gesture: hand.gesture, wheel: hand.wheel, hover: setHover, stackLength: stack.length });
  return { setHost, view, shown, loading, stop, again, scene, drawn, facts, setRoot, setOverlay, hover, editing, hand, keyboard };
}
