/* Runs in the app's page, before its own scripts: when the first picture stands on the canvas, and the longest task since the choice. */
window.loading = { visibleMs: null, longestTaskMs: 0 };
{
  let start = Infinity;
  const look = () => {
    const canvas = document.querySelector("canvas.cornerstone-canvas");
    const middle = canvas?.getContext("2d")?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[0] ?? 0;
    if (middle > 0) window.loading.visibleMs = performance.now() - start;
    else requestAnimationFrame(look);
  };
  const chosen = () => {
    start = performance.now();
    requestAnimationFrame(look);
  };
  window.addEventListener("change", chosen, { capture: true, once: true });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) {
      if (task.startTime >= start) window.loading.longestTaskMs = Math.max(window.loading.longestTaskMs, task.duration);
    }
  }).observe({ type: "longtask" });
}
