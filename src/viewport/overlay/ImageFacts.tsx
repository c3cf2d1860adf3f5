import type { ReactElement } from "react";
import type { CanvasPoint } from "#geometry/points";
import type { FrameGeometry } from "#image/attributes";
import { fixed, formatCalibration } from "#text/format";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { edgeLetters } from "#viewport/orientation";
import { mmPerCssPixel, scaleBar } from "#viewport/scaleBar";
import type { ShownFacts } from "./shownFacts";
import { EDGE_CSS, letterPlaces, type LetterPlace } from "./letterPlaces";
import { INK, Stroke, Words } from "./ink";

interface ImageFactsProps {
  readonly view: View;
  readonly facts: ShownFacts;
  /** Where the letters stand, if not in the middle of each edge. */
  readonly letters?: readonly LetterPlace[];
  /** At the left, above or below. */
  readonly scaleEnd?: "bottom" | "top";
}

/** The scale bar is at most this part of the picture's width. */
const LONGEST = 0.2;

/** Orientation letters at the edges, and the scale bar with what its millimetres are worth. */
export function ImageFacts({ view, facts, letters, scaleEnd = "bottom" }: ImageFactsProps): ReactElement {
  return (
    <g pointerEvents="none">
      <Letters view={view} geometry={facts.geometry} {...(letters && { places: letters })} />
      <Scale view={view} facts={facts} end={scaleEnd} />
    </g>
  );
}

interface LettersProps {
  readonly view: View;
  readonly geometry: FrameGeometry | undefined;
  /** Where lines across the whole picture meet: letters stand beside them. */
  readonly lines?: CanvasPoint;
  readonly places?: readonly LetterPlace[];
}

/** At the edges: which sides of the patient these are. Those of an oblique picture are several, which grow inwards. */
export function Letters({ view: { display, size }, geometry, lines, places }: LettersProps): ReactElement {
  const letters = edgeLetters(display, geometry);
  const shown = places ?? letterPlaces(size, letters, lines);
  return (
    <g data-orientation="" pointerEvents="none">
      {shown.map(({ edge, at, textAnchor }) =>
        letters[edge] === "" ? null : (
          <Words key={edge} at={at} size={15} textAnchor={textAnchor}>
            {letters[edge]}
          </Words>
        ),
      )}
    </g>
  );
}

function CurvedMark({ at }: { readonly at: CanvasPoint }): ReactElement {
  return (
    <g data-scale="none">
      <Words at={at} textAnchor="start">
        {message("viewport.curved")}
      </Words>
    </g>
  );
}

/** From the words to the bar below them. */
const BAR_CSS = 15;

function Scale({ view: { display, size }, facts: { geometry, spacing, calibration }, end: place }: Pick<ImageFactsProps, "view" | "facts"> & { readonly end: "bottom" | "top" }): ReactElement {
  const alone = { xCss: EDGE_CSS, yCss: place === "bottom" ? size.heightCss - EDGE_CSS : EDGE_CSS };
  // Rows of a curved picture lie beside one another: no length on it is one in the patient.
  if (geometry?.rowOffsetsMm) return <CurvedMark at={alone} />;
  const words = calibration === "calibrated" ? message("viewport.calibrated", { scale: formatCalibration(calibration, spacing) }) : formatCalibration(calibration, spacing);
  const shorterSide = spacing.rowMm === undefined || spacing.columnMm === undefined ? null : Math.min(spacing.rowMm, spacing.columnMm);
  const bar = scaleBar(mmPerCssPixel(shorterSide, display.zoom), size.widthCss * LONGEST);
  if (bar === null) {
    return (
      <g data-scale={calibration}>
        <Words at={alone} fontWeight="400" textAnchor="start">
          {words}
        </Words>
      </g>
    );
  }
  const y = place === "bottom" ? alone.yCss : alone.yCss + BAR_CSS;
  const [start, end] = [{ xCss: EDGE_CSS, yCss: y }, { xCss: EDGE_CSS + bar.lengthCss, yCss: y }];
  const tick = ({ xCss }: CanvasPoint): ReactElement => <Stroke from={{ xCss, yCss: y - 5 }} to={{ xCss, yCss: y + 1 }} ink={INK.text} width={1.5} />;
  return (
    <g data-scale={calibration}>
      <Stroke from={start} to={end} ink={INK.text} width={1.5} />
      {tick(start)}
      {tick(end)}
      <Words at={{ xCss: EDGE_CSS, yCss: y - BAR_CSS }} fontWeight="400" textAnchor="start">
        {`${fixed(bar.lengthMm, bar.lengthMm < 1 ? 1 : 0)} ${words}`}
      </Words>
    </g>
  );
}
