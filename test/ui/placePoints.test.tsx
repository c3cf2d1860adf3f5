// @vitest-environment happy-dom
import { act } from "react";
import { expect, it } from "vitest";
import { SessionProvider } from "../../src/ui/session/context";
import { shownRefOf } from "#ui/session/select";
import { ProtocolSelect } from "../../src/ui/shell/ProtocolSelect";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

pageForEachTest();

it("gives the keyboard to the image when points are to be placed", async () => {
  const { session } = await oneFilm();
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <ProtocolSelect />
        <main id="image">
          <div role="application" tabIndex={0} />
        </main>
      </SessionProvider>,
    ),
  );
  const button = place.querySelector<HTMLButtonElement>("button.primary");
  button?.focus();
  expect(document.activeElement).toBe(button);
  await act(async () => button?.click());
  expect(document.activeElement).toBe(place.querySelector("[role=application]"));
});

it("has nothing to place, and says why, where all points are placed and where the image is in no exam", async () => {
  const { session } = await oneFilm();
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <ProtocolSelect />
      </SessionProvider>,
    ),
  );
  const button = () => {
    const found = place.querySelector<HTMLButtonElement>("button.primary");
    found?.focus();
    expect(document.activeElement, "whoever has no pointer hears why").toBe(found);
    return [found?.textContent, found?.getAttribute("aria-disabled") === "true", found?.title];
  };
  expect(button(), "the UIV is not said").toEqual(["Place points", false, ""]);
  await act(async () => session.setUiv("T10"));
  expect(button()).toEqual(["Place points", false, ""]);
  const at = shownRefOf(session.store.getState());
  if (!at) throw new Error("no reading is shown");
  const points = ["T10.inferior", "T8.superior"].flatMap((landmark) => (["posterior", "anterior"] as const).map((part, i) => ({ landmark, part, to: [10 + 30 * i, 100] as const })));
  await act(async () => points.forEach((point) => session.edit({ kind: "set-point", at, ...point })));
  expect(button()).toEqual(["Place points", true, "PJK check: all 4 points are placed. Drag a point to correct it."]);
  const { tool } = session.store.getState();
  await act(async () => place.querySelector<HTMLButtonElement>("button.primary")?.click());
  expect(session.store.getState().tool).toBe(tool);
  await act(async () => session.undo());
  expect(button()).toEqual(["Place points", false, ""]);
  await act(async () => session.removeExam(at.examId));
  expect(button()).toEqual(["Place points", true, "This image no longer belongs to an exam. Undo, or choose the image on the left to read it again."]);
});
