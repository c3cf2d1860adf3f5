/**
 * `npm test`: builds the app and its command line once, runs every suite and ends with an honest summary, the last line of which is
 * "N passed, N failed, N skipped". Exit status 0 only where nothing failed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { CHROMIUM_VARIABLE, findOrInstallChromium } from "./chromium";
import { NOTHING, sum, type Tally } from "./tally";

const root = path.resolve(import.meta.dirname, "../..");
process.chdir(root);
mkdirSync("test-results", { recursive: true });

/** Runs one of the installed tools; the tests have no standard input. */
function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const done = spawnSync(process.execPath, [script, ...args], { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } });
  return done.status === 0;
}

/** One vitest run. What fails outside of any test (a threshold of coverage, a crash) is a failure of its own. */
function vitest(project: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): Tally {
  const file = path.join(root, "test-results", `${project}.json`);
  rmSync(file, { force: true });
  const ok = run("node_modules/vitest/vitest.mjs", ["run", "--project", project, "--reporter=default", "--reporter=./test/support/summaryReporter.ts", ...args], { ...env, TALLY_FILE: file });
  const tally: Tally = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Tally) : NOTHING;
  return ok || tally.failed.length > 0 ? tally : { ...tally, failed: [`${project}: vitest ended with an error (coverage below its threshold, or a crash)`] };
}

/** The flows as skipped tests, one a file, where there is nothing to run them in. */
function skipFlows(reason: string): Tally {
  const files = readdirSync("test/flows").filter((name) => name.endsWith(".test.ts"));
  return { ...NOTHING, skipped: files.map((name) => ({ name: `test/flows/${name}`, reason })) };
}

function flows(): Tally {
  const chromium = findOrInstallChromium();
  if (chromium === undefined) return skipFlows(`no Chromium: none found, none could be installed; ${CHROMIUM_VARIABLE} may name one`);
  const built = run("node_modules/vite/bin/vite.js", ["build"]) && run("node_modules/vite/bin/vite.js", ["build", "--config", "vite.cli.config.ts"]);
  if (!built) return { ...NOTHING, failed: ["the app or its command line does not build"] };
  return vitest("flows", { [CHROMIUM_VARIABLE]: chromium });
}

const { passed, failed, skipped } = sum([vitest("node", {}, "--coverage"), flows()]);

for (const name of failed) console.log(`FAILED   ${name}`);
for (const { name, reason } of skipped) console.log(`SKIPPED  ${name}: ${reason}`);
console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exitCode = failed.length === 0 && passed > 0 ? 0 : 1;
