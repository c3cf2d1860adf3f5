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
});
