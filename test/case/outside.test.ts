import { assessCase } from "#case/select";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { levelsOf } from "#spine/level";
import { expect, it } from "vitest";
import { caseOf, endplate, exam, junction, reading } from "./cases";

it("names the points of a vertebra that the spine lacks, which are kept and not measured", () => {
  const document = caseOf(exam("e", "follow-up", [reading("r", { ...junction(20), "T12.inferior": endplate(0, -60) })]));
  const notes = (thoracic: number) => assessCase({ ...document, levels: levelsOf(thoracic, 5) }, { examId: "e", readingId: "r" }, DEFAULT_SETTINGS).plausibility.filter(({ code }) => code === "not-in-spine");
  expect(notes(12)).toEqual([]);
  expect(notes(11)).toEqual([{ code: "not-in-spine", landmarks: ["T12.inferior"] }]);
});
