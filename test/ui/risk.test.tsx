// @vitest-environment happy-dom
import type { CaseEdit } from "#case/edit";
import type { History } from "#case/history";
import type { Exam } from "#case/patientCase";
import { RISK_FACTORS } from "#spine/riskFactor";
import RiskPanel from "#ui/risk/RiskPanel";
import { SessionProvider, useSessionState } from "../../src/ui/session/context";
import { activeCaseOf, assessmentOf, shownRefOf } from "#ui/session/select";
import type { Session } from "#ui/session/session";
import { act } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

function Panel() {
  const assessment = useSessionState(assessmentOf);
  return assessment ? <RiskPanel factors={assessment.riskFactors} /> : null;
}

pageForEachTest();

let session: Session;
let saved: readonly History[];
beforeEach(async () => {
  ({ session, saved } = await oneFilm());
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <Panel />
      </SessionProvider>,
    ),
  );
});

const caseNow = () => {
  const document = activeCaseOf(session.store.getState());
  if (!document) throw new Error("no case");
  return document;
};
const edit = (value: CaseEdit): Promise<void> => act(async () => session.edit(value));

function field<T extends HTMLInputElement | HTMLSelectElement>(label: string): T {
  const found = [...place.querySelectorAll("label")].find((each) => each.textContent === label);
  const of = document.getElementById(found?.htmlFor ?? "");
  if (!of) throw new Error(`no field "${label}"`);
  return of as T;
}

/** As somebody types it and goes on to the next field. */
const type = (label: string, text: string): Promise<void> =>
  act(async () => {
    const input = field<HTMLInputElement>(label);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  });

const choose = (label: string, text: string): Promise<void> =>
  act(async () => {
    const select = field<HTMLSelectElement>(label);
    const option = [...select.options].find((each) => each.textContent === text);
    if (!option) throw new Error(`no option "${text}" in "${label}"`);
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });

const item = (factor: string): HTMLElement => {
  const found = place.querySelector<HTMLElement>(`li[data-factor="${factor}"]`);
  if (!found) throw new Error(`no item ${factor}`);
  return found;
};
const row = (factor: string): readonly (string | null)[] => [...item(factor).querySelectorAll("summary > span:not(.glyph-space)")].map((each) => each.textContent);
const known = (): string | null | undefined => place.querySelector(".risk-form summary .muted")?.textContent;

describe("the risk factors", () => {
  it("are each one item of the list, by their id, none measured to begin with but what is known of a film", () => {
    const items = [...place.querySelectorAll<HTMLElement>("section[aria-label='Risk factors'] li[data-factor]")];
    expect(items).toHaveLength(RISK_FACTORS.length);
    expect(new Set(items.map(({ dataset }) => dataset["factor"]))).toEqual(new Set(RISK_FACTORS.map(({ id }) => id)));
    expect(new Set(items.map(({ dataset }) => dataset["state"]))).toEqual(new Set(["not-measured"]));
  });

  it("of bone density say yes or no to each cut-off, without a sign that calls it a risk", async () => {
    await edit({ kind: "set-surgery", to: { uiv: "T10" } });
    await type("UIV (T10)", "170");
    await type("UIV+1 (T9)", "150");
    await type("L1", "109.98");
    expect(["HU.L1<100", "HU.L1<110", "HU.L1<135", "HU.L1<160", "HU.UIV<163", "HU.ratio<0.905"].map((id) => row(id).slice(1))).toEqual([
      ["109.98 HU", "no"], ["109.98 HU", "yes"], ["109.98 HU", "yes"], ["109.98 HU", "yes"], ["170 HU", "no"], ["0.882", "yes"],
    ]);
    expect(item("HU.L1<110").querySelector("svg")).toBeNull();
    expect([item("HU.L1<110").dataset["state"], item("HU.L1<110").dataset["withinError"]]).toEqual(["present", "unknown"]);
    const table = [...place.querySelectorAll(".density-table tbody tr")].map((each) => each.textContent);
    expect(table).toEqual(["UIV+2, T8\u2014", "UIV+1, T9150 HU", "UIV, T10170 HU", "L1109.98 HU"]);
  });

  it("published for the exam before surgery say so in their row, on any other exam", async () => {
    const ref = shownRefOf(session.store.getState());
    if (!ref) throw new Error("no reading");
    const place4 = (landmark: string, posterior: readonly [number, number], anterior: readonly [number, number]): CaseEdit => ({ kind: "set-landmark", at: ref, landmark, to: { posterior, anterior } });
    await edit(place4("T4.superior", [80, 100], [50, 150]));
    await edit(place4("T12.inferior", [80, 200], [50, 195]));
    expect(row("TK>30").slice(1)).toEqual(["68.5°", "present"]);
    expect(item("TK>30").querySelector(".criterion-reason")?.textContent).toMatch(/before surgery/);
    await edit({ kind: "set-exam", examId: ref.examId, to: { timepoint: "preoperative" } });
    expect(item("TK>30").querySelector(".criterion-reason")).toBeNull();
  });
});

