/** Writes what a vitest run came to as a Tally into the file named by TALLY_FILE: skips with their reason. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Tally } from "./tally";

/** What some tests need and not every machine has. */
const TOOLS = ["dcmdjpeg", "dciodvfy", "pdftotext"];

const hasNot = (tool: string) => spawnSync(tool, ["--version"]).error !== undefined;

/** For a test that was skipped without a word of its own: what is missing on this machine. */
function missingHere(): string {
  const missing = [...(existsSync("../shared/data") ? [] : ["../shared/data"]), ...TOOLS.filter(hasNot)];
  return missing.length === 0 ? "no reason given" : `missing here: ${missing.join(", ")}`;
}

const nameOf = (module: TestModule, name: string) => `${path.relative(process.cwd(), module.moduleId)} > ${name}`;

function* failuresOf(module: TestModule, cases: readonly TestCase[]): Generator<string> {
  for (const test of cases) if (test.result().state === "failed") yield nameOf(module, test.fullName);
  for (const suite of module.children.allSuites()) for (const error of suite.errors()) yield nameOf(module, `${suite.fullName}: ${error.message}`);
  for (const error of module.errors()) yield nameOf(module, error.message);
}

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env["TALLY_FILE"];
    if (file === undefined) return;
    const otherwise = missingHere();
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const tally: Tally = {
      passed: cases.filter((test) => test.result().state === "passed").length,
      failed: [...modules.flatMap((module) => [...failuresOf(module, [...module.children.allTests()])]), ...unhandled.map((error) => `outside of a test: ${error.message}`)],
      skipped: cases.flatMap((test) => {
        const result = test.result();
        return result.state === "skipped" ? [{ name: nameOf(test.module, test.fullName), reason: result.note ?? otherwise }] : [];
      }),
    };
    writeFileSync(file, JSON.stringify(tally));
  }
}
