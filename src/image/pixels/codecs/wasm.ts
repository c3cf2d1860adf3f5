/**
 * Fetches a codec's wasm: from where the bundler put it. Tests without a server read it from disk instead, through
 * `readWasmWith`.
 */
type WasmReader = (url: string) => Promise<ArrayBuffer>;

let readWasm: WasmReader = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`codec ${url}: HTTP ${response.status}`);
  return response.arrayBuffer();
};

export function readWasmWith(reader: WasmReader): void {
  readWasm = reader;
}

/** Runs `start` once, with the wasm at `url`; a failed download is tried again at the next frame. */
export function once<T>(url: string, start: (wasmBinary: ArrayBuffer) => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= readWasm(url)
      .then(start)
      .catch((error: unknown) => {
        running = undefined;
        throw error;
      });
    return running;
  };
}
