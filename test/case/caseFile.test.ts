import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCaseFile, writeCaseFile, type ReadCase } from "#case/caseFile";
import { caseProblemText } from "#text/reason";
import expectedProblems from "../../fixtures/case-files/expected-problems.json";
import schema from "../../public/schema/case-1.json";
import { caseOf, endplate, exam, junction, reading, reversed, VOLUME } from "./cases";

const FOLDER = path.join(import.meta.dirname, "../../fixtures/case-files");
const text = (name: string): string => fs.readFileSync(path.join(FOLDER, name), "utf8");
const lines = ({ problems }: ReadCase): readonly string[] => problems.map((problem) => `${problem.pointer}: ${caseProblemText(problem)}`);
const VERSION_1 = fs.readdirSync(path.join(FOLDER, "version-1"));

/** The example of the format as a value that a test may change. */
interface LooseFile {
  surgery: object;
  exams: { readings: { image: object; landmarks: object }[] }[];
}
const changed = (change: (file: LooseFile) => void): string => {
  const file = JSON.parse(text("version-1/two-exams.json")) as LooseFile;
  change(file);
  return JSON.stringify(file);
};

describe("version 1 stays readable for ever", () => {
  it.each(VERSION_1)("%s: nothing that stood in the file is lost, at any depth", (name) => {
    const { case: patientCase, problems } = readCaseFile(text(`version-1/${name}`));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    if (!patientCase) throw new Error("no case");
    const written = writeCaseFile(patientCase);
    expect(JSON.parse(written)).toEqual(JSON.parse(text(`version-1/${name}`)));
    expect(writeCaseFile(readCaseFile(written).case ?? patientCase)).toBe(written);
  });

  it.each(VERSION_1)("%s: an unknown key in any of its objects comes back as it was, byte for byte", (name) => {
    // The members of these are landmarks, answers and levels by name, and no keys of the format.
    const byName = new Set(["landmarks", "answers", "boneDensity"]);
    const withUnknown = (value: unknown, key = ""): unknown => {
      if (Array.isArray(value)) return value.map((item) => withUnknown(item));
      if (typeof value !== "object" || value === null) return value;
      const members = Object.entries(value).map(([inner, member]) => [inner, withUnknown(member, inner)] as const);
      return Object.fromEntries([...members, ...(byName.has(key) ? [] : [["x-1", { deep: [1e-7, { "": null }], text: "\u2028\ud83d\ude00" }] as const])]);
    };
    const file = withUnknown(JSON.parse(text(`version-1/${name}`)));
    const { case: patientCase } = readCaseFile(JSON.stringify(file));
    if (!patientCase) throw new Error("no case");
    const written = writeCaseFile(patientCase);
    expect(JSON.parse(written)).toEqual(file);
    expect(writeCaseFile(readCaseFile(written).case ?? caseOf())).toBe(written);
  });

  it("unknown keys are beside the known ones in memory, and not among them", () => {
    const patientCase = readCaseFile(text("version-1/everything.json")).case;
    expect(patientCase?.subject).toEqual({ id: "every-key", sex: "O", ageYears: 64.5, extra: { cohort: { arm: "B", weights: [1, 2.5, null] } } });
    expect(patientCase?.extra).toEqual({ study: { name: "PJK-2024", sites: ["a", "b"], extra: { extra: 1 } } });
    expect(patientCase?.exams[0]?.readings[0]?.landmarks["T8.superior"]?.extra).toEqual({ confidence: 0.9 });
  });

  it("a key called __proto__ or extra is a key", () => {
    const odd = changed((file) => Object.assign(file, { extra: { a: 1 }, ["__proto__"]: 0 })).replace("{", '{"__proto__":{"polluted":true},');
    const patientCase = readCaseFile(odd).case;
    if (!patientCase) throw new Error("no case");
    expect(JSON.parse(writeCaseFile(patientCase))).toEqual(JSON.parse(odd));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("timepoint and posture that are absent are unknown", () => {
    const bare = { format: "sagitta-case", version: 1, subject: { id: "x" }, exams: [{ id: "e", readings: [] }] };
    expect(readCaseFile(JSON.stringify(bare))).toEqual({ case: { subject: { id: "x" }, exams: [{ id: "e", timepoint: "unknown", posture: "unknown", readings: [] }] }, problems: [] });
  });

  it("a byte order mark before the text is no part of it", () => {
    expect(readCaseFile(`\uFEFF${text("version-1/two-exams.json")}`).case?.subject.id).toBe("S017");
  });
});

describe("a written case", () => {
  it("has its keys in the order of the format, whatever the order in memory, and each point on a line", () => {
    const { exams, ...rest } = caseOf(exam("e", "unknown", [reading("r", junction(20), { reader: "AB" })], { date: "2025-01-01" }));
    const shuffled = { exams, ...rest, extra: { z: 1 } };
    const written = writeCaseFile(shuffled);
    expect(Object.keys(JSON.parse(written) as object)).toEqual(["format", "version", "subject", "surgery", "exams", "z"]);
    expect(written).toContain('"posterior": [673.8605814759156, 1186.9763866749802]');
    expect(written.split("\n").filter((line) => line.includes('"posterior"'))).toHaveLength(2);
  });

  it("keeps every digit, and leaves text that looks like a list alone", () => {
    const value = { ...caseOf(), extra: { x: 0.1 + 0.2, y: "[\n  1,\n  2\n]", empty: {}, none: [], nested: [[], [{}]] } };
    expect(JSON.parse(writeCaseFile(value))).toMatchObject(value.extra);
  });
});

describe("a file that is no valid case", () => {
  it.each(Object.entries(expectedProblems))("%s: says where and what, and quotes it", (name, expected) => {
    const read = readCaseFile(text(`invalid/${name}.json`));
    expect(read.case).toBeUndefined();
    expect(lines(read).some((line) => line.startsWith(expected))).toBe(true);
    // Without the others: leaving T8 out of the spine makes its landmarks unmeasured too.
    expect(read.problems.filter(({ severity, pointer }) => severity === "error" && !pointer.startsWith("/surgery/liv"))).toHaveLength(1);
  });

  it.each(["", "null", "12", '"text"', "{", "{}", '{"format":"sagitta-case"}', "[[[[", "\u0000"])("whatever is in it (%j), it ends in problems and not in an exception", (content) => {
    const { case: patientCase, problems } = readCaseFile(content);
    expect(patientCase).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });

  it("what is nested too deeply to be written again is refused where it begins, however deep; up to there it comes back", () => {
    const nested = (depth: number): string => `${'{"a":['.repeat(depth / 2)}${"]}".repeat(depth / 2)}`;
    const withNested = (depth: number): string => changed((file) => Object.assign(file, { study: 0 })).replace('"study":0', `"study":${nested(depth)}`);
    expect(lines(readCaseFile(withNested(200)))).toEqual([`/study${"/a/0".repeat(99)}/a: is nested too deeply: more than 200 lists or objects within one another`]);
    expect(readCaseFile(withNested(100_000)).problems.map(({ code }) => code)).toEqual(["too-deep"]);
    expect(readCaseFile(nested(100_000)).problems.map(({ code }) => code)).toEqual(["too-deep"]);
    const deepest = readCaseFile(withNested(198)).case;
    if (!deepest) throw new Error("no case");
    expect(JSON.parse(writeCaseFile(deepest))).toEqual(JSON.parse(withNested(198)));
  });

  it("every wrong part is named, not only the first", () => {
    const read = readCaseFile(changed((file) => Object.assign(file, { subject: { id: 7, sex: "X" }, levels: ["T99"], exams: [{}] })));
    expect(lines(read)).toEqual([
      '/subject/id: must be of type "string", got 7',
      '/subject/sex: must be one of F, M, O, got "X"',
      expect.stringMatching(/^\/levels\/0: is not in the required form .*: "T99"$/),
      '/exams/0: "id" is missing',
      '/exams/0: "readings" is missing',
    ]);
  });

  it("thousands of problems are cut to a hundred, and long values to a line", () => {
    const exams = Array.from({ length: 500 }, () => "x".repeat(500));
    const { problems } = readCaseFile(changed((file) => Object.assign(file, { exams })));
    expect(problems).toHaveLength(100);
    expect(problems[0]?.params["value"]).toHaveLength(83);
  });

  it("a key with slashes, tildes, spaces or half a character in it is pointed to as RFC 6901 says, or at least said", () => {
    const withLandmark = (name: string): string =>
      changed((file) => Object.assign(file.exams[0]?.readings[0]?.landmarks ?? {}, { [name]: { point: 5 } }));
    expect(lines(readCaseFile(withLandmark("a/b~c d%20é")))).toEqual(['/exams/0/readings/0/landmarks/a~1b~0c d%20é/point: must be of type "array", got 5']);
    expect(lines(readCaseFile(withLandmark("\ud800")))).toEqual([": cannot be read: URI malformed"]);
  });
});

describe("the schema", () => {
  type Node = Readonly<Record<string, unknown>>;
  const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
  const properties = (node: unknown, place = ""): readonly (readonly [string, Node])[] => {
    if (Array.isArray(node)) return node.flatMap((item, i) => properties(item, `${place}/${i}`));
    if (!isNode(node)) return [];
    return Object.entries(node).flatMap(([key, value]) => {
      if (key === "if" || key === "examples") return [];
      const named = key === "properties" && isNode(value) ? Object.entries(value).map(([name, of]) => [`${place}/${name}`, of as Node] as const) : [];
      return [...named, ...properties(value, `${place}/${key}`)];
    });
  };

  it("says of every key what it is, there or where it refers to", () => {
    const described = (node: Node): boolean => "description" in node || (typeof node["$ref"] === "string" && "description" in (schema.$defs[node["$ref"].slice("#/$defs/".length) as keyof typeof schema.$defs] ?? {}));
    const all = properties(schema);
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter(([, node]) => !described(node)).map(([place]) => place)).toEqual([]);
  });

  it("shows an example that is a case", () => {
    expect(readCaseFile(JSON.stringify(schema.examples[0])).problems).toEqual([]);
  });

  it("asks an image without a kind for nothing but the kind", () => {
    const read = readCaseFile(changed((file) => Object.assign(file.exams[0]?.readings[0] ?? {}, { image: { columns: 1 } })));
    expect(lines(read)).toEqual(['/exams/0/readings/0/image: "kind" is missing']);
  });
});

describe("what the schema cannot say", () => {
  const problemsOf = (change: (file: LooseFile) => void): readonly string[] => lines(readCaseFile(changed(change)));

  it("a name that is no landmark is kept, and said, since a slip of the pen looks like it", () => {
    const read = readCaseFile(text("version-1/everything.json"));
    expect(lines(read)).toEqual(['/exams/0/readings/0/landmarks/T10.pedicle.left: is not a landmark that this version measures; it is kept: "T10.pedicle.left"']);
    expect(read.problems[0]?.severity).toBe("warning");
  });

  it("a landmark of a vertebra that the spine lacks is kept, and said", () => {
    const read = readCaseFile(changed((file) => Object.assign(file, { levels: ["C7", "T9", "T10", "S1"] })));
    expect(lines(read)).toEqual(['/exams/0/readings/0/landmarks/T8.superior: T8 is not a level of this case, so this is kept and not measured: "T8.superior"', expect.stringContaining("/exams/1/")]);
    expect(read.case).toBeDefined();
  });

  it("corners that will be put right, or look odd, are said with the file", () => {
    const odd = caseOf(exam("e", "unknown", [reading("r", { ...junction(20), "T9.superior": reversed(endplate(0, 30)), plumb: { along: [[0, 0], [9, 0]] } })]));
    const read = readCaseFile(writeCaseFile(odd));
    expect(read.case).toEqual(odd);
    expect(lines(read)).toEqual([
      expect.stringMatching(/^\/exams\/0\/readings\/0\/landmarks\/plumb: The plumb line is more than 45 degrees off/),
      expect.stringMatching(/^\/exams\/0\/readings\/0\/landmarks\/T9\.superior: .*reverse order and have been corrected$/),
    ]);
    expect(read.problems.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });

  it("the lower instrumented vertebra lies below the upper one", () => {
    expect(problemsOf((file) => Object.assign(file.surgery, { liv: "T4" }))).toEqual(['/surgery/liv: "T4" is cranial to the upper instrumented vertebra T10']);
    expect(problemsOf((file) => Object.assign(file.surgery, { liv: "T10" }))).toEqual([]);
    expect(problemsOf((file) => Object.assign(file.surgery, { liv: "L6" }))).toEqual(['/surgery/liv: is not a level of this case: "L6"']);
  });

  it("a treated fracture lies in the spine; a density that doesn't is kept, and said", () => {
    expect(problemsOf((file) => Object.assign(file.surgery, { treatedFracture: "L6" }))).toEqual(['/surgery/treatedFracture: is not a level of this case: "L6"']);
    const read = readCaseFile(changed((file) => Object.assign(file.exams[0] ?? {}, { boneDensity: { L6: { meanHu: 90, source: "typed" }, L1: { meanHu: 90, source: "typed" } } })));
    expect(lines(read)).toEqual(['/exams/0/boneDensity/L6: is not a level of this case, so this density is kept and not used: "L6"']);
    expect(read.case?.exams[0]?.boneDensity?.["L6"]).toEqual({ meanHu: 90, source: "typed" });
  });

  it.each([
    ["a density without its source", { meanHu: 90 }, '/exams/0/boneDensity/L1: "source" is missing'],
    ["a density that is text", { meanHu: "90", source: "typed" }, '/exams/0/boneDensity/L1/meanHu: must be of type "number", got "90"'],
    ["a source that is none", { meanHu: 90, source: "guess" }, '/exams/0/boneDensity/L1/source: must be one of typed, roi, got "guess"'],
  ])("%s is refused", (_what, density, problem) => {
    expect(problemsOf((file) => Object.assign(file.exams[0] ?? {}, { boneDensity: { L1: density } }))).toEqual([problem]);
  });

  it.each(["2025-02-21T99:00", "2025-02-30", "2025-02-30T09:30:00Z", "2025-13-01"])("a reading's time is one: not %s", (readAt) => {
    expect(problemsOf((file) => Object.assign(file.exams[0]?.readings[0] ?? {}, { readAt }))).toEqual([`/exams/0/readings/0/readAt: is not a time: "${readAt}"`]);
  });

  it.each(["2024-02-29", "2025-02-21T23:30:00-05:00", "2025-02-21T00:30:00.000+06:00", "2025-02-21T09:30"])("a reading's time is one: %s", (readAt) => {
    expect(problemsOf((file) => Object.assign(file.exams[0]?.readings[0] ?? {}, { readAt }))).toEqual([]);
  });

  it("readings of one exam have their own ids; those of two exams may share one", () => {
    expect(problemsOf((file) => file.exams[0]?.readings.push(...file.exams[0].readings))).toEqual(['/exams/0/readings/1/id: another reading already has the id "r1"']);
    expect(problemsOf((file) => Object.assign(file.exams[1]?.readings[0] ?? {}, { id: "r1" }))).toEqual([]);
  });

  it("the sagittal plane's directions stand at a right angle", () => {
    const plane = { anterior: [0, -1, 0], cranial: [0, -0.6, 0.8] };
    expect(problemsOf((file) => Object.assign(file.exams[1]?.readings[0] ?? {}, { image: { ...VOLUME, plane } }))).toEqual([
      "/exams/1/readings/0/image/plane: the two directions must be at a right angle, got [[0,-1,0],[0,-0.6,0.8]]",
    ]);
    expect(problemsOf((file) => Object.assign(file.exams[1]?.readings[0] ?? {}, { image: VOLUME }))).toEqual([]);
  });

  it("a spacing with columns and no rows lacks the rows", () => {
    expect(problemsOf((file) => Object.assign(file.exams[0]?.readings[0]?.image ?? {}, { spacing: { columnMm: 1 } }))).toEqual([
      '/exams/0/readings/0/image/spacing: "rowMm" is missing beside "columnMm"',
    ]);
  });

  it("a spacing that no pixel has is refused; one that hardly any has is kept, and said", () => {
    const spaced = (spacing: object) => readCaseFile(changed((file) => Object.assign(file.exams[0]?.readings[0]?.image ?? {}, { spacing })));
    expect(lines(spaced({ rowMm: 1e6, columnMm: 5e-324 }))).toEqual(['/exams/0/readings/0/image/spacing: is not the size of a pixel of any image: {"rowMm":1000000,"columnMm":5e-324}']);
    expect(lines(spaced({ aspect: 1e5 }))).toEqual([expect.stringContaining('{"aspect":100000}')]);
    const odd = spaced({ rowMm: 25, columnMm: 25, source: "user-line" });
    expect(lines(odd)).toEqual([expect.stringMatching(/^\/exams\/0\/readings\/0\/image\/spacing: is an unusual size .*\{"rowMm":25,"columnMm":25\}$/)]);
    expect(odd.problems[0]?.severity).toBe("warning");
    expect(odd.case?.exams[0]?.readings[0]?.image).toMatchObject({ spacing: { rowMm: 25 } });
  });

  it("a film without a spacing or a known side is a case all the same", () => {
    const image = { kind: "projection", sopInstanceUid: "1", columns: 1, rows: 1 };
    expect(problemsOf((file) => Object.assign(file.exams[0]?.readings[0] ?? {}, { image }))).toEqual([]);
  });
});
