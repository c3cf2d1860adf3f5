/** Vertebral levels and their order. A case owns its ordered list of levels; "two above" is two steps up in that list. */

/** "C2".."C7", "T1".."T13", "L1".."L6", "S1". */
export type Level = string;

/**
 * A level as a definition names it: a level, "UIV", "fracture" (the level under treatment) or "T12orLast", each alone or
 * with steps: "UIV+1" is one above (cranial), "T12-1" one below.
 * Kyphosis "to T12" is to T12 wherever the spine has one. A spine of eleven thoracic vertebrae has none: there its last
 * thoracic vertebra stands for T12, and whoever measures to it says so.
 */
export type LevelRef = string;

const numbered = (letter: string, from: number, to: number): readonly Level[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${letter}${from + i}`);

export const DEFAULT_LEVELS: readonly Level[] = [...numbered("C", 2, 7), ...numbered("T", 1, 12), ...numbered("L", 1, 5), "S1"];

/** Every name that a level may have, cranial to caudal. */
export const KNOWN_LEVELS: readonly Level[] = [...numbered("C", 2, 7), ...numbered("T", 1, 13), ...numbered("L", 1, 6), "S1"];

/** The levels of a spine with so many thoracic and lumbar vertebrae (11 to 13 and 4 to 6 occur). */
export const levelsOf = (thoracic: number, lumbar: number): readonly Level[] => [
  ...numbered("C", 2, 7),
  ...numbered("T", 1, thoracic),
  ...numbered("L", 1, lumbar),
  "S1",
];

export const isLevel = (text: string): text is Level => KNOWN_LEVELS.includes(text);

/** What is wrong with an ordered list of levels, or null: unknown names, repeats, not cranial to caudal. */
export function levelsProblem(levels: readonly Level[]): { readonly code: "unknown-level" | "level-order"; readonly level: Level } | null {
  let before = -1;
  for (const level of levels) {
    const index = KNOWN_LEVELS.indexOf(level);
    if (index < 0) return { code: "unknown-level", level };
    if (index <= before) return { code: "level-order", level };
    before = index;
  }
  return null;
}

/** The level `steps` above `level` (cranial to it) in `levels`, or undefined where the list ends or lacks it. */
export function levelAbove(levels: readonly Level[], level: Level, steps: number): Level | undefined {
  const index = levels.indexOf(level);
  return index < 0 ? undefined : levels[index - steps];
}

const t12OrLast = (levels: readonly Level[]): Level | undefined =>
  levels.includes("T12") ? "T12" : levels.findLast((level) => level.startsWith("T"));

/** Upper thoracic T1-T6, lower thoracic from T7; null elsewhere. */
export function thoracicHalf(level: Level): "upper" | "lower" | null {
  if (!level.startsWith("T")) return null;
  return Number(level.slice(1)) <= LAST_UPPER_THORACIC ? "upper" : "lower";
}

const LAST_UPPER_THORACIC = 6;

/** Why a level reference has no level. */
export interface Unresolved {
  readonly code: "no-uiv" | "no-fracture-level" | "level-not-in-spine";
  readonly params: { readonly level: LevelRef };
}

export type Resolved = { readonly level: Level } | Unresolved;

/** The level that `ref` means in this spine. */
export function resolveLevel(ref: LevelRef, levels: readonly Level[], uiv: Level | undefined, fracture?: Level): Resolved {
  const role = ref.replace(/[+-]\d+$/, "");
  const steps = Number(ref.slice(role.length));
  const params = { level: ref };
  if (role === "UIV" && uiv === undefined) return { code: "no-uiv", params };
  if (role === "fracture" && fracture === undefined) return { code: "no-fracture-level", params };
  const base = role === "UIV" ? uiv : role === "fracture" ? fracture : role === "T12orLast" ? t12OrLast(levels) : role;
  const level = base === undefined ? undefined : levelAbove(levels, base, steps);
  return level === undefined ? { code: "level-not-in-spine", params } : { level };
}
