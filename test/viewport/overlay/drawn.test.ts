import { describe, expect, it } from "vitest";
import type { Assessment } from "#spine/assessment";
import type { Reading } from "#case/patientCase";
import { drawingsOf } from "../../../src/viewport/overlay/construction";
import { drawnOf } from "../../../src/viewport/overlay/drawn";
import { boxAround, lengthInside, overlap } from "../../../src/viewport/overlay/labels";
import { letterMiddle, letterPlaces } from "../../../src/viewport/overlay/letterPlaces";
import { filmScene, tilted } from "../support/scene";

const CONSTRUCTIONS = ["PJA", "TK.T4-T12"];
const measured = (id: string, value: number) => ({ id, state: "measured", value, unit: "deg", sd: 1, notes: [], points: [] });
const ASSESSMENT = { measurements: [measured("PJA", 31.2), measured("TK.T4-T12", 57.6)], plausibility: [] } as unknown as Assessment;
const drawn = (landmarks: Reading["landmarks"], constructions = CONSTRUCTIONS) => drawnOf(filmScene(landmarks), { assessment: ASSESSMENT, constructions, highlighted: null });

describe("the name of a level", () => {
  it.each([
    ["head", 470, 20],
    ["foot", 470, 980],
  ])("keeps clear of the letter of orientation at the %s", (_, column, row) => {
    const { labels } = drawn({ "T4.superior": tilted(column - 40, row, 0, 60) }, []);
    const [label] = labels.filter(({ text }) => text === "T4");
    if (!label) throw new Error("no name");
    const letters = letterPlaces({ widthCss: 1000, heightCss: 1000 }).map(letterMiddle);
    for (const letter of letters) expect(overlap(boxAround(label.at, label.text, label.size), boxAround(letter, "H", 15))).toBe(false);
  });

  it("is not printed over a letter at which its best place is", () => {
    const { labels } = drawn({ "T4.superior": tilted(425, 14, 0, 60) }, []);
    const [label] = labels.filter(({ text }) => text === "T4");
    if (!label) throw new Error("no name");
    expect(overlap(boxAround(label.at, label.text, label.size), boxAround({ xCss: 500, yCss: 14 }, "H", 15))).toBe(false);
  });
});

describe("the value of an angle", () => {
  it.each([100, 70, 50, 30])("stands on no line of another angle, with endplates of %i pixels", (length) => {
    const at = (column: number, row: number, degrees: number) => tilted(500 + (column * length) / 100, 400 + (row * length) / 100, degrees, length);
    const landmarks = { "T4.superior": at(0, -230, 47), "T8.superior": at(180, 60, 15), "T10.inferior": at(190, 320, -14), "T12.inferior": at(140, 560, -10) };
    const { labels } = drawn(landmarks);
    const { spine } = filmScene(landmarks);
    const drawings = CONSTRUCTIONS.flatMap((id, slot) => drawingsOf(spine, id, slot));
    for (const { measurement } of drawings) {
      const label = labels.find(({ key }) => key === `value/${measurement}`);
      if (!label) throw new Error("no value");
      const box = boxAround(label.at, label.text, label.size);
      const others = drawings.filter((other) => other.measurement !== measurement).flatMap(({ segments }) => segments);
      expect(others.filter((line) => lengthInside(line, box) > 0)).toEqual([]);
    }
  });
});

describe("an endplate whose corners are named the wrong way round", () => {
  const right = { "T8.superior": tilted(500, 300, 5), "T10.inferior": tilted(500, 600, -20) };
  const { posterior, anterior } = right["T10.inferior"];
  const wrong = { ...right, "T10.inferior": { posterior: anterior, anterior: posterior } };
  const drawnOfWrong = (landmarks: readonly string[]) =>
    drawnOf(filmScene(wrong), { assessment: { ...ASSESSMENT, plausibility: [{ code: "endplate-reversed", landmarks }] } as unknown as Assessment, constructions: ["PJA"], highlighted: null });

  it("is drawn as it is measured", () => {
    expect(drawnOfWrong(["T10.inferior"])).toEqual(drawn(right, ["PJA"]));
  });

  it("and as it is written where that is measured", () => {
    expect(drawnOfWrong([]).constructions).not.toEqual(drawn(right, ["PJA"]).constructions);
  });
});
