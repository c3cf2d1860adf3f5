// @vitest-environment happy-dom
import type { CaseEdit } from "#case/edit";
import type { ImageLibrary } from "#image/library";
import { FORMS } from "#spine/form";
import { QUESTIONS } from "#spine/question";
import { Findings } from "#ui/forms/Findings";
import { SessionProvider } from "../../src/ui/session/context";
import { shownReadingOf, shownRefOf } from "#ui/session/select";
import { createSession, type Session } from "#ui/session/session";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GROUPS } from "../../src/ui/forms/groups";
import { film } from "./instances";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

const library: ImageLibrary = {
  open: async (_files, on) => on.instances([film({ sop: "a" })]),
  frame: () => Promise.reject(new Error("no pixels here")),
  thumbnail: () => Promise.reject(new Error("no pixels here")),
  dispose: () => undefined,
};

let place: HTMLElement;
let root: Root;
let session: Session;
let ids = 0;
beforeEach(async () => {
  place = document.createElement("div");
  document.body.append(place);
  root = createRoot(place);
  session = createSession({
    library,
    keeper: {
      list: async () => [],
      load: async () => undefined,
      save: async () => undefined,
      remove: async () => undefined,
      findByImage: async () => [],
      subjectIdFor: async (_patient, make) => make(),
    },
    formats: { csv: () => "", reportText: () => "" },
    settings: { read: () => null, write: () => undefined },
    fetchSample: () => Promise.reject(new Error("no sample here")),
    now: () => "2025-10-01T12:00:00Z",
    newId: () => `id${++ids}`,
    programVersion: "0",
  });
  await session.open([{ path: "x.dcm", blob: new Blob() }]);
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <Findings />
      </SessionProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
});

const answers = () => shownReadingOf(session.store.getState())?.answers;

function option(question: string, name: string): HTMLInputElement {
  const group = [...place.querySelectorAll("fieldset")].find((each) => each.querySelector("legend")?.textContent === question);
  const label = [...(group?.querySelectorAll("label") ?? [])].find((each) => each.textContent?.startsWith(name));
  const input = label?.querySelector("input");
  if (!input) throw new Error(`no option "${name}" of "${question}"`);
  return input;
}

const choose = (question: string, name: string): Promise<void> => act(async () => option(question, name).click());

async function answer(at: Extract<CaseEdit, { kind: "set-answer" }>["question"], to: boolean): Promise<void> {
  const ref = shownRefOf(session.store.getState());
  if (!ref) throw new Error("no reading is shown");
  await act(async () => session.edit({ kind: "set-answer", at: ref, question: at, to }));
}

const decisions = () => [...place.querySelectorAll(".findings-decision")].map((each) => each.textContent);

describe("the findings of the reader", () => {
  it("ask every question of the catalogue and of the forms once", () => {
    const asked = GROUPS.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(asked.toSorted()).toEqual([...new Set([...QUESTIONS.filter(({ kind }) => kind !== "deg" && kind !== "hu"), ...FORMS.flatMap(({ questions }) => questions)].map(({ id }) => id))].toSorted());
  });

  it("are all open to begin with, and name every option with its definition", () => {
    expect(answers()).toBeUndefined();
    const chosen = [...place.querySelectorAll<HTMLInputElement>("input[type=radio]:checked")].map((each) => each.parentElement?.textContent);
    expect(new Set(chosen)).toEqual(new Set(["Not answered"]));
    for (const definition of place.querySelectorAll(".choice-definition")) expect(definition.textContent, definition.parentElement?.textContent ?? "").not.toBe("");
  });

  it("draw every class of a fracture, no two alike, and nothing for other choices", () => {
    const drawings = (question: string) => [...(option(question, "Not answered").closest("fieldset")?.querySelectorAll("svg") ?? [])].map(({ innerHTML }) => innerHTML);
    for (const question of ["OF class of the fracture", "AO Spine class of the fracture"]) {
      expect(new Set(drawings(question)).size, question).toBe(5);
      expect(drawings(question).every((drawing) => drawing.includes("<path")), question).toBe(true);
    }
    expect(drawings("Focal pain")).toEqual([]);
    expect(place.querySelectorAll("svg:not([aria-hidden=true])")).toHaveLength(0);
  });

  it("a class chosen by its definition scores at once, is taken back by undo, and by not answering", async () => {
    await choose("OF class of the fracture", "OF 4");
    expect(answers()).toEqual({ "of.class": "OF4" });
    expect(decisions()).toContain("OF score: 8");
    await answer("of.neurology", true);
    expect(decisions()).toContain("OF score: 10");
    await act(async () => session.undo());
    expect(decisions()).toContain("OF score: 8");
    await choose("OF class of the fracture", "Not answered");
    expect(answers()).toBeUndefined();
    expect(decisions().some((text) => text?.startsWith("OF score"))).toBe(false);
  });

  it("a dislodged screw is a junctional failure by the criterion that says so", async () => {
    await answer("uivScrewDislodged", true);
    expect(decisions()).toContain("Proximal junctional failure, ASLS: met");
  });
});
