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

export interface WasmCodec<T> {
  /** The running module; started when it is first wanted, again after a download that failed. */
  module(): Promise<T>;
  /** Gives the module up: the next frame starts another. */
  drop(): void;
}

/** The codec that `start` makes of the wasm at `url`. */
export function wasmCodec<T>(url: string, start: (wasmBinary: ArrayBuffer) => Promise<T>): WasmCodec<T> {
  let running: Promise<T> | undefined;
  const drop = (): void => {
    running = undefined;
  };
  const begin = async (): Promise<T> => {
    try {
      return await start(await readWasm(url));
    } catch (error) {
      drop();
      throw error;
    }
  };
  return { module: () => (running ??= begin()), drop };
}