describe("the point score", () => {
  const said = (): readonly (string | null)[] => [...item("Lafage2019").querySelectorAll(".point-score p")].map((each) => each.textContent);
  const possible = (): readonly (string | null)[] => [...item("Lafage2019").querySelectorAll("td[data-possible=true]")].map((each) => each.textContent);

  it("says what it lacks and what it can still be, until it is known with its published incidence", async () => {
    expect(said()[0]).toMatch(/^Cannot be computed\. Not measured: Age over 55 \(.*\); Fusion.*; UIV in the upper.*; Lordosis gained/);
    expect(said()[1]).toBe("With what is known, it is 0 to 5 points.");
    expect(possible()).toEqual(["17\u00a0%", "29\u00a0%", "40\u00a0%", "53\u00a0%", "69\u00a0%"]);
    await choose("Upper instrumented vertebra (UIV)", "T10");
    await type("Age", "67");
    expect(said()[1]).toBe("With what is known, it is 3 to 5 points, a published incidence of 40\u00a0% to 69\u00a0%.");
    expect([row("UIV-lower-thoracic").at(-1), row("UIV-upper-thoracic").at(-1), row("dLL-dTK>10").at(-1)]).toEqual(["+2", "+0", "0 or +1"]);
    await choose("Lower instrumented vertebra (LIV)", "S1");
    await type("Planned change in lumbar lordosis", "20");
    await type("Planned change in thoracic kyphosis", "10");
    expect(row("Lafage2019").slice(1)).toEqual(["4 of 5 points", "present"]);
    expect([said(), possible()]).toEqual([["Published incidence of PJK with 4 points: 53\u00a0%."], ["53\u00a0%"]]);
  });

  it("of 0 has no published incidence, and none is made up", async () => {
    await choose("Upper instrumented vertebra (UIV)", "L1");
    await choose("Lower instrumented vertebra (LIV)", "L5");
    await type("Age", "55");
    await type("Planned change in lumbar lordosis", "0");
    await type("Planned change in thoracic kyphosis", "0");
    expect(row("Lafage2019").slice(1)).toEqual(["0 of 5 points", "absent"]);
    expect([said(), possible()]).toEqual([["No incidence is published for 0 points."], []]);
  });
});

