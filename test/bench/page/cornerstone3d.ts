import * as cornerstone3d from "@cornerstonejs/core";
import type { Contender } from "./contenders";
import type { Film } from "./films";

export async function cornerstone3D(element: HTMLDivElement, { frame }: Film, cpu: boolean): Promise<Contender> {
  cornerstone3d.init();
  cornerstone3d.setUseCPURendering(cpu);
  const { values, columns, rows } = frame;
  if (values instanceof Int8Array) throw new Error("cornerstone3D takes no Int8Array");
  cornerstone3d.metaData.addProvider((type: string) => (type === "generalSeriesModule" ? { modality: "DX" } : undefined), 1);
  const imageId = `bench:${columns}`;
  cornerstone3d.imageLoader.createAndCacheLocalImage(imageId, { scalarData: values, dimensions: [columns, rows], spacing: [1, 1] });
  let count = 0;
  element.addEventListener(cornerstone3d.Enums.Events.IMAGE_RENDERED, () => count++);
  const engine = new cornerstone3d.RenderingEngine("bench");
  engine.enableElement({ viewportId: "film", type: cornerstone3d.Enums.ViewportType.STACK, element });
  const viewport = engine.getViewport("film") as cornerstone3d.StackViewport;
  await viewport.setStack([imageId]);
  return {
    step(center, width, zoom) {
      viewport.setProperties({ voiRange: { lower: center - width / 2, upper: center + width / 2 } });
      viewport.setZoom(zoom);
      viewport.render();
    },
    painted: () => count,
  };
}
