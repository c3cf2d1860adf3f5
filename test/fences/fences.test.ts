/**
 * The fences bite: for every pair of rooms, and every way of naming a module, the linter as configured for this
 * repository refuses what the table forbids and lets through what it allows. The probes are written into an empty copy
 * of the tree, so that what is tested is the configuration file itself.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

interface Fences {
  readonly rooms: Readonly<Record<string, readonly string[]>>;
  readonly packages: Readonly<Record<string, string | readonly string[]>>;
}

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** The configuration file is JSON with whole-line comments. */
function readFences(): Fences {
  const text = readFileSync(path.join(root, ".oxlintrc.json"), "utf8").replace(/^\s*\/\/.*$/gm, "");
  const [severity, options] = (JSON.parse(text) as { rules: { "fences/rooms": [string, Fences] } }).rules["fences/rooms"];
  if (severity !== "error") throw new Error(`fences/rooms must be an error, it is "${severity}"`);
  return options;
}

const fences = readFences();
const rooms = Object.keys(fences.rooms);

/** Every way to name a module, each one line of a probe file that imports `specifier`. */
const WAYS: Readonly<Record<string, (specifier: string, n: number) => string>> = {
  import: (s, n) => `import { x as x${n} } from "${s}";`,
  "import type": (s, n) => `import type { X as X${n} } from "${s}";`,
  "side effect": (s) => `import "${s}";`,
  "export from": (s, n) => `export { x as e${n} } from "${s}";`,
  "export type from": (s, n) => `export type { X as E${n} } from "${s}";`,
  "export star": (s) => `export * from "${s}";`,
  "dynamic import": (s, n) => `export const y${n} = () => import("${s}");`,
  "dynamic import of a template": (s, n) => `export const z${n} = () => import(\`${s}\`);`,
  "import() type": (s, n) => `export type Y${n} = import("${s}").X;`,
  require: (s, n) => `export const r${n} = require("${s}") as unknown;`,
};
const wayNames = Object.keys(WAYS);
const everyWay = (specifier: string) => Object.values(WAYS).map((write, n) => `${write(specifier, n)}\n`).join("");

let copy = "";
const probes = new Map<string, string>();
let findings: ReadonlyMap<string, readonly Diagnostic[]> = new Map();

/** Registers a probe file and gives back its name; all are linted in one run. */
function probe(file: string, text: string): string {
  probes.set(file, text);
  return file;
}

const errors = (file: string, code: RegExp) => (findings.get(file) ?? []).filter((found) => code.test(found.code));
const fenceErrors = (file: string) => errors(file, /fences/).map((found) => found.message);

/** The ways of a probe made by `everyWay` that the fence refused. */
const refusedWays = (file: string) => new Set(errors(file, /fences/).map((found) => wayNames[found.labels[0]!.span.line - 1]));

function lint(): ReadonlyMap<string, readonly Diagnostic[]> {
  copy = mkdtempSync(path.join(tmpdir(), "fences-"));
  cpSync(path.join(root, ".oxlintrc.json"), path.join(copy, ".oxlintrc.json"));
  cpSync(path.join(root, "test/support/lint"), path.join(copy, "test/support/lint"), { recursive: true });
  for (const file of ["package.json", "tsconfig.json"]) cpSync(path.join(root, file), path.join(copy, file));
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "dir");
  for (const [file, text] of probes) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  const run = spawnSync(process.execPath, [path.join(root, "node_modules/oxlint/bin/oxlint"), "--format=json", "src"], { cwd: copy, encoding: "utf8", maxBuffer: 1 << 28 });
  const { diagnostics, number_of_files: files } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[]; number_of_files: number };
  if (files < probes.size) throw new Error(`linted ${files} files of ${probes.size} probes: ${run.stderr}`);
  const byFile = new Map<string, Diagnostic[]>();
  for (const found of diagnostics) byFile.set(found.filename, [...(byFile.get(found.filename) ?? []), found]);
  return byFile;
}

const slug = (text: string) => text.replaceAll(/\W+/g, "-");
const rejected = (from: string, to: string) => from !== to && !fences.rooms[from]!.includes(to);

