/** Vertebral levels and their order. A case owns its ordered list of levels; "two above" is two steps up in that list. */

/** "C2".."C7", "T1".."T13", "L1".."L6", "S1". */
export type Level = string;

export const DEFAULT_LEVELS: readonly Level[] = [
  ..."234567".split("").map((n) => `C${n}`),
  ...Array.from({ length: 12 }, (_, i) => `T${i + 1}`),
  ..."12345".split("").map((n) => `L${n}`),
  "S1",
];

/** The level `steps` above `level` (cranial to it) in `levels`, or undefined where the list ends or lacks it. */
export function levelAbove(levels: readonly Level[], level: Level, steps: number): Level | undefined {
  const index = levels.indexOf(level);
  return index < 0 ? undefined : levels[index - steps];
}
