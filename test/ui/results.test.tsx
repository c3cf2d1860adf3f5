// @vitest-environment happy-dom
import type { PatientCase } from "#case/patientCase";
import { assessCase } from "#case/select";
import { addressKey } from "#spine/landmark";
import { DEFAULT_SETTINGS } from "#ui/session/settings";
import { MeasurementTable } from "#ui/results/MeasurementTable";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { place, root, pageForEachTest } from "../support/page";

pageForEachTest();

const caseWith = (landmarks: PatientCase["exams"][number]["readings"][number]["landmarks"]): PatientCase => ({
  subject: { id: "S1" },
  surgery: { uiv: "T10" },
  exams: [
    {
      id: "e",
      timepoint: "follow-up",
      posture: "standing",
      readings: [{ id: "r", image: { kind: "projection", sopInstanceUid: "1", columns: 200, rows: 300, spacing: { rowMm: 1, columnMm: 1 }, anterior: "left" }, landmarks }],
    },
  ],
});

const asked: string[] = [];

const show = (document: PatientCase, tk = "TK.T4-T12"): Promise<void> =>
  act(async () => {
    const assessment = assessCase(document, { examId: "e", readingId: "r" }, { ...DEFAULT_SETTINGS, tk });
    root.render(<MeasurementTable assessment={assessment} tk={tk} highlighted={null} onHighlight={() => undefined} onPlace={(points) => asked.push(...points.map(addressKey))} />);
  });

const headers = (): readonly (string | null)[] => [...place.querySelectorAll("th[scope=row]")].map((each) => each.textContent);
const more = (): HTMLButtonElement => {
  const found = place.querySelector<HTMLButtonElement>("button.more");
  if (!found) throw new Error("nothing is folded away");
  return found;
};

describe("the table of measurements", () => {
  it("stands with the junction and the thoracic kyphosis alone while nothing is placed, and unfolds to every row", async () => {
    await show(caseWith({}));
    expect(headers()).toEqual(["Proximal junctional angle", "Thoracic kyphosis T4-T12"]);
    const folded = Number.parseInt(more().textContent ?? "", 10);
    expect(folded).toBeGreaterThan(20);
    await act(async () => more().click());
    expect(headers()).toHaveLength(2 + folded);
    expect(headers()).toContain("Sagittal vertical axis");
    expect([...place.querySelectorAll("td.value")].every((cell) => cell.textContent === "\u2014")).toBe(true);
    await act(async () => more().click());
    expect(headers()).toHaveLength(2);
  });

  it("keeps the distances in sight on a film without a scale: it is not points that they wait for", async () => {
    const document = caseWith({});
    const unscaled = { ...document, exams: document.exams.map((exam) => ({ ...exam, readings: exam.readings.map((reading) => ({ ...reading, image: { ...reading.image, spacing: { aspect: 1 } } })) })) };
    await show(unscaled as PatientCase);
    expect(headers()).toEqual(expect.arrayContaining(["Sagittal vertical axis", "Cervical sagittal vertical axis"]));
    expect(headers()).not.toContain("Sacral slope");
  });

  it("shows what is measured without being asked, and the reader's own thoracic kyphosis measured or not", async () => {
    await show(caseWith({ "S1.superior": { posterior: [120, 250], anterior: [90, 262] } }), "TK.T5-T12");
    expect(headers()).toEqual(expect.arrayContaining(["Sacral slope", "Thoracic kyphosis T5-T12"]));
    expect(headers()).not.toContain("Pelvic tilt");
  });

  it("asks for the points that a value waits for, and for none of those it has", async () => {
    await show(caseWith({ "T8.superior": { posterior: [120, 50], anterior: [90, 62] }, "T10.inferior": { posterior: [120, 150] } }));
    await act(async () => place.querySelector<HTMLButtonElement>("[data-measurement=PJA] th button")?.click());
    const button = place.querySelector<HTMLButtonElement>(".measurement-detail button");
    expect(button?.textContent).toBe("Place what is missing");
    await act(async () => button?.click());
    expect(asked).toEqual(["T10.inferior/anterior"]);
  });
});