const roomPairs = rooms.flatMap((from) =>
  rooms
    .filter((to) => to !== from)
    .map((to) => ({
      from,
      to,
      byName: probe(`src/${from}/probe-${to}.ts`, everyWay(`#${to}/probe`)),
      byPath: probe(`src/${from}/deep/path-${to}.ts`, everyWay(`../../${to}/probe`)),
      byUrl: probe(`src/${from}/url-${to}.ts`, `export const w = () => new Worker(new URL("../${to}/probe.ts", import.meta.url));\n`),
    })),
);

const packageProbes = Object.entries(fences.packages).map(([name, owner]) => {
  const owners = [owner].flat();
  const isFile = existsSync(path.join(root, name));
  const specifier = name === "node:" ? "node:fs" : isFile ? `../../${name}` : name;
  const place = (ownerPath: string) => (ownerPath.endsWith("/") ? `${ownerPath}probe-${slug(name)}.ts` : ownerPath);
  return {
    name,
    owners: owners.map((ownerPath) => probe(place(ownerPath), `${probes.get(place(ownerPath)) ?? ""}import "${specifier}";\n`)),
    strangers: rooms.filter((room) => !owners.includes(`src/${room}/`)).map((room) => probe(`src/${room}/stranger-${slug(name)}.ts`, everyWay(specifier))),
  };
});

const cycleTypes = [probe("src/spine/cycleA.ts", `import type { B } from "./cycleB";\nexport interface A { b?: B }\n`), probe("src/spine/cycleB.ts", `import type { A } from "./cycleA";\nexport interface B { a?: A }\n`)];
const cycleNamed = [probe("src/spine/cycleC.ts", `import type { D } from "./cycleD";\nexport interface C { d?: D }\n`), probe("src/spine/cycleD.ts", `export type D = import("./cycleE").E;\nexport { e } from "./cycleE";\n`), probe("src/spine/cycleE.ts", `export * from "./cycleC";\nexport const e = 1;\nexport type E = number;\n`)];
const unknownPackage = probe("src/ui/probe-lodash.ts", `import { x } from "lodash";\nexport const y = x;\n`);
const deepPackage = probe("src/ui/probe-deep.ts", `import { x } from "cornerstone-core/dist/cornerstone";\nexport const y = x;\n`);
const unknownRoom = probe("src/helpers/probe.ts", `import { x } from "#geometry/probe";\nexport const y = x;\n`);
const noRoom = probe("src/stray.ts", `import { x } from "#geometry/probe";\nexport const y = x;\n`);
const computed = probe("src/ui/probe-computed.ts", `export const y = (name: string) => import(name) as Promise<unknown>;\n`);
const neighbourUrl = probe("src/image/worker/probe-url.ts", `export const w = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });\n`);
const neighbour = probe("src/image/dicom/probe-neighbour.ts", `import { x } from "./other";\nimport { z } from "../pixels/probe";\nimport { u } from "#image/probe";\nexport const y = [x, z, u];\n`);
const habits: Readonly<Record<string, { file: string; code: RegExp }>> = {
  "an explicit any": { file: probe("src/spine/any.ts", `export const y = (x: any): number => Number(x);\n`), code: /no-explicit-any/ },
  "@ts-ignore": { file: probe("src/spine/ignore.ts", `// @ts-ignore\nexport const y: number = "";\n`), code: /ban-ts-comment/ },
  "@ts-expect-error": { file: probe("src/spine/expect.ts", `// @ts-expect-error because\nexport const y: number = "";\n`), code: /ban-ts-comment/ },
  "console in a room": { file: probe("src/ui/console.ts", `console.log(1);\n`), code: /no-console/ },
  "a floating promise": { file: probe("src/storage/floating.ts", `export function y(): void { Promise.resolve(1); }\n`), code: /no-floating-promises/ },
  "a file of 301 lines": { file: probe("src/ui/long.ts", Array.from({ length: 301 }, (_, i) => `export const x${i} = ${i};\n`).join("")), code: /max-lines/ },
  "a function of more than 60 lines": { file: probe("src/ui/longFunction.ts", `export function y(): number {\n  let n = 0;\n${"  n += 1;\n".repeat(60)}  return n;\n}\n`), code: /max-lines-per-function/ },
};
const cliConsole = probe("src/cli/console.ts", `console.log(1);\n`);
/** Every package.json "imports" name resolves somewhere, so that a cycle across files is seen. */
for (const room of rooms) probe(`src/${room}/probe.ts`, `export const x = 1;\nexport type X = number;\n`);

