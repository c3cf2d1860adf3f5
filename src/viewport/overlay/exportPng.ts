import { renderToCanvas, type View } from "#viewport/engine";
import type { Shown } from "./useStackFrame";

/** The longer side of an exported picture, pixels, unless the screen's own resolution gives more. */
const EXPORT_PX = 2400;

/** What the viewport shows, image and overlay, painted anew at a resolution fit for print. */
export async function exportPng({ display, size }: View, { item, frame }: Shown, overlay: SVGSVGElement): Promise<Blob> {
  const scale = Math.max(EXPORT_PX / Math.max(size.widthCss, size.heightCss), window.devicePixelRatio);
  const enlarged = { ...display, zoom: display.zoom * scale, panXCss: display.panXCss * scale, panYCss: display.panYCss * scale };
  const width = Math.round(size.widthCss * scale);
  const height = Math.round(size.heightCss * scale);
  const canvas = renderToCanvas(frame, item.instance, item.frameIndex, enlarged, width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error(`no canvas of ${width} x ${height} pixels to be had`);
  context.drawImage(await pictureOf(overlay, size.widthCss, size.heightCss, width, height), 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error(`a picture of ${width} x ${height} pixels could not be written as PNG`)) : resolve(blob)), "image/png");
  });
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
