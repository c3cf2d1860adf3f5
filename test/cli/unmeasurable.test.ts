import { describe, expect, it, vi } from "vitest";
import { writeCaseFile } from "#case/caseFile";
import type * as Report from "#interop/readingReport";
import { run } from "../../src/cli/run";
import { caseOf, exam, junction, reading } from "../case/cases";

/** A mistake of the program that one case brings out: its second reading cannot be measured. */
vi.mock("#interop/readingReport", async (original) => {
  const actual = await original<typeof Report>();
  return {
    ...actual,
    readingReport: (...[patientCase, at, ...more]: Parameters<typeof actual.readingReport>) => {
      if (patientCase.subject.id === "odd" && at.readingId === "second") throw new RangeError("millimetres must be a finite number,\ngot NaN");
      return actual.readingReport(patientCase, at, ...more);
    },
  };
});

const good = caseOf(exam("e", "follow-up", [reading("first", junction(20)), reading("second", junction(21))]));
const files: Readonly<Record<string, string>> = { "odd.json": writeCaseFile({ ...good, subject: { id: "odd" } }), "good.json": writeCaseFile(good) };

async function measured(...options: readonly string[]) {
  let [out, err] = ["", ""];
  const status = await run(["measure", "odd.json", "good.json", ...options], {
    version: "1.2.3",
    readFile: async (name) => new TextEncoder().encode(files[name]),
    print: async (text) => void (out += text),
    printError: async (text) => void (err += text),
    isSameFile: async () => false,
    create: () => Promise.reject(new Error("nothing is written here")),
  });
  return { status, out, err };
}

describe("a file that the program fails on", () => {
  it.each([
    ["json", (out: string) => (JSON.parse(out) as readonly { readonly subject: string }[]).map(({ subject }) => subject)],
    ["csv", (out: string) => [...new Set(out.split("\r\n").slice(1, -1).map((line) => line.split(",")[0]))]],
  ] as const)("is said on one line of %s, ends in 1, and the others are measured", async (format, subjects) => {
    const { status, out, err } = await measured("--format", format);
    expect([status, err]).toEqual([1, "odd.json: : could not be measured: RangeError: millimetres must be a finite number, got NaN\n"]);
    expect([...new Set(subjects(out))]).toEqual(["S1"]);
  });
});
