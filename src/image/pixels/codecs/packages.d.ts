/** The codec packages come without types; these are the members that are used, read off their embind classes. */

interface EmscriptenOptions {
  readonly wasmBinary: ArrayBuffer;
  readonly print?: (line: string) => void;
  readonly printErr?: (line: string) => void;
}

interface CodecFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
}

/** Lives in wasm memory until `delete()`. */
interface EmbindDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): CodecFrameInfo;
  decode(): void;
  delete(): void;
}

declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  interface Module {
    readonly J2KDecoder: new () => EmbindDecoder & { getColorSpace(): number };
    getExceptionMessage?(pointer: number): unknown;
  }
  export default function create(options: EmscriptenOptions): Promise<Module>;
}

declare module "@cornerstonejs/codec-charls/decodewasmjs" {
  interface Module {
    readonly JpegLSDecoder: new () => EmbindDecoder & { getInterleaveMode(): number };
    getExceptionMessage?(pointer: number): unknown;
  }
  export default function create(options: EmscriptenOptions): Promise<Module>;
}

declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs" {
  interface Module {
    readonly JPEGDecoder: new () => EmbindDecoder;
    getExceptionMessage?(pointer: number): unknown;
  }
  export default function create(options: EmscriptenOptions): Promise<Module>;
}

declare module "@cornerstonejs/codec-openjph/wasmjs" {
  interface Module {
    readonly HTJ2KDecoder: new () => EmbindDecoder & { getIsReversible(): boolean };
    getExceptionMessage?(pointer: number): unknown;
  }
  export default function create(options: EmscriptenOptions): Promise<Module>;
}
