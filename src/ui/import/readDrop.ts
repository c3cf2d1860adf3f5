import type { NamedFile } from "#image/library";

/**
 * The files of a drop, folders walked to the bottom. The entries have to be taken before the first `await`: the browser
 * empties the DataTransfer when its event ends.
 */
export function filesOfDrop(data: DataTransfer): Promise<readonly NamedFile[]> {
  const entries: FileSystemEntry[] = [];
  const plain: NamedFile[] = [];
  for (const item of data.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) plain.push({ path: file.name, blob: file });
  }
  return walk(entries, "").then((found) => [...plain, ...found]);
}

/** The files of an input, with the path inside the chosen folder where the browser tells it. */
export function filesOfInput(list: FileList): readonly NamedFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
}

async function walk(entries: readonly FileSystemEntry[], prefix: string): Promise<NamedFile[]> {
  const found = await Promise.all(entries.map((entry) => filesUnder(entry, prefix)));
  return found.flat();
}

async function filesUnder(entry: FileSystemEntry, prefix: string): Promise<NamedFile[]> {
  const path = `${prefix}${entry.name}`;
  if (isDirectory(entry)) return walk(await children(entry), `${path}/`);
  if (!isFile(entry)) return [];
  // A file that vanished or may not be read still gets a line in the problems: an empty blob is "not DICOM".
  const blob = await new Promise<Blob>((resolve) => entry.file(resolve, () => resolve(new Blob())));
  return [{ path, blob }];
}

/** `readEntries` hands out at most 100 at a time and an empty list at the end. */
async function children(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