beforeAll(() => {
  findings = lint();
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("the table of rooms", () => {
  it("names exactly the rooms that stand in src", () => {
    const folders = readdirSync(path.join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).sort()).toEqual([...rooms].sort());
  });

  it("is the one that ARCHITECTURE.md shows", () => {
    const shown = readFileSync(path.join(root, "ARCHITECTURE.md"), "utf8").matchAll(/^(\w+) +\[([\w ]*)\]/gm);
    expect(Object.fromEntries([...shown].map(([, room, bracket = ""]) => [room, bracket.split(" ").filter((name) => name !== "")]))).toEqual(fences.rooms);
  });

  it("is a ladder: a room's bracket names only rooms that stand before it, and with a room all that this one may import", () => {
    for (const [index, room] of rooms.entries()) {
      for (const below of fences.rooms[room]!) {
        expect(rooms.indexOf(below), `${below} below ${room}`).toBeGreaterThanOrEqual(0);
        expect(rooms.indexOf(below), `${below} below ${room}`).toBeLessThan(index);
        expect(fences.rooms[room], `${room} imports ${below}`).toEqual(expect.arrayContaining([...fences.rooms[below]!]));
      }
    }
  });

  it("is the one whose packages THIRD_PARTY_NOTICES.md thanks", () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    const rows = readFileSync(path.join(root, "THIRD_PARTY_NOTICES.md"), "utf8").matchAll(/^\| ([^|]+) \|/gm);
    const thanked = [...rows].flatMap(([, names = ""]) => names.split(", ")).filter((name) => !/^(package|-+)$/.test(name.trim()));
    expect(new Set(thanked)).toEqual(new Set(Object.keys(dependencies)));
  });

  it("names only packages this project depends on, and files that are there", () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    expect(Object.keys(fences.packages).filter((name) => name !== "node:" && !(name in dependencies) && !existsSync(path.join(root, name)))).toEqual([]);
  });
});

it("names no owner that has gone", () => {
  const owners = Object.values(fences.packages).flat();
  expect(owners.filter((owner) => !existsSync(path.join(root, owner)))).toEqual([]);
});

describe.each(roomPairs)("$from importing $to", ({ from, to, byName, byPath, byUrl }) => {
  const refused = new Set(rejected(from, to) ? wayNames : []);
  it(`is ${rejected(from, to) ? "refused" : "allowed"} by name, however it is written`, () => {
    expect(refusedWays(byName)).toEqual(refused);
  });

  it("is refused by path, however it is written", () => {
    expect(refusedWays(byPath)).toEqual(new Set(wayNames));
    expect(fenceErrors(byUrl)).toHaveLength(1);
  });
});

describe.each(packageProbes)("the package $name", ({ owners, strangers }) => {
  it("may be said by its owners", () => {
    for (const file of owners) expect(fenceErrors(file), file).toEqual([]);
  });

  it("is refused everywhere else, however it is written", () => {
    for (const file of strangers) expect(refusedWays(file), file).toEqual(new Set(wayNames));
  });
});

describe("what else the fence refuses", () => {
  it.each([
    ["a package without an owner", unknownPackage],
    ["the inside of an owned package", deepPackage],
    ["a folder that is no room", unknownRoom],
    ["a file outside of the rooms", noRoom],
    ["an import whose name cannot be read", computed],
  ])("%s", (_what, file) => {
    expect(fenceErrors(file)).toHaveLength(1);
  });

  it("but not a neighbour, by path or by name, in a folder of the same room too", () => {
    expect(fenceErrors(neighbour)).toEqual([]);
    expect(fenceErrors(neighbourUrl)).toEqual([]);
  });

  it("a cycle, even of types alone", () => {
    for (const file of cycleTypes) expect(errors(file, /no-cycle/), file).not.toEqual([]);
  });

  it("a cycle over three files and re-exports", () => {
    for (const file of cycleNamed) expect(errors(file, /no-cycle/), file).not.toEqual([]);
  });

  it.each(Object.entries(habits))("%s", (_what, { file, code }) => {
    expect(errors(file, code)).not.toEqual([]);
  });

  it("but not the command line writing to its console", () => {
    expect(findings.get(cliConsole) ?? []).toEqual([]);
  });
});
