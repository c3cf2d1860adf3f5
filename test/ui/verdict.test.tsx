// @vitest-environment happy-dom
import { assessCase } from "#case/select";
import type { Reading } from "#case/patientCase";
import { DEFAULT_SETTINGS } from "#ui/session/settings";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { Kyphosis } from "../../src/ui/results/Kyphosis";
import { Verdict } from "../../src/ui/results/Verdict";
import { caseOf, endplate, exam, FILM, junction, reading } from "../case/cases";
import { pageForEachTest, place, root } from "../support/page";

pageForEachTest();

async function show(of: Partial<Reading>, criterion = "absolute-20"): Promise<Element> {
  const document = caseOf(exam("e", "follow-up", [reading("r", junction(24), of)]));
  const { headline, criteria } = assessCase(document, { examId: "e", readingId: "r" }, { ...DEFAULT_SETTINGS, criterion });
  await act(async () => root.render(<Verdict headline={headline} criteria={criteria} onHighlight={() => undefined} />));
  const region = place.querySelector("section.verdict");
  if (!region) throw new Error("no verdict");
  return region;
}

describe("the verdict on the page", () => {
  it("says within error with a yes or a no, where no error is known too", async () => {
    const region = await show({ image: { ...FILM, spacing: { aspect: 1 } } });
    expect([region.getAttribute("data-state"), region.getAttribute("data-within-error")]).toEqual(["met", "false"]);
    expect([...place.querySelectorAll("[data-within-error]")].map((each) => each.getAttribute("data-within-error")).filter((said) => said !== "true" && said !== "false")).toEqual([]);
  });

  it("says that the error is unknown where the film has no scale, of the headline and of every criterion that was decided", async () => {
    const region = await show({ image: { ...FILM, spacing: { aspect: 1 } } });
    expect(region.querySelector(".verdict-state")?.textContent).toBe("PJK: yes, 24.0 ≥ 20; error unknown: no scale");
    const list = await show({ image: { ...FILM, spacing: { aspect: 1 } } }, "increase-20");
    const decided = [...list.querySelectorAll(".criteria > li")].filter((each) => each.getAttribute("data-state") !== "undecidable");
    expect(decided.length).toBeGreaterThan(0);
    for (const each of decided) expect(each.querySelector(".criterion-state")?.textContent).toMatch(/met, error unknown: no scale$/);
  });

  it("of a failure that the reader saw is that word, without an interval, a probability or a bar", async () => {
    const region = await show({ answers: { uivScrewDislodged: true } }, "pjf-asls");
    expect(region.querySelector(".verdict-value")?.textContent).toBe("yes");
    expect(region.querySelector(".verdict-state")?.textContent).toBe("PJF: yes, a screw at the UIV is dislodged");
    expect(region.querySelector(".interval-bar")).toBeNull();
  });

  it("of an angle has its interval and its bar", async () => {
    const region = await show({});
    expect(region.querySelector(".verdict-value")?.textContent).toMatch(/^24\.0°95 % \d/);
    expect(region.querySelector(".interval-bar")).not.toBeNull();
  });
});

it("beside the flag of kyphosis stands what its probability is of, whether it is present or absent", async () => {
  const said = async (tilt: number) => {
    const document = caseOf(exam("e", "follow-up", [reading("r", { "T4.superior": endplate(tilt, 150), "T12.inferior": endplate(-15, -60) })]));
    const assessment = assessCase(document, { examId: "e", readingId: "r" }, DEFAULT_SETTINGS);
    await act(async () => root.render(<Kyphosis assessment={assessment} tk="TK.T4-T12" onHighlight={() => undefined} />));
    return place.querySelector(".kyphosis-flag")?.textContent;
  };
  expect(await said(14)).toMatch(/^Kyphosis over 30°: absent, within errorprobability of > 30°: [34]\d.%$/);
  expect(await said(16)).toMatch(/^Kyphosis over 30°: present, within errorprobability [56]\d.%$/);
});
