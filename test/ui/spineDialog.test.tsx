// @vitest-environment happy-dom
import { SpineDialog } from "#ui/exams/SpineDialog";
import { SessionProvider, useSessionState } from "../../src/ui/session/context";
import { activeCaseOf } from "#ui/session/select";
import { act } from "react";
import { beforeEach, expect, it } from "vitest";
import type { Session } from "#ui/session/session";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

function Shown() {
  const document = useSessionState(activeCaseOf);
  return document ? <SpineDialog document={document} onClose={() => undefined} /> : null;
}

pageForEachTest();

let session: Session;
beforeEach(async () => {
  ({ session } = await oneFilm());
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <Shown />
      </SessionProvider>,
    ),
  );
});

/** What a list of the dialog lets somebody choose. */
function offered(label: string): readonly (string | null)[] {
  const found = [...place.querySelectorAll("label")].find((each) => each.textContent === label);
  const list = document.getElementById(found?.htmlFor ?? "");
  if (!(list instanceof HTMLSelectElement)) throw new Error(`no list "${label}"`);
  return [...list.options].filter(({ disabled, value }) => !disabled && value !== "").map(({ textContent }) => textContent);
}

it("offers no LIV above the UIV", async () => {
  expect(offered("Lower instrumented vertebra")).toContain("C7");
  await act(async () => session.edit({ kind: "set-surgery", to: { uiv: "L4" } }));
  expect(offered("Lower instrumented vertebra")).toEqual(["L4", "L5", "S1"]);
});

it("says which vertebra keeps a choice from being made", async () => {
  expect(place.querySelector("fieldset p")).toBeNull();
  await act(async () => session.edit({ kind: "set-surgery", to: { uiv: "T12" } }));
  expect(offered("Thoracic")).toEqual(["12", "13"]);
  expect(place.querySelector("fieldset p")?.textContent).toContain("while T12 is stated");
});

it("offers no spine without a vertebra that the surgery names", async () => {
  expect([offered("Thoracic"), offered("Lumbar")]).toEqual([["11", "12", "13"], ["4", "5", "6"]]);
  await act(async () => session.edit({ kind: "set-surgery", to: { uiv: "T10", liv: "L5" } }));
  expect([offered("Thoracic"), offered("Lumbar")]).toEqual([["11", "12", "13"], ["5", "6"]]);
  await act(async () => session.edit({ kind: "set-surgery", to: { uiv: "T10", treatedFracture: "T12" } }));
  expect([offered("Thoracic"), offered("Lumbar")]).toEqual([["12", "13"], ["4", "5", "6"]]);
});
