import { memo, type ReactElement } from "react";
import { PLUMB } from "#case/sagittalReading";
import { FEMORAL_HEADS } from "#spine/landmark";
import type { Drawn } from "./drawn";
import { POINT_CSS, type Drawing } from "./construction";
import { Curve, INK, OFF_SLICE, Stroke, Words } from "./ink";
import { foot, moved } from "./plane";
import type { SpineScene } from "./scene";
import { extension, headOf, type EndplateOnCanvas } from "./spineOnCanvas";

interface SpineLinesProps {
  readonly scene: SpineScene;
  readonly drawn: Drawn;
}

/** Endplates, constructions, femoral heads, plumb line and their words: all that is drawn and not touched. */
export const SpineLines = memo(function SpineLines({ scene, drawn }: SpineLinesProps): ReactElement {
  return (
    <g pointerEvents="none" aria-hidden="true">
      {scene.isAcross ? null : FEMORAL_HEADS.map((head) => <Head key={head} scene={scene} landmark={head} />)}
      {scene.isAcross ? null : <PlumbLine scene={scene} />}
      {drawn.endplates.map((endplate) => (
        <g key={endplate.id} opacity={isHere(scene, endplate.id) ? 1 : OFF_SLICE}>
          <Endplate endplate={endplate} lit={drawn.lit.has(endplate.id)} />
        </g>
      ))}
      {drawn.constructions.map((drawing, i) => (
        <ConstructionLines key={`${drawing.measurement}/${i}`} drawing={drawing} lit={drawing.lit} />
      ))}
      {drawn.labels.map(({ key, text, size, at }) => (
        <Words key={key} at={at} size={size}>
          {text}
        </Words>
      ))}
    </g>
  );
});

/** Endplates both of whose corners lie off the slice are drawn fainter, as their points are. */
const isHere = ({ marks }: SpineScene, landmark: string): boolean => marks.some(({ address, reach }) => address.landmark === landmark && reach === "here");

/** The endplate itself, and its line continued on both sides, fainter, so that the angle can be seen. */
function Endplate({ endplate, lit }: { readonly endplate: EndplateOnCanvas; readonly lit: boolean }): ReactElement {
  const { along } = endplate.line;
  const far = extension(endplate);
  const [posterior, anterior] = [foot(endplate.line, endplate.posterior), foot(endplate.line, endplate.anterior)];
  const ink = lit ? INK.highlight : INK.mark;
  return (
    <g data-endplate={endplate.id} data-lit={lit}>
      <Stroke from={far.posterior} to={moved(posterior, along, -POINT_CSS)} ink={ink} width={0.75} opacity={0.7} />
      <Stroke from={moved(anterior, along, POINT_CSS)} to={far.anterior} ink={ink} width={0.75} opacity={0.7} />
      <Stroke from={moved(posterior, along, POINT_CSS)} to={moved(anterior, along, -POINT_CSS)} ink={ink} width={lit ? 2.25 : 1.25} />
    </g>
  );
}

function ConstructionLines({ drawing, lit }: { readonly drawing: Drawing; readonly lit: boolean }): ReactElement {
  const ink = lit ? INK.highlight : INK.construction;
  const dashes = { edge: "6 4", ray: undefined, guide: "2 3" } as const;
  return (
    <g data-construction={drawing.measurement}>
      {drawing.segments.map(({ from, to, role }, i) => {
        const dash = dashes[role];
        return <Stroke key={i} from={from} to={to} ink={ink} width={1} {...(dash === undefined ? {} : { dashes: dash })} />;
      })}
      {drawing.arc === null ? null : <Curve path={drawing.arc} ink={ink} width={1.5} />}
    </g>
  );
}

function Head({ scene, landmark }: { readonly scene: SpineScene; readonly landmark: string }): ReactElement | null {
  const head = headOf(scene.spine, landmark);
  if (head?.radius === undefined || head.radius === null) return null;
  const { radius } = head;
  return (
    <g fill="none">
      <circle cx={head.centre.xCss} cy={head.centre.yCss} r={radius} stroke={INK.rim} strokeOpacity="0.55" strokeWidth="3.4" />
      <circle cx={head.centre.xCss} cy={head.centre.yCss} r={radius} stroke={INK.mark} strokeWidth="1.25" />
    </g>
  );
}

function PlumbLine({ scene }: { readonly scene: SpineScene }): ReactElement | null {
  const [from, to] = scene.spine.along(PLUMB);
  return from === undefined || to === undefined ? null : <Stroke from={from} to={to} ink={INK.plumb} dashes="8 3 2 3" />;
}
