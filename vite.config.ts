import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: { target: "es2023", sourcemap: true },
  test: {
    projects: [
      { extends: true, test: { name: "node", include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: ["test/flows/**"] } },
      // The built app in one real Chromium, one file at a time.
      {
        extends: true,
        test: {
          name: "flows",
          include: ["test/flows/**/*.test.ts"],
          globalSetup: "test/support/flowServer.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    // What is measured and decided is covered branch by branch.
    coverage: { include: ["src/geometry/**", "src/spine/**", "src/case/**"], reporter: ["text", "html"], thresholds: { branches: 100 } },
  },
});
