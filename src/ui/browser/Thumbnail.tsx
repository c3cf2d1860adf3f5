import type { StackItem } from "#viewport/overlay/ImageViewport";
import { useEffect, useRef, useState } from "react";
import { useSession, useSessionState } from "../session/context";

const SIZE = 96;

/**
 * A small picture, asked for when it comes near the visible part of the list and dropped when it goes. While files are
 * read, the first that has come of a series stands for it: which is in its middle changes with every slice.
 */
export function Thumbnail({ item }: { readonly item: StackItem | undefined }) {
  const { library } = useSession();
  const ref = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<string>(undefined);
  const [failed, setFailed] = useState(false);
  const isReading = useSessionState(({ files }) => files.progress !== null);
  const instance = item?.instance;
  useEffect(() => {
    const canvas = ref.current;
    const series = instance?.series.seriesInstanceUid;
    if (!canvas || !instance || (isReading && drawn.current === series)) return undefined;
    const controller = new AbortController();
    const draw = (): void => {
      library.thumbnail(instance, SIZE, controller.signal).then(
        (bitmap) => {
          if (!controller.signal.aborted) {
            paint(canvas, bitmap);
            drawn.current = series;
          }
          bitmap.close();
        },
        () => {
          if (!controller.signal.aborted) setFailed(true);
        },
      );
    };
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      draw();
    });
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      controller.abort();
    };
  }, [library, instance, isReading]);
  return <canvas ref={ref} className="thumbnail" data-failed={failed} width={SIZE} height={SIZE} aria-hidden="true" />;
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const scale = Math.min(SIZE / bitmap.width, SIZE / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, SIZE, SIZE);
  context?.drawImage(bitmap, (SIZE - width) / 2, (SIZE - height) / 2, width, height);
}
