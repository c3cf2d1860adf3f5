import { chmodSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vite";

/** The command line as one file for Node, with nothing to resolve when it starts. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: "src/cli/sagitta.ts",
    outDir: "dist-cli",
    target: "node20",
    rolldownOptions: { output: { banner: "#!/usr/bin/env node", entryFileNames: "sagitta.js" } },
  },
  plugins: [
    {
      name: "executable",
      // npx runs the file itself: only at its first link npm would make it executable.
      writeBundle: ({ dir = "" }) => chmodSync(path.join(dir, "sagitta.js"), 0o755),
    },
  ],
});
