// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it, vi } from "vitest";
import { Exports } from "../../src/ui/report/Exports";
import { ReportProvider } from "../../src/ui/report/ReportContext";
import { SessionProvider } from "../../src/ui/session/context";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

pageForEachTest();

describe("an exported file", () => {
  it.each(["Export CSV", "Export case file"])("of %s has a name that every system takes", async (name) => {
    const { session } = await oneFilm("A/7: \u041a*");
    const named: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      named.push(this.download);
    });
    const reporting = { page: null, holds: () => undefined, print: () => undefined, saveFile: () => undefined, identified: false, identify: () => undefined };
    await act(async () =>
      root.render(
        <SessionProvider value={session}>
          <ReportProvider value={reporting}>
            <Exports commands={{ current: null }} />
          </ReportProvider>
        </SessionProvider>,
      ),
    );
    await act(async () => [...place.querySelectorAll("button")].find((each) => each.textContent === name)?.click());
    click.mockRestore();
    expect(named).toEqual([name === "Export CSV" ? "A-7-\u041a-.csv" : "A-7-\u041a-.json"]);
  });
});
