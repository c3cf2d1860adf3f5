// @vitest-environment happy-dom
import { act } from "react";
import { expect, it } from "vitest";
import { SessionProvider } from "../../src/ui/session/context";
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
