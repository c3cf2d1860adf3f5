import type { ReactElement, SVGProps } from "react";
import type { CanvasPoint } from "#geometry/points";
import { coordinate } from "./plane";

/**
 * Colours and strokes of the overlay. Attributes, not style sheets: an exported picture has to be whole by itself. Every
 * line and word has a dark rim, so that it reads on bright bone and on dark air, inverted or not.
 */
export const INK = {
  mark: "#6cb8ff",
  construction: "#e8ebef",
  highlight: "#ffd166",
  selected: "#ffd166",
  plumb: "#b8a1ff",
  rim: "#050607",
  text: "#f4f6f8",
} as const;

/** How strong the marks of other slices are drawn. */
export const OFF_SLICE = 0.45;

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

interface StrokeProps {
  readonly from: CanvasPoint;
  readonly to: CanvasPoint;
  readonly ink: string;
  readonly width?: number;
  readonly dashes?: string;
  readonly opacity?: number;
}

export function Stroke({ from, to, ink, width = 1.25, dashes, opacity = 1 }: StrokeProps): ReactElement {
  const ends = { x1: coordinate(from.xCss), y1: coordinate(from.yCss), x2: coordinate(to.xCss), y2: coordinate(to.yCss) };
  return (
    <g strokeLinecap="round" opacity={opacity}>
      <line {...ends} stroke={INK.rim} strokeOpacity="0.55" strokeWidth={width + 2.2} />
      <line {...ends} stroke={ink} strokeWidth={width} strokeDasharray={dashes} />
    </g>
  );
}

export function Curve({ path, ink, width = 1.25 }: { readonly path: string; readonly ink: string; readonly width?: number }): ReactElement {
  return (
    <g fill="none">
      <path d={path} stroke={INK.rim} strokeOpacity="0.55" strokeWidth={width + 2.2} />
      <path d={path} stroke={ink} strokeWidth={width} />
    </g>
  );
}

interface WordsProps extends Omit<SVGProps<SVGTextElement>, "from" | "to"> {
  readonly at: CanvasPoint;
  readonly ink?: string;
  readonly size?: number;
}

export function Words({ at, ink = INK.text, size = 12, children, ...rest }: WordsProps): ReactElement {
  return (
    <text
      x={coordinate(at.xCss)}
      y={coordinate(at.yCss)}
      fill={ink}
      stroke={INK.rim}
      strokeWidth="3"
      strokeOpacity="0.8"
      strokeLinejoin="round"
      paintOrder="stroke"
      fontFamily={FONT}
      fontSize={size}
      fontWeight="600"
      textAnchor="middle"
      dominantBaseline="central"
      {...rest}
    >
      {children}
    </text>
  );
}
