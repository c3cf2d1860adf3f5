// @vitest-environment happy-dom
import { act } from "react";
import { expect, it } from "vitest";
import { KeptCases } from "../../src/ui/import/KeptCases";
import { SessionProvider } from "../../src/ui/session/context";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

pageForEachTest();

it("tells kept cases apart by the dates of their exams and by their UIV", async () => {
  const { session } = await oneFilm();
  const common = { savedAt: "2026-01-02", points: 4 };
  const kept = [
    { ...common, subjectId: "2d858919", exams: 2, dates: ["2024-03-04", "2024-09-10"], uiv: "T10" },
    { ...common, subjectId: "77aa0b12", exams: 1, dates: ["2024-03-04", "2024-03-04"] },
    { ...common, subjectId: "00c1d2e3", exams: 1 },
  ] as const;
  await act(async () =>
    root.render(
      <SessionProvider value={session}>
        <KeptCases kept={kept} />
      </SessionProvider>,
    ),
  );
  expect([...place.querySelectorAll("li span.muted")].map(({ textContent }) => textContent)).toEqual([
    "2024-03-04 to 2024-09-10 · UIV\u00a0T10 · Exams: 2, points: 4, saved 2026-01-02",
    "2024-03-04 · Exams: 1, points: 4, saved 2026-01-02",
    "Exams: 1, points: 4, saved 2026-01-02",
  ]);
});
