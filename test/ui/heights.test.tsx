// @vitest-environment happy-dom
import { evaluationOf } from "#spine/construct";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { Heights } from "../../src/ui/fracture/Heights";
import { threeBodies } from "../spine/bodies";
import { pageForEachTest, place, root } from "../support/page";

pageForEachTest();

describe("the table of heights", () => {
  it("shows no loss that contradicts the grade: 19.6 % is below 20 %", async () => {
    const evaluation = evaluationOf(threeBodies([25, 25, 25], [20.1, 25, 25], [25, 25, 25]));
    await act(async () => root.render(<Heights evaluation={evaluation} level="T12" clickSdMm={0.7} />));
    const cells = [...place.querySelectorAll("tr[data-height=anterior] td")].map((cell) => cell.textContent);
    expect(cells).toEqual([expect.stringMatching(/^20\.1\u00a0mm /), expect.stringMatching(/^25\.0\u00a0mm /), expect.stringMatching(/^19\.6\u00a0% ±/)]);
  });
});
