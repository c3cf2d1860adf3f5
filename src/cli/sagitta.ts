import { createWriteStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { version } from "../../package.json";
import { run } from "./run";

/** Writes and waits until the stream can take more, so that nothing piles up in memory. */
const writeTo = (stream: Writable) => (text: string): Promise<void> =>
  new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads our output may have had enough (`| head`): that is no failure. Any other reaches who waits for the write.
    if (error.code === "EPIPE") process.exit(0);
  });
}

const identityOf = (path: string): Promise<string | undefined> =>
  stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );

process.exitCode = await run(process.argv.slice(2), {
  version,
  readFile: (path) => readFile(path),
  print: writeTo(process.stdout),
  printError: writeTo(process.stderr),
  isSameFile: async (path, other) => {
    const [one, two] = [await identityOf(path), await identityOf(other)];
    return one !== undefined && one === two;
  },
  create: async (path) => {
    const handle = await open(path, "w");
    const stream = createWriteStream(path, { fd: handle });
    // Told to who waits for the write; without a listener it would end the process first.
    stream.on("error", () => undefined);
    const close = (): Promise<void> => new Promise((resolve, reject) => stream.end((error?: Error | null) => (error ? reject(error) : resolve())));
    return { write: writeTo(stream), close };
  },
});
