/** Pages built by Vite into a folder of their own and served, and a Chromium to open them in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { build, type InlineConfig, preview } from "vite";
import { CHROMIUM_VARIABLE, findChromium } from "../support/chromium";

export interface Served {
  readonly url: string;
  readonly outDir: string;
  close(): Promise<void>;
}

export async function serve(config: InlineConfig): Promise<Served> {
  const outDir = await mkdtemp(path.join(tmpdir(), "sagitta-bench-"));
  await build({ ...config, logLevel: "error", build: { ...config.build, outDir, emptyOutDir: true } });
  const server = await preview({ ...config, logLevel: "error", build: { outDir }, preview: { port: 0, open: false } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("the preview server tells no address");
  return {
    url,
    outDir,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

/** The pages of test/bench/page. */
export function serveBench(): Promise<Served> {
  const root = path.resolve(import.meta.dirname, "page");
  return serve({
    configFile: false,
    root,
    base: "./",
    worker: { format: "es" },
    // cornerstone3D carries an XML writer that extends Node's event emitter; nothing of it is ever run.
    resolve: { alias: { events: path.join(root, "events.ts") } },
    build: { target: "es2023", rolldownOptions: { input: ["index", "decode", "volume"].map((page) => path.join(root, `${page}.html`)) } },
  });
}

export async function launch(args: readonly string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`no Chromium found; set ${CHROMIUM_VARIABLE}`);
  return await chromium.launch({ executablePath, args: [...args] });
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
