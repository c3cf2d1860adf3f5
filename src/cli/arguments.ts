import { parseArgs } from "node:util";
import type { AssessSettings } from "#spine/assessment";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { CRITERIA } from "#spine/criterion";
import { THORACIC_KYPHOSES } from "#spine/definition";
import { message } from "#text/messages";

export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "validate"; readonly files: readonly string[] }
  | { readonly kind: "measure"; readonly files: readonly string[]; readonly format: "json" | "csv"; readonly settings: AssessSettings; readonly out?: string };

/** Wrong usage: said with the usage text, exit status 2. */
export class UsageError extends Error {}

const OPTIONS = {
  format: { type: "string" },
  criterion: { type: "string" },
  tk: { type: "string" },
  "click-sd": { type: "string" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** The command that the arguments (without node and script) ask for. @throws UsageError */
export function commandOf(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const [name, ...files] = positionals;
  if (name === undefined) throw new UsageError(message("case.cli.no-command"));
  if (name !== "measure" && name !== "validate") throw new UsageError(message("case.cli.unknown-command", { value: name }));
  if (files.length === 0) throw new UsageError(message("case.cli.no-files"));
  if (name === "validate") {
    if (Object.keys(values).length > 0) throw new UsageError(message("case.cli.not-for-validate"));
    return { kind: "validate", files };
  }
  const { format = "json" } = values;
  if (format !== "json" && format !== "csv") throw new UsageError(message("case.cli.bad-format", { value: format }));
  return { kind: "measure", files, format, settings: settingsOf(values), ...(values.out === undefined ? {} : { out: values.out }) };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // node:util says which option it doesn't know or which one lacks its value.
    throw new UsageError((error as Error).message);
  }
}

function settingsOf(values: { readonly criterion?: string | undefined; readonly tk?: string | undefined; readonly "click-sd"?: string | undefined }): AssessSettings {
  const { criterion = DEFAULT_SETTINGS.criterion, "click-sd": clickSd = String(DEFAULT_SETTINGS.clickSdMm) } = values;
  const criteria = CRITERIA.map(({ id }) => id);
  if (!criteria.includes(criterion)) throw new UsageError(message("case.cli.bad-criterion", { value: criterion, known: criteria.join(", ") }));
  const tk = values.tk === undefined ? DEFAULT_SETTINGS.tk : `TK.${values.tk}`;
  if (!THORACIC_KYPHOSES.includes(tk)) {
    const known = THORACIC_KYPHOSES.map((id) => id.replace("TK.", "")).join(", ");
    throw new UsageError(message("case.cli.bad-tk", { value: values.tk ?? "", known }));
  }
  const clickSdMm = Number(clickSd);
  if (clickSd.trim() === "" || !(clickSdMm > 0 && clickSdMm <= 10)) throw new UsageError(message("case.cli.bad-click-sd", { value: clickSd }));
  return { criterion, tk, clickSdMm };
}
