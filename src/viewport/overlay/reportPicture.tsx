import type { Reading } from "#case/patientCase";
import type { Assessment } from "#spine/assessment";
import { addressKey } from "#spine/landmark";
import type { Level } from "#spine/level";
import { renderToCanvas, type View } from "#viewport/engine";
import { fit, wholePicture } from "#viewport/transform";
import { drawnOf } from "./drawn";
import { ImageFacts } from "./ImageFacts";
import { coordinate } from "./plane";
import { Dot } from "./PointMarks";
import { sceneOf } from "./scene";
import { factsOf } from "./shownFacts";
import { SpineLines } from "./SpineLines";
import type { Shown } from "./useStackFrame";
import type { ReportPicture } from "./viewportProps";

export interface ReportPictureInput {
  readonly reading: Reading | null;
  readonly levels: readonly Level[];
  readonly uiv: Level | undefined;
  readonly assessment: Assessment | null;
  readonly constructions: readonly string[];
}

/** Words of 12 pixels in a picture of this size are 8 points and more on A4 and Letter. */
const BOX_CSS = { width: 480, height: 620 };
/** The longer side, pixels: 300 to the inch on the page. */
const PRINT_PX = 2000;

/** Drawn at once, as printing demands. */
export function reportPicture({ display: shownAs, image }: View, { item, frame }: Shown, input: ReportPictureInput): ReportPicture {
  const whole = wholePicture(shownAs, image);
  const factor = Math.min(BOX_CSS.width / whole.width, BOX_CSS.height / whole.height);
  const size = { widthCss: whole.width * factor, heightCss: whole.height * factor };
  const display = fit(shownAs, image, size);
  const enlarge = PRINT_PX / Math.max(size.widthCss, size.heightCss);
  const canvas = renderToCanvas(frame, item.instance, item.frameIndex, { ...display, zoom: display.zoom * enlarge }, Math.round(size.widthCss * enlarge), Math.round(size.heightCss * enlarge));
  const scene = sceneOf({ display, image, size }, item, input.reading, input.levels, input.uiv);
  const drawn = drawnOf(scene, { ...input, highlighted: null });
  const overlay = (
    <svg viewBox={`0 0 ${size.widthCss} ${size.heightCss}`} preserveAspectRatio="xMinYMin meet">
      <SpineLines scene={scene} drawn={drawn} />
      {scene.marks.map(({ address, at }) => (
        <g key={addressKey(address)} transform={`translate(${coordinate(at.xCss)} ${coordinate(at.yCss)})`} fill="none">
          <Dot active={false} lit={false} />
        </g>
      ))}
      <ImageFacts view={scene.view} facts={factsOf(item, input.reading)} />
    </svg>
  );
  return { canvas, overlay };
}
