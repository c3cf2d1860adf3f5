import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCaseFile } from "#case/caseFile";
import { caseOf, exam, junction, reading } from "../case/cases";
import packageJson from "../../package.json";

const ROOT = path.join(import.meta.dirname, "../..");
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), "sagitta-cli-"));
const PROGRAM = path.join(FOLDER, "sagitta.js");

beforeAll(async () => {
  await build({ root: ROOT, configFile: path.join(ROOT, "vite.cli.config.ts"), logLevel: "error", build: { outDir: FOLDER, emptyOutDir: false } });
}, 60_000);
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

const program = (...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...argv], { cwd: FOLDER, encoding: "utf8", maxBuffer: 1e9 });
  return { status, stdout, stderr };
};

describe("the built program", () => {
  it("is what package.json names, and says its version", () => {
    expect(packageJson.bin.sagitta).toBe("dist-cli/sagitta.js");
    expect(fs.readFileSync(PROGRAM, "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
    expect(fs.statSync(PROGRAM).mode & 0o111).toBe(0o111);
    expect(program("--version")).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  it("exits with 0, 1 and 2, and keeps its two streams apart", () => {
    fs.writeFileSync(path.join(FOLDER, "good.json"), writeCaseFile(caseOf(exam("e", "follow-up", [reading("r", junction(25))]))));
    fs.writeFileSync(path.join(FOLDER, "bad.json"), "{}");
    expect(program("validate", "good.json")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(program("validate", "good.json", "bad.json")).toEqual({ status: 1, stdout: "", stderr: 'bad.json: : "format" is missing\n' });
    expect(program("validate", "none.json").stderr).toMatch(/^none\.json: : cannot be read: ENOENT/);
    expect(program("measure", "--loud").status).toBe(2);
    const { status, stdout } = program("measure", "good.json", "bad.json", "--format", "csv");
    expect(status).toBe(1);
    expect(stdout).toMatch(/,PJA,(25|24\.9999999\d+|25\.0000000\d+),deg,/);
    expect(program("measure", "good.json", "--out", "out.json")).toMatchObject({ status: 0, stdout: "" });
    expect((JSON.parse(fs.readFileSync(path.join(FOLDER, "out.json"), "utf8")) as unknown[]).length).toBe(1);
  });

  it("leaves a case as it is when told to write its values over it, by whatever name", () => {
    const text = writeCaseFile(caseOf());
    fs.writeFileSync(path.join(FOLDER, "kept.json"), text);
    fs.symlinkSync("kept.json", path.join(FOLDER, "alias.json"));
    expect(program("measure", "kept.json", "--out", "alias.json")).toMatchObject({ status: 2, stdout: "" });
    expect(fs.readFileSync(path.join(FOLDER, "kept.json"), "utf8")).toBe(text);
  });

  it.runIf(fs.existsSync("/dev/full"))("says on one line that its output is full", () => {
    expect(program("measure", "good.json", "--out", "/dev/full")).toEqual({ status: 1, stdout: "", stderr: expect.stringMatching(/^\/dev\/full: cannot be written: ENOSPC.*\n$/) });
    const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${PROGRAM}" measure good.json > /dev/full`], { cwd: FOLDER, encoding: "utf8" });
    expect([piped.status, piped.stderr]).toEqual([1, expect.stringMatching(/^standard output: cannot be written: ENOSPC.*\n$/)]);
  });

  it("that is cut off by a full pipe ends quietly, on either stream", () => {
    const bad = Array.from({ length: 5000 }, () => "bad.json").join(" ");
    const errors = spawnSync("sh", ["-c", `"${process.execPath}" "${PROGRAM}" validate ${bad} 2>&1 >/dev/null | head -n 1; wait`], { cwd: FOLDER, encoding: "utf8" });
    expect([errors.stdout, errors.stderr]).toEqual(['bad.json: : "format" is missing\n', ""]);

    const files = Array.from({ length: 200 }, () => "good.json").join(" ");
    const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${PROGRAM}" measure ${files} | head -c 10; wait`], { cwd: FOLDER, encoding: "utf8" });
    expect([piped.stdout.length, piped.stderr]).toEqual([10, ""]);
  });
});
