import { createWriteStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { version } from "../../package.json";
import { run } from "./run";

/** Writes and waits until the stream can take more, so that nothing piles up in memory. */
const writeTo = (stream: Writable) => (text: string): Promise<void> =>
  new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));

// Whoever reads our output may have had enough (`| head`): that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  version,
  readFile: (path) => readFile(path),
  print: writeTo(process.stdout),
  printError: writeTo(process.stderr),
  create: async (path) => {
    const handle = await open(path, "w");
    const stream = createWriteStream(path, { fd: handle });
    const close = (): Promise<void> => new Promise((resolve, reject) => stream.end((error?: Error | null) => (error ? reject(error) : resolve())));
    return { write: writeTo(stream), close };
  },
});
