import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { readonly version: string };

/** Nothing leaves the page's own origin; no script or style but those of the build. WebAssembly is for the codecs. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Only in the build: the development server puts its own scripts into the page. */
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" }],
};

/** The policy as the server's word: a page's own binds the page, a worker has the one that its script came with. */
const HEADERS = { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };

export default defineConfig({
  base: "./",
  plugins: [react(), contentSecurityPolicy],
  define: { __APP_VERSION__: JSON.stringify(version) },
  worker: { format: "es" },
  // Met first inside a worker: without this list the development server finds them there and reloads the page.
  optimizeDeps: {
    include: [
      "@cornerstonejs/codec-charls/decodewasmjs",
      "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs",
      "@cornerstonejs/codec-openjpeg/decodewasmjs",
      "@cornerstonejs/codec-openjph/wasmjs",
      "@zip.js/zip.js",
      "dicom-character-set",
      "dicom-parser",
      "pako",
    ],
  },
  preview: { headers: HEADERS },
  // One style sheet: a part whose own could not be fetched would come without it for the rest of a sitting.
  build: { target: "es2023", sourcemap: true, cssCodeSplit: false },
  test: {
    // A zone of half hours and without summer time: a clock that is read in another one shows everywhere and all year.
    env: { TZ: "Asia/Kolkata" },
    projects: [
      { extends: true, test: { name: "node", include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: ["test/flows/**"], testTimeout: 30_000 } },
      // The built app in a real Chromium for each file, two files at a time: they wait more than they compute.
      {
        extends: true,
        test: {
          name: "flows",
          include: ["test/flows/**/*.test.ts"],
          globalSetup: "test/support/flowServer.ts",
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    // What is measured and decided is covered branch by branch.
    coverage: { include: ["src/geometry/**", "src/spine/**", "src/case/**"], reporter: ["text", "html"], thresholds: { branches: 100 } },
  },
});
