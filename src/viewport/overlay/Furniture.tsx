import type { ReactElement } from "react";
import type { Instance } from "#image/instance";
import { personName } from "#image/personName";
import { fixed, formatDay } from "#text/format";
import { message } from "#text/messages";
import type { DisplayState } from "#viewport/display";
import type { View } from "#viewport/engine";
import { INK, Words } from "./ink";

interface FurnitureProps {
  readonly view: View;
  readonly position: number;
  readonly stackLength: number;
  /** A colour picture has no window. */
  readonly grey: boolean;
}

const MARGIN_CSS = 12;
const LINE_CSS = 17;

/** Position in the stack, window and zoom, in the corner where nothing is measured. */
export function Readout({ view, position, stackLength, grey }: FurnitureProps): ReactElement {
  const { size, display } = view;
  const lines = [
    ...(stackLength > 1 ? [message("viewport.position", { position: position + 1, total: stackLength })] : []),
    ...(grey ? [windowText(display)] : []),
    message("viewport.zoom", { percent: fixed(display.zoom * 100, 0) }),
  ];
  return (
    <g pointerEvents="none" data-readout="">
      {lines.map((line, i) => (
        <Words key={i} at={{ xCss: size.widthCss - MARGIN_CSS, yCss: size.heightCss - MARGIN_CSS - LINE_CSS * (lines.length - 1 - i) }} ink={INK.text} fontWeight="400" textAnchor="end">
          {line}
        </Words>
      ))}
    </g>
  );
}

function windowText({ voi, invert }: DisplayState): string {
  const text =
    voi.kind === "window"
      ? message("viewport.window", { center: plain(voi.window.center), width: plain(voi.window.width) })
      : message("viewport.lut", { number: voi.index + 1 });
  return invert ? `${text}  ${message("viewport.inverted")}` : text;
}

/** Whole numbers, unless the window is so narrow that they would all be alike. */
const plain = (value: number): string => fixed(value, Math.abs(value) < 10 ? 2 : 0);

const dayOf = (date: string | undefined): string | undefined => (date ? formatDay(date) : undefined);

/** Whose image it is. Not part of an exported picture. */
export function Banner({ instance }: { readonly instance: Instance }): ReactElement {
  const { patient, study, series } = instance;
  const lines = [
    `${personName(patient.patientName)}  ${patient.patientId}`.trim(),
    [dayOf(patient.patientBirthDate), patient.patientSex].filter(Boolean).join("  "),
    [dayOf(instance.date ?? study.studyDate), series.modality, series.seriesDescription].filter(Boolean).join("  "),
  ];
  return (
    <div className="viewport-banner" role="group" aria-label={message("viewport.banner")}>
      {lines.filter((line) => line !== "").map((line, i) => (
        <div key={i}>{line}</div>
      ))}
    </div>
  );
}
