import { formatThreshold } from "#text/format";
import { message } from "#text/messages";
import { scaleBar } from "#viewport/scaleBar";
import type { Bounds } from "./bounds";

/** How long a millimetre is in the picture; that there is none where lengths are not known. */
export function ScaleMark({ bounds: { left, top, height, width, unit }, inMillimetres }: { readonly bounds: Bounds; readonly inMillimetres: boolean }) {
  const bar = scaleBar(inMillimetres ? 1 : null, width / 3);
  const line = top + height - 14 * unit;
  const start = left + 6 * unit;
  if (!bar) return <Words text={message("alignment.noScale")} at={start} line={line} unit={unit} />;
  return (
    <g>
      <path className="spine-scale" d={`M${start} ${line - 4 * unit}v${4 * unit}h${bar.lengthMm}v${-4 * unit}`} />
      <Words text={formatThreshold(bar.lengthMm, "mm")} at={start + bar.lengthMm + 6 * unit} line={line} unit={unit} />
    </g>
  );
}

const Words = ({ text, at, line, unit }: { readonly text: string; readonly at: number; readonly line: number; readonly unit: number }) => (
  <text className="spine-quiet" x={at} y={line} fontSize={11 * unit}>
    {text}
  </text>
);