describe("the form", () => {
  it("keeps each field with the case, as one step that is saved and undone", async () => {
    expect(known()).toBe("0 of 12 known");
    await type("Age", "66,5");
    await choose("Sex", "female");
    await type("Body mass index", "27.4");
    await choose("Pelvic fixation", "no");
    await choose("Fixation at the UIV", "hooks");
    await choose("Treated fracture", "T12");
    await type("Lowest T-score", "\u22122,5");
    expect(caseNow().subject).toMatchObject({ ageYears: 66.5, sex: "F", bmi: 27.4, tScore: -2.5 });
    expect(caseNow().surgery).toEqual({ pelvicFixation: false, uivFixation: "hooks", treatedFracture: "T12" });
    expect(known()).toBe("7 of 12 known");
    expect(saved.at(-1)?.case).toEqual(caseNow());
    await act(async () => session.undo());
    expect(caseNow().subject).not.toHaveProperty("tScore");
    expect(field<HTMLInputElement>("Lowest T-score").value).toBe("");
    for (let i = 0; i < 6; i++) await act(async () => session.undo());
    expect(known()).toBe("0 of 12 known");
    expect(caseNow()).not.toHaveProperty("surgery");
  });

  it("does not take what is no number, or none that the case file takes, and says so", async () => {
    const steps = saved.length;
    for (const [label, text] of [["Age", "151"], ["Age", "old"], ["Body mass index", "0"], ["Planned change in lumbar lordosis", "181"], ["Lowest T-score", "-16"]] as const) {
      await type(label, text);
      const input = field(label);
      expect(input.getAttribute("aria-invalid"), text).toBe("true");
      expect(document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent).toContain(`${text} must be between`);
    }
    expect([saved.length, caseNow().subject.ageYears]).toEqual([steps, undefined]);
    await type("Age", "");
    expect(field("Age").getAttribute("aria-invalid")).toBe("false");
    await type("Age", "0");
    expect(caseNow().subject.ageYears).toBe(0);
  });

  it("offers no LIV above the UIV and no UIV below the LIV", async () => {
    const offered = (label: string): readonly (string | null)[] => [...field<HTMLSelectElement>(label).options].map(({ textContent }) => textContent).slice(1);
    await choose("Upper instrumented vertebra (UIV)", "L4");
    expect(offered("Lower instrumented vertebra (LIV)")).toEqual(["L4", "L5", "S1"]);
    await choose("Lower instrumented vertebra (LIV)", "L5");
    expect(offered("Upper instrumented vertebra (UIV)").slice(-2)).toEqual(["L4", "L5"]);
    expect(field<HTMLSelectElement>("Upper instrumented vertebra (UIV)").value).toBe("L4");
  });

  it("asks for a vertebra near the junction once, and for those about the UIV where that is known", async () => {
    const labels = (): readonly (string | null)[] => [...place.querySelectorAll("fieldset:last-of-type label")].map((each) => each.textContent).slice(2);
    expect(labels()).toEqual(["L1"]);
    expect(place.textContent).toContain("Set the UIV to enter the densities around it.");
    await edit({ kind: "set-surgery", to: { uiv: "L2" } });
    expect(labels()).toEqual(["UIV+2 (T12)", "UIV+1 (L1)", "UIV (L2)"]);
  });

  it("keeps a density with the exam of its CT: the preoperative one before this, or the one that is chosen", async () => {
    const pre: Exam = { id: "pre", timepoint: "preoperative", date: "2025-01-05", posture: "supine", readings: [] };
    await edit({ kind: "insert-exam", index: 0, exam: pre });
    await type("L1", "98");
    expect(caseNow().exams[0]?.boneDensity).toEqual({ L1: { meanHu: 98, source: "typed" } });
    expect(item("HU.L1<100").textContent).toContain("Measured in the exam of 2025-01-05");
    await choose("CT of the exam", "Timepoint unknown, 2025-03-01");
    expect(field<HTMLInputElement>("L1").value).toBe("");
    await type("L1", "140");
    expect(caseNow().exams[1]?.boneDensity).toEqual({ L1: { meanHu: 140, source: "typed" } });
    expect(row("HU.L1<160")[1]).toBe("140 HU");
  });

  it("says of a density that was measured on the image that it was; typing over it makes it a typed one", async () => {
    const [exam] = caseNow().exams;
    if (!exam) throw new Error("no exam");
    await edit({ kind: "set-bone-density", examId: exam.id, level: "L1", to: { meanHu: 101.25, sdHu: 20, voxels: 300, source: "roi" } });
    const hint = document.getElementById(field("L1").getAttribute("aria-describedby") ?? "");
    expect([field<HTMLInputElement>("L1").value, hint?.textContent]).toEqual(["101.25", "measured on the image"]);
    await type("L1", "102");
    expect(caseNow().exams[0]?.boneDensity).toEqual({ L1: { meanHu: 102, source: "typed" } });
    await type("L1", "");
    expect(caseNow().exams[0]).not.toHaveProperty("boneDensity");
  });

  it("shows what a file of before has among its answers, and takes it over when it is changed", async () => {
    const ref = shownRefOf(session.store.getState());
    if (!ref) throw new Error("no reading");
    await edit({ kind: "set-answer", at: ref, question: "plannedLLChange", to: 31 });
    await edit({ kind: "set-answer", at: ref, question: "hu.L1", to: 99 });
    expect([field<HTMLInputElement>("Planned change in lumbar lordosis").value, field<HTMLInputElement>("L1").value]).toEqual(["31", "99"]);
    expect(row("dLL>30").slice(1)).toEqual(["31°", "present"]);
    await type("Planned change in lumbar lordosis", "");
    await type("L1", "120");
    expect(caseNow().exams[0]?.readings[0]).not.toHaveProperty("answers");
    expect([row("dLL>30").slice(2), row("HU.L1<135").slice(1)]).toEqual([["not measured"], ["120 HU", "yes"]]);
  });
});
