import type { AssessSettings } from "#spine/assessment";
import { CRITERIA } from "#spine/criterion";
import { THORACIC_KYPHOSES } from "#spine/definition";
import { PROTOCOLS } from "#spine/protocol";
import { isLanguage } from "#text/language";
import type { Language } from "#text/writing";

/** What a reader sets once and finds again in every case of this browser. */
export interface Settings extends AssessSettings {
  readonly reader: string;
  readonly showBanner: boolean;
  /** The earlier exam's endplates on the image that is read. */
  readonly showGuide: boolean;
  /** For a patient for whom none was chosen yet. */
  readonly protocol: string;
  /** The protocol last used for a patient, by the subject's id. */
  readonly protocolOf: Readonly<Record<string, string>>;
  /** Memory that a volume may take, MiB. */
  readonly volumeMb: number;
  /** Of the interface; null until one is chosen: the browser's then. */
  readonly language: Language | null;
}

export const DEFAULT_SETTINGS: Settings = {
  clickSdMm: 0.7,
  criterion: "absolute-20",
  tk: "TK.T4-T12",
  reader: "",
  showBanner: true,
  showGuide: true,
  protocol: "pjk-check",
  protocolOf: {},
  volumeMb: 1024,
  language: null,
};

/** Where the settings are kept: a string under one name. */
export interface SettingsStore {
  read(): string | null;
  write(text: string): void;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** The persisted values that could not be used, as they stood. */
  readonly refused: readonly string[];
}

function isProtocol(value: unknown): boolean {
  return PROTOCOLS.some(({ id }) => id === value);
}

const CHECKS: { readonly [K in keyof Settings]: (value: unknown) => boolean } = {
  clickSdMm: (value) => typeof value === "number" && value > 0 && value <= 10,
  criterion: (value) => CRITERIA.some(({ id }) => id === value),
  tk: (value) => THORACIC_KYPHOSES.some((id) => id === value),
  reader: (value) => typeof value === "string",
  showBanner: (value) => typeof value === "boolean",
  showGuide: (value) => typeof value === "boolean",
  protocol: isProtocol,
  volumeMb: (value) => typeof value === "number" && value >= 64 && value <= 16384,
  language: (value) => value === null || isLanguage(value),
  protocolOf: (value) => isRecord(value) && Object.values(value).every(isProtocol),
};

/** Reads the settings; a value that cannot be used is named and its default stands in. */
export function loadSettings(store: SettingsStore): LoadedSettings {
  const text = store.read();
  if (text === null) return { settings: DEFAULT_SETTINGS, refused: [] };
  const raw = parse(text);
  if (!isRecord(raw)) return { settings: DEFAULT_SETTINGS, refused: [text.slice(0, 60)] };
  const known = Object.entries(raw).filter(([key]) => Object.hasOwn(CHECKS, key));
  const good = known.filter(([key, value]) => CHECKS[key as keyof Settings](value));
  const refused = known.filter((entry) => !good.includes(entry)).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { settings: { ...DEFAULT_SETTINGS, ...(Object.fromEntries(good) as Partial<Settings>) }, refused };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
