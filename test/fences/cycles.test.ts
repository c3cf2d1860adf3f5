/** No file of src imports itself by way of others: type imports, `import()` and re-exports count, which a linter leaves out. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json";

const root = path.resolve(import.meta.dirname, "../..");

const filesOf = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesOf(name) : /\.tsx?$/.test(name) && !name.endsWith(".d.ts") ? [name] : [];
  });

const files = new Set(filesOf("src"));

/** The most exact of package.json's patterns first. */
const patterns = Object.entries(packageJson.imports).toSorted(([a], [b]) => b.length - a.length);

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) {
    const base = path.posix.join(path.posix.dirname(file), specifier);
    return [base, `${base}.ts`, `${base}.tsx`].find((name) => files.has(name));
  }
  for (const [pattern, target] of patterns) {
    const [before = ""] = pattern.split("*");
    if (!specifier.startsWith(before) || (!pattern.includes("*") && specifier !== pattern)) continue;
    return target.replace("./", "").replace("*", specifier.slice(before.length));
  }
  return undefined;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].flatMap(([, specifier = ""]) => targetOf(file, specifier) ?? []);
}

/** One way round for each file that lies on one. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) return void found.push([...way.slice(at), file].join(" -> "));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

describe("imports", () => {
  const graph = new Map([...files].map((file) => [file, importsOf(file)]));

  it("are read: every room is reached, and files import each other by the hundred", () => {
    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(graph.get("src/app/main.tsx")).toContain("src/ui/session/session.ts");
    expect(graph.get("src/image/dicom/openFile.ts"), "by import()").toContain("src/image/volume/niftiInstance.ts");
  });

  it("go round nowhere", () => {
    expect(cycles(graph)).toEqual([]);
    expect(cycles(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]))).toEqual(["b -> c -> b"]);
  });
});
