import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { readWasmWith } from "#image/pixels/codecs/wasm";

/** Public DICOM test files beside the repository; tests that need them skip, by name, where they are absent. */
export const dataFolder = new URL("../../../../shared/data/", import.meta.url).pathname;
export const hasData = existsSync(join(dataFolder, "EXPECTED_PIXELS.tsv"));

export function fileBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(dataFolder, path)));
}

export function fileBlob(path: string): Blob {
  return new Blob([fileBytes(path)]);
}

/** Paths of all files under `folder` of the data, relative to the data. */
export function filesUnder(folder: string): string[] {
  if (!hasData) return [];
  const walk = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => walk(join(path, name))) : [relative(dataFolder, path)];
  return walk(join(dataFolder, folder));
}

/** Lets the codecs find their wasm on disk: Vite gives it as a path from the repository's root. */
export function readWasmFromDisk(): void {
  const root = new URL("../../../", import.meta.url).pathname;
  readWasmWith(async (url) => {
    const path = url.startsWith("/@fs/") ? url.slice(4) : join(root, url);
    return new Uint8Array(await readFile(path)).buffer;
  });
}
