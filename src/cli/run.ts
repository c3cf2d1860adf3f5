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
}

export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Runs one command line and gives the exit status: 0, 1 when a file is no valid case, 2 for wrong usage. */
export async function run(argv: readonly string[], machine: Machine): Promise<number> {
  try {
    const command = commandOf(argv);
    return await execute(command, machine);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await machine.printError(`sagitta: ${error.message}\n${message("case.usage")}\n`);
    return 2;
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
    case "validate": {
      let valid = true;
      for (const file of command.files) valid = (await caseOf(file, machine)) !== undefined && valid;
      return valid ? 0 : 1;
    }
    case "measure":
      return measure(command, machine);
  }
}

/** One file is read, measured, written and let go before the next one is opened: memory does not grow with their number. */
async function measure(command: Extract<Command, { kind: "measure" }>, machine: Machine): Promise<number> {
  const sink = command.out === undefined ? { write: machine.print, close: () => Promise.resolve() } : await created(command.out, machine);
  if (sink === undefined) return 1;
  const writer = command.format === "csv" ? csvWriter(sink) : jsonWriter(sink);
  let valid = true;
  await writer.begin();
  for (const file of command.files) {
    const patientCase = await caseOf(file, machine);
    if (patientCase) await writer.add(patientCase, command.settings, machine.version);
    else valid = false;
  }
  await writer.end();
  await sink.close();
  return valid ? 0 : 1;
}

async function created(path: string, machine: Machine): Promise<Sink | undefined> {
  try {
    return await machine.create(path);
  } catch (error) {
    await machine.printError(`${path}: ${message("case.cli.cannot-write", { detail: (error as Error).message })}\n`);
    return undefined;
  }
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
      for (const at of readingRefs(patientCase)) {
        await sink.write(separator + JSON.stringify(readingReport(patientCase, at, settings, version)));
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
    return `${file}: ${pointer}: ${words.replace(/\s+/g, " ")}\n`;
  });
  if (lines.length > 0) await machine.printError(lines.join(""));
  return patientCase;
}

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
