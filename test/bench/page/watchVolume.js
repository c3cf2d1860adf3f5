/*
 * Runs in the pages of the volume bench before their own scripts: when the first sagittal picture stands on the canvas, when the
 * volume is complete, and the longest task since the files' choice. `volumeSteps` of our own program are a reader's wheel and keys.
 */
{
  const watch = { firstMs: null, completeMs: null, longestTaskMs: 0, complete: () => (watch.completeMs ??= performance.now() - start) };
  window.volumeWatch = watch;
  let start = Infinity;
  let shown = null;
  const main = () => document.querySelector('[aria-label="Image viewport"]');

  const canvases = () => [...(main() ?? document).querySelectorAll("canvas.cornerstone-canvas, #stage canvas")];
  /* Bone in the middle of the canvas: an empty volume is black, or the grey of 0 HU. */
  const hasBone = (canvas) => {
    const context = canvas.getContext("2d");
    if (!context || canvas.width === 0) return false;
    const { data } = context.getImageData(0, (canvas.height >> 1) - 40, canvas.width, 80);
    for (let at = 0; at < data.length; at += 4) if (data[at] > 140) return true;
    return false;
  };
  const isWhole = () => document.querySelector('[data-phase="complete"]') !== null;
  const look = () => {
    const isSagittal = main() === null || shown?.startsWith("2.25.");
    if (watch.firstMs === null && isSagittal && canvases().some(hasBone)) watch.firstMs = performance.now() - start;
    if (main() && watch.firstMs !== null && isWhole()) watch.complete();
    if (watch.firstMs === null || watch.completeMs === null) setTimeout(look, 8);
  };
  window.addEventListener(
    "change",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
      Object.assign(watch, { firstMs: null, completeMs: null, longestTaskMs: 0 });
      start = performance.now();
      shown = null;
      look();
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) if (task.startTime >= start) watch.longestTaskMs = Math.max(watch.longestTaskMs, task.duration);
  }).observe({ type: "longtask" });

  let told = () => undefined;
  window.addEventListener(
    "cornerstoneimagerendered",
    ({ target, detail }) => {
      if (main()?.contains(target)) told((shown = detail.image.imageId));
    },
    { capture: true },
  );
  const rendered = (isDone) =>
    new Promise((resolve) => {
      told = (id) => isDone(id) && resolve();
    });
  const onMain = (event) => main().querySelector("canvas.cornerstone-canvas").dispatchEvent(event);
  /* As React hears it. */
  const enter = (input, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, String(value));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  window.volumeSteps = {
    scroll: async () => {
      const before = shown;
      const done = rendered((id) => id !== before);
      onMain(new WheelEvent("wheel", { deltaY: 100, bubbles: true, cancelable: true }));
      await done;
    },
    window: async (n) => {
      const done = rendered(() => true);
      onMain(new KeyboardEvent("keydown", { key: String(1 + (n % 2)), code: `Digit${1 + (n % 2)}`, bubbles: true, cancelable: true }));
      await done;
    },
    turn: async (n) => {
      const done = rendered(() => true);
      enter(document.querySelectorAll(".volume-turn input[type=range]")[n % 2], 2 + n / 2);
      await done;
    },
    slab: async (n) => {
      const done = rendered(() => true);
      enter(document.querySelector(".volume-slab input"), 10 + (n % 10));
      await done;
    },
  };
}
