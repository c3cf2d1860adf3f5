import { renderToCanvas, type View } from "#viewport/engine";
import type { Shown } from "./useStackFrame";

/** The longer side of an exported picture, pixels, unless the screen's own resolution gives more. */
const EXPORT_PX = 2400;

/** Size of the words under the picture, CSS pixels of the viewport, and what is around them. */
const TEXT = { sizeCss: 12, leading: 1.4, marginCss: 12 } as const;

/** What the viewport shows, image and overlay, painted anew at a resolution fit for print, and under it what has to be said of it. */
export async function exportPng({ display, size }: View, { item, frame }: Shown, overlay: SVGSVGElement, caption: readonly string[]): Promise<Blob> {
  const scale = Math.max(EXPORT_PX / Math.max(size.widthCss, size.heightCss), window.devicePixelRatio);
  const enlarged = { ...display, zoom: display.zoom * scale, panXCss: display.panXCss * scale, panYCss: display.panYCss * scale };
  const width = Math.round(size.widthCss * scale);
  const height = Math.round(size.heightCss * scale);
  const picture = renderToCanvas(frame, item.instance, item.frameIndex, enlarged, width, height);
  const canvas = document.createElement("canvas");
  const words = layOut(contextOf(canvas), caption, width, scale);
  Object.assign(canvas, { width, height: height + words.height });
  const context = contextOf(canvas);
  context.drawImage(picture, 0, 0);
  context.drawImage(await pictureOf(overlay, size.widthCss, size.heightCss, width, height), 0, 0, width, height);
  write(context, words, height, scale);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error(`a picture of ${width} x ${height} pixels could not be written as PNG`)) : resolve(blob)), "image/png");
  });
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error(`no canvas of ${canvas.width} x ${canvas.height} pixels to be had`);
  return context;
}

interface Words {
  readonly lines: readonly string[];
  readonly height: number;
}

const fontOf = (scale: number): string => `${TEXT.sizeCss * scale}px system-ui, sans-serif`;

/** The paragraphs of a caption in lines that fit the picture. */
function layOut(context: CanvasRenderingContext2D, caption: readonly string[], width: number, scale: number): Words {
  context.font = fontOf(scale);
  const most = width - 2 * TEXT.marginCss * scale;
  const lines = caption.flatMap((paragraph) => {
    const own: string[] = [];
    for (const word of paragraph.split(" ")) {
      const longer = own.length === 0 ? word : `${own.at(-1)} ${word}`;
      if (own.length === 0 || context.measureText(longer).width > most) own.push(word);
      else own[own.length - 1] = longer;
    }
    return own;
  });
  return { lines, height: lines.length === 0 ? 0 : Math.round((lines.length * TEXT.sizeCss * TEXT.leading + 2 * TEXT.marginCss) * scale) };
}

function write(context: CanvasRenderingContext2D, { lines, height }: Words, top: number, scale: number): void {
  context.fillStyle = "#000";
  context.fillRect(0, top, context.canvas.width, height);
  context.font = fontOf(scale);
  context.fillStyle = "#fff";
  context.textBaseline = "top";
  for (const [n, line] of lines.entries()) context.fillText(line, TEXT.marginCss * scale, top + (TEXT.marginCss + n * TEXT.sizeCss * TEXT.leading) * scale);
}

/** The overlay carries its looks in attributes, not in style sheets, so that it is whole by itself. */
async function pictureOf(overlay: SVGSVGElement, widthCss: number, heightCss: number, width: number, height: number): Promise<HTMLImageElement> {
  const copy = overlay.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 0 ${widthCss} ${heightCss}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  for (const transient of copy.querySelectorAll("[data-transient]")) transient.remove();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
