import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { readCaseFile, writeCaseFile } from "#case/caseFile";
import { csvOfCase } from "#interop/csv";
import { readingRefs, readingReport } from "#interop/readingReport";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { speak } from "#text/language";
import { LANGUAGES } from "#text/writing";
import { run } from "../../src/cli/run";

/** Four exams with values below zero, intervals, missing points and notes. */
const SAMPLE = readFileSync("public/sample/case.json", "utf8");

afterEach(() => speak("en"));

async function cli(format: "csv" | "json"): Promise<string> {
  let out = "";
  const status = await run(["measure", "sample.json", "--format", format], {
    version: "1.2.3",
    readFile: async () => new TextEncoder().encode(SAMPLE),
    print: async (text) => void (out += text),
    printError: () => Promise.reject(new Error("nothing is wrong with the sample")),
    isSameFile: () => Promise.resolve(false),
    create: () => Promise.reject(new Error("nothing is written")),
  });
  expect(status).toBe(0);
  return out;
}

async function files(): Promise<Readonly<Record<string, string>>> {
  const patientCase = readCaseFile(SAMPLE).case;
  if (!patientCase) throw new Error("the sample is no case");
  return {
    csv: csvOfCase(patientCase, DEFAULT_SETTINGS, "1.2.3"),
    caseFile: writeCaseFile(patientCase),
    json: JSON.stringify(readingRefs(patientCase).map((at) => readingReport(patientCase, at, DEFAULT_SETTINGS, "1.2.3"))),
    cliCsv: await cli("csv"),
    cliJson: await cli("json"),
  };
}

const english = await files();

describe("what a program reads", () => {
  it("holds English words, decimal points and no sign beyond those of a keyboard", () => {
    expect(english["csv"]).toContain("points are missing: T5.superior posterior");
    expect(english["csv"]).toMatch(/,-?\d+\.\d{6,},deg,/);
    for (const text of Object.values(english)) expect(text).not.toMatch(/[\u2212\u00a0]/);
  });

  it.each(LANGUAGES.filter((language) => language !== "en"))("is the same bytes while the interface speaks %s", async (language) => {
    await speak(language);
    expect(await files()).toEqual(english);
  });
});
