/** The codec packages come without types; these are the members that are used, read off their embind classes. */

interface EmscriptenOptions {
  readonly wasmBinary: ArrayBuffer;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

interface WasmFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

/** Lives in wasm memory until `delete()`. */
interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): WasmFrameInfo;
  decode(): void;
  delete(): void;
}

declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  export default function create(options: EmscriptenOptions): Promise<{
    readonly J2KDecoder: new () => WasmDecoder;
  }>;
}

declare module "@cornerstonejs/codec-charls/decodewasmjs" {
  export default function create(options: EmscriptenOptions): Promise<{
    readonly JpegLSDecoder: new () => WasmDecoder & { getInterleaveMode(): number };
    getExceptionMessage(pointer: number): unknown;
  }>;
}

declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs" {
  export default function create(options: EmscriptenOptions): Promise<{
    readonly JPEGDecoder: new () => WasmDecoder;
  }>;
}

declare module "@cornerstonejs/codec-openjph/wasmjs" {
  export default function create(options: EmscriptenOptions): Promise<{
    readonly HTJ2KDecoder: new () => WasmDecoder;
  }>;
}
