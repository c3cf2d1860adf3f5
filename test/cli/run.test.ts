import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run";
import { writeCaseFile } from "#case/caseFile";
import { caseOf, endplate, exam, junction, reading } from "../case/cases";

const FIXTURES = path.join(import.meta.dirname, "../../fixtures/case-files");
const EXAMPLE = "two-exams.json";

/** Runs a command line among the given files; a missing one fails as Node's does. */
async function sagitta(argv: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}) {
  let out = "";
  let err = "";
  const written = new Map<string, string>();
  const status = await run(argv, {
    version: "1.2.3",
    readFile: async (name) => {
      const content = files[name];
      if (content === undefined) throw new Error(`ENOENT: no such file or directory, open '${name}'`);
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    print: async (text) => void (out += text),
    printError: async (text) => void (err += text),
    isSameFile: async (name, other) => path.resolve(name) === path.resolve(other),
    create: async (name) => {
      if (name === "/forbidden") throw new Error("EACCES: permission denied");
      if (name === "/full") return { write: () => Promise.reject(new Error("ENOSPC: no space left on device")), close: () => Promise.resolve() };
      written.set(name, "");
      return { write: async (text) => void written.set(name, (written.get(name) ?? "") + text), close: async () => void written.set(name, `${written.get(name) ?? ""}<closed>`) };
    },
  });
  return { status, out, err, written };
}

const example = { "a.json": fs.readFileSync(path.join(FIXTURES, "version-1", EXAMPLE), "utf8") };

interface Row { readonly measurement: string; readonly value: number | string | null; readonly sd: number | null; readonly reason: string | null }
interface Shown {
  readonly exam: string;
  readonly measurements: readonly Row[];
  readonly criteria: readonly { readonly id: string; readonly state: string; readonly threshold: number | null }[];
  readonly riskFactors: readonly { readonly id: string; readonly state: string }[];
  readonly provenance: Readonly<Record<string, unknown>>;
}
const shown = (out: string): readonly Shown[] => JSON.parse(out) as readonly Shown[];
const value = (reading: Shown | undefined, id: string): Row["value"] | undefined => reading?.measurements.find(({ measurement }) => measurement === id)?.value;

describe("sagitta measure", () => {
  it("prints one list of readings, each with its rows, criteria and risk factors", async () => {
    const { status, out, err } = await sagitta(["measure", "a.json"], example);
    expect([status, err]).toEqual([0, ""]);
    const [pre, followUp] = shown(out);
    // By hand from the file: atan2(30.7, 83.6) - atan2(6.5, 87.7) in degrees, square pixels.
    expect(value(pre, "PJA")).toBeCloseTo((Math.atan2(30.7, 83.6) - Math.atan2(6.5, 87.7)) * (180 / Math.PI), 9);
    expect(value(followUp, "PJA")).toBeCloseTo((Math.atan2(16, 32) - Math.atan2(1.8, 34)) * (180 / Math.PI), 9);
    expect(value(followUp, "dPJA.pre")).toBeCloseTo(Number(value(followUp, "PJA")) - Number(value(pre, "PJA")), 12);
    expect(pre?.criteria.find(({ id }) => id === "absolute-20")?.state).toBe("undecidable");
    expect(followUp?.criteria.find(({ id }) => id === "absolute-20")).toMatchObject({ state: "met", threshold: 20 });
    expect(followUp?.riskFactors.find(({ id }) => id === "TK>30")?.state).toBe("not-measured");
  });

  it("prints CSV with one header for all files", async () => {
    const { out } = await sagitta(["measure", "a.json", "a.json", "--format", "csv"], example);
    const lines = out.split("\r\n");
    expect(lines[0]).toBe("subject,exam,timepoint,date,posture,reading,reader,measurement,value,unit,sd,reason");
    expect(lines.filter((line) => line.startsWith("subject,"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes(",PJA,"))).toHaveLength(4);
    expect(lines.at(-1)).toBe("");
  });

  it("takes its settings from the options", async () => {
    const steep = writeCaseFile(caseOf(exam("fu", "follow-up", [reading("r", { ...junction(20), "T5.superior": endplate(20, 140), "T4.superior": endplate(5, 150), "T12.inferior": endplate(-15, -60) })])));
    const measured = async (...options: readonly string[]) => shown((await sagitta(["measure", "s.json", ...options], { "s.json": steep })).out)[0];
    const [standard, other] = [await measured(), await measured("--tk", "T5-T12", "--click-sd", "1.4", "--criterion", "increase-20")];
    const sdOf = (from: Shown | undefined): number => from?.measurements.find(({ measurement }) => measurement === "PJA")?.sd ?? NaN;
    expect(sdOf(standard)).toBeGreaterThan(0);
    expect(sdOf(other)).toBeCloseTo(2 * sdOf(standard), 12);
    expect(standard?.riskFactors.find(({ id }) => id === "TK>30")?.state).toBe("absent");
    expect(other?.riskFactors.find(({ id }) => id === "TK>30")?.state).toBe("present");
    expect(other?.provenance).toMatchObject({ criterion: "increase-20", tk: "TK.T5-T12", clickSdMm: 1.4, version: "1.2.3" });
  });

  it("writes to a file when asked, and prints nothing then", async () => {
    const { status, out, written } = await sagitta(["measure", "a.json", "--out", "rows.json"], example);
    expect([status, out]).toEqual([0, ""]);
    expect(shown((written.get("rows.json") ?? "").replace("<closed>", ""))).toHaveLength(2);
    expect(written.get("rows.json")).toContain("]\n<closed>");
    expect(await sagitta(["measure", "a.json", "--out", "/forbidden"], example)).toMatchObject({ status: 1, err: "/forbidden: cannot be written: EACCES: permission denied\n" });
  });

  it("names the file that cannot be written to its end", async () => {
    expect(await sagitta(["measure", "a.json", "--out", "/full"], example)).toMatchObject({ status: 1, err: "/full: cannot be written: ENOSPC: no space left on device\n" });
  });

  it("never writes over a case that it is to measure", async () => {
    const { status, err, written } = await sagitta(["measure", "b.json", "a.json", "--out", "./a.json"], example);
    expect([status, written.size]).toEqual([2, 0]);
    expect(err).toContain('"./a.json"');
  });

  it("prints a list even when there is nothing to list", async () => {
    expect(JSON.parse((await sagitta(["measure", "none.json"])).out)).toEqual([]);
  });

  it("measures the other files when one is no case, names every problem on a line and ends with 1", async () => {
    const bad = writeCaseFile(caseOf()).replace('"S1"', "17").replace('"T10"', '"T99"');
    const files = { ...example, "bad.json": bad, "utf16.json": new Uint8Array([0xff, 0xfe, 0x7b, 0x00]) };
    const { status, out, err } = await sagitta(["measure", "bad.json", "none.json", "utf16.json", "a.json"], files);
    expect(status).toBe(1);
    expect(shown(out)).toHaveLength(2);
    expect(err.split("\n")).toEqual([
      'bad.json: /subject/id: must be of type "string", got 17',
      expect.stringMatching(/^bad\.json: \/surgery\/uiv: .+"T99"$/),
      "none.json: : cannot be read: ENOENT: no such file or directory, open 'none.json'",
      "utf16.json: : is not UTF-8 text",
      "",
    ]);
  });

  it("keeps a problem on one line, whatever stands in its key", async () => {
    const odd = writeCaseFile(caseOf(exam("e", "unknown", [reading("r", { "T8\n\u001b[2J\u2028x": { point: [1, 1] } })])));
    const { err } = await sagitta(["validate", "odd.json"], { "odd.json": odd });
    expect(err).toMatch(/^odd\.json: \/exams\/0\/readings\/0\/landmarks\/T8 \[2J x: warning: [^\p{Cc}\u2028]+\n$/u);
  });

  it("says of a name that it doesn't measure, and that is no failure", async () => {
    const odd = writeCaseFile(caseOf(exam("e", "unknown", [reading("r", { "T8.superor": { point: [1, 1] } })])));
    const { status, err } = await sagitta(["measure", "odd.json"], { "odd.json": odd });
    expect(status).toBe(0);
    expect(err).toMatch(/^odd\.json: \/exams\/0\/readings\/0\/landmarks\/T8\.superor: warning: .+"T8\.superor"\n$/);
  });
});

describe("sagitta validate", () => {
  it("is silent and 0 for what is valid", async () => {
    expect(await sagitta(["validate", "a.json", "a.json"], example)).toMatchObject({ status: 0, out: "", err: "" });
  });
  it("is 1 when any file is not, in whatever place", async () => {
    const files = { ...example, "bad.json": "[\n1," };
    for (const order of [["a.json", "bad.json"], ["bad.json", "a.json"]]) {
      const { status, err } = await sagitta(["validate", ...order], files);
      expect(status).toBe(1);
      expect(err).toMatch(/^bad\.json: : is not JSON: .+\n$/);
    }
  });
});

describe("wrong usage", () => {
  it.each<[string[], string]>([
    [[], "say what to do"],
    [["weigh", "a.json"], '"weigh"'],
    [["measure"], "at least one case file"],
    [["validate"], "at least one case file"],
    [["measure", "a.json", "--format", "xml"], '"xml"'],
    [["measure", "a.json", "--criterion", "absolute-21"], '"absolute-21"'],
    [["measure", "a.json", "--tk", "T3-T12"], '"T3-T12"'],
    [["measure", "a.json", "--click-sd", "0"], '"0"'],
    [["measure", "a.json", "--click-sd", "much"], '"much"'],
    [["measure", "a.json", "--click-sd", ""], '""'],
    [["measure", "a.json", "--click-sd", "Infinity"], '"Infinity"'],
    [["measure", "a.json", "--out"], "--out"],
    [["measure", "a.json", "--loud"], "--loud"],
    [["validate", "a.json", "--format", "csv"], "no options"],
  ])("%j ends with 2, says %s and how it is meant", async (argv, words) => {
    const { status, out, err } = await sagitta(argv, example);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err).toContain("usage: sagitta measure CASE.json...");
  });

  it("help and version are asked for, and no error", async () => {
    expect(await sagitta(["--help"])).toMatchObject({ status: 0, out: expect.stringContaining("Research use only"), err: "" });
    expect(await sagitta(["--version"])).toMatchObject({ status: 0, out: "1.2.3\n" });
  });
});
