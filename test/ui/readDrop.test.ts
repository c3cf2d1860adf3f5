import { filesOfDrop } from "../../src/ui/import/readDrop";
import { describe, expect, it } from "vitest";

interface Tree {
  readonly [name: string]: string | Tree;
}

/** An entry as Chromium makes it: a folder hands out at most 100 children a call, an unreadable file an error. */
function entry(name: string, content: string | Tree): FileSystemEntry {
  if (typeof content === "string") {
    const file = (done: (file: Blob) => void, failed: () => void): void => (content === "unreadable" ? failed() : done(new Blob([content])));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const children = Object.entries(content).map(([each, inside]) => entry(each, inside));
  const createReader = () => {
    let at = 0;
    return { readEntries: (done: (entries: FileSystemEntry[]) => void) => done(children.slice(at, (at += 100))) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function drop(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: "file",
    webkitGetAsEntry: () => entry(name, content),
    getAsFile: () => null,
  }));
  return { items: [...items, { kind: "string" }] } as unknown as DataTransfer;
}

describe("a drop", () => {
  it("is walked to the bottom, each file under its path", async () => {
    const found = await filesOfDrop(drop({ "a.dcm": "1", DISC: { DICOMDIR: "2", S1: { IM1: "3" }, empty: {} } }));
    expect(found.map(({ path }) => path)).toEqual(["a.dcm", "DISC/DICOMDIR", "DISC/S1/IM1"]);
    expect(await found[2]?.blob.text()).toBe("3");
  });

  it("holds every file of a folder with more than a reader hands out at once", async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`IM${i}`, "x"]));
    expect(await filesOfDrop(drop({ many }))).toHaveLength(250);
  });

  it("keeps a file that cannot be read, so that it is named among the problems", async () => {
    const [file] = await filesOfDrop(drop({ gone: "unreadable" }));
    expect(file).toMatchObject({ path: "gone", blob: { size: 0 } });
  });
});
