/** Hands a file to the reader's browser. */
export function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the blob once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The subject, and the date or whatever else a file is of, as a file name that every system takes. */
export function fileBase(subjectId: string, of?: string): string {
  return [subjectId, of].filter((part) => part !== undefined).join("_").replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
}
