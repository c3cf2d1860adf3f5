import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: { target: "es2023", sourcemap: true },
  test: { include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: ["test/flows/**"] },
});
