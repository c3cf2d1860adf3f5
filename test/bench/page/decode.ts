/** Milliseconds that the chosen file's first frame takes in a worker that is already running, cold code included. */
function decodeChosen(): Promise<number> {
  const file = document.querySelector("input")?.files?.[0];
  if (file === undefined) throw new Error("no file chosen");
  const worker = new Worker(new URL("./decodeWorker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(file);
  });
}

declare global {
  interface Window {
    decodeChosen: typeof decodeChosen;
  }
}
window.decodeChosen = decodeChosen;
