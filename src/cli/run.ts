import { readCaseFile, type ReadCase } from "#case/caseFile";
import type { CaseProblem } from "#case/caseProblem";
import type { PatientCase } from "#case/patientCase";
import { CSV_HEADER, csvRows } from "#interop/csv";
import { readingRefs, readingReport } from "#interop/readingReport";
import type { AssessSettings } from "#spine/assessment";
import { message } from "#text/messages";
import { caseProblemText } from "#text/reason";
import { commandOf, UsageError, type Command } from "./arguments";

/** What the command line needs of the machine; tests hand in their own. */
export interface Machine {
  readonly version: string;
  readFile(path: string): Promise<Uint8Array>;
  /** Resolves when more may be written. */
  print(text: string): Promise<void>;
  printError(text: string): Promise<void>;
  /** A file to be written in pieces. */
  create(path: string): Promise<Sink>;
  /** Whether two paths lead to one existing file. */
  isSameFile(path: string, other: string): Promise<boolean>;
}

export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The output cannot be written: said on a line, exit status 1. */
class WriteError extends Error {}

/** Runs one command line and gives the exit status: 0, 1 when a file is no valid case or cannot be written, 2 for wrong usage. */
export async function run(argv: readonly string[], machine: Machine): Promise<number> {
  try {
    const command = commandOf(argv);
    return await execute(command, machine);
  } catch (error) {
    if (error instanceof UsageError) {
      await machine.printError(`sagitta: ${error.message}\n${message("case.usage")}\n`);
      return 2;
    }
    if (!(error instanceof WriteError)) throw error;
    await machine.printError(`${error.message}\n`);
    return 1;
  }
}

async function execute(command: Command, machine: Machine): Promise<number> {
  switch (command.kind) {
    case "help":
      await machine.print(`${message("case.usage")}\n\n${message("spine.researchUse")}\n`);
      return 0;
    case "version":
      await machine.print(`${machine.version}\n`);
      return 0;
    case "validate":
      return eachFile(command.files, machine, async () => undefined);
    case "measure":
      return measure(command, machine);
  }
}

/** One file is read, measured, written and let go before the next one is opened: memory does not grow with their number. */
async function measure(command: Extract<Command, { kind: "measure" }>, machine: Machine): Promise<number> {
  const sink = await sinkOf(command, machine);
  const writer = command.format === "csv" ? csvWriter(sink) : jsonWriter(sink);
  await writer.begin();
  const status = await eachFile(command.files, machine, (patientCase) => writer.add(patientCase, command.settings, machine.version));
  await writer.end();
  await sink.close();
  return status;
}

/** The exit status over all files. Whatever goes wrong with one of them is said of it, and the others are read all the same. */
async function eachFile(files: readonly string[], machine: Machine, take: (patientCase: PatientCase) => Promise<void>): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  for (const file of files) {
    try {
      const patientCase = await caseOf(file, machine);
      if (patientCase) await take(patientCase);
      else status = 1;
    } catch (error) {
      // Where the output cannot be written, the next file's cannot either.
      if (error instanceof WriteError) throw error;
      await machine.printError(`${oneLine(`${file}: : ${message("case.cli.not-measured", { detail: String(error) })}`)}\n`);
      status = 1;
    }
  }
  return status;
}

/** Where the output goes; whatever fails there is a WriteError that names it. Creating a file empties it, so an input is refused. */
async function sinkOf({ out, files }: Extract<Command, { kind: "measure" }>, machine: Machine): Promise<Sink> {
  const said = async <T>(writing: Promise<T>): Promise<T> => {
    try {
      return await writing;
    } catch (error) {
      throw new WriteError(`${out ?? "standard output"}: ${message("case.cli.cannot-write", { detail: (error as Error).message })}`);
    }
  };
  if (out === undefined) return { write: (text) => said(machine.print(text)), close: () => Promise.resolve() };
  for (const file of files) {
    if (await machine.isSameFile(file, out)) throw new UsageError(message("case.cli.out-is-input", { value: out }));
  }
  const sink = await said(machine.create(out));
  return { write: (text) => said(sink.write(text)), close: () => said(sink.close()) };
}

interface Writer {
  begin(): Promise<void>;
  add(patientCase: PatientCase, settings: AssessSettings, version: string): Promise<void>;
  end(): Promise<void>;
}

const csvWriter = (sink: Sink): Writer => ({
  begin: () => sink.write(CSV_HEADER),
  add: (patientCase, settings, version) =>
    sink.write(readingRefs(patientCase).map((at) => csvRows(readingReport(patientCase, at, settings, version))).join("")),
  end: () => Promise.resolve(),
});

/** One list of readings, each on a line of its own. */
function jsonWriter(sink: Sink): Writer {
  let separator = "\n";
  return {
    begin: () => sink.write("["),
    add: async (patientCase, settings, version) => {
      // Of a file that cannot be measured to its end nothing is written, as in a table.
      const readings = readingRefs(patientCase).map((at) => JSON.stringify(readingReport(patientCase, at, settings, version)));
      for (const reading of readings) {
        await sink.write(separator + reading);
        separator = ",\n";
      }
    },
    end: () => sink.write("\n]\n"),
  };
}

/** The case in a file; undefined after its problems have been printed. Warnings are printed, and the case is good. */
async function caseOf(file: string, machine: Machine): Promise<PatientCase | undefined> {
  const { case: patientCase, problems } = await readCase(file, machine);
  const lines = problems.map(({ pointer, severity, code, params }) => {
    const text = caseProblemText({ code, params });
    const words = severity === "warning" ? message("case.cli.warning", { text }) : text;
    return `${oneLine(`${file}: ${pointer}: ${words}`)}\n`;
  });
  if (lines.length > 0) await machine.printError(lines.join(""));
  return patientCase;
}

/** Keys and values may hold line breaks, and what moves the cursor of a terminal: each becomes a space. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ");

async function readCase(file: string, machine: Machine): Promise<ReadCase> {
  const unreadable = (code: string, params: CaseProblem["params"]): ReadCase => ({ problems: [{ pointer: "", severity: "error", code, params }] });
  let bytes: Uint8Array;
  try {
    bytes = await machine.readFile(file);
  } catch (error) {
    return unreadable("unreadable", { detail: (error as Error).message });
  }
  const text = utf8(bytes);
  return text === undefined ? unreadable("not-utf-8", {}) : readCaseFile(text);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // A fatal decoder throws for nothing else.
    return undefined;
  }
}
