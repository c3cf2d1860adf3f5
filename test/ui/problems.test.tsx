// @vitest-environment happy-dom
import { act } from "react";
import { expect, it } from "vitest";
import { Problems } from "../../src/ui/import/Problems";
import { SessionProvider } from "../../src/ui/session/context";
import { pageForEachTest, place, root } from "../support/page";
import { oneFilm } from "./oneFilm";

pageForEachTest();

const NOTES = { fileName: "notes.txt", code: "not-dicom" } as const;

it("says of files none of which is an image that none is, each by name with its reason", async () => {
  const { session } = await oneFilm(undefined, []);
  await act(async () => session.addProblem(NOTES));
  await act(async () => root.render(<SessionProvider value={session}><Problems /></SessionProvider>));
  expect(place.textContent).toContain("None of these files is a DICOM image.");
  expect(place.querySelector("details")).toBeNull();
  expect(place.querySelector("li")?.textContent).toMatch(/^notes\.txt ./);
});

it("folds other files away where an image is open", async () => {
  const { session } = await oneFilm();
  await act(async () => session.addProblem(NOTES));
  await act(async () => root.render(<SessionProvider value={session}><Problems /></SessionProvider>));
  expect(place.textContent).not.toContain("None of these");
  expect(place.querySelector("details")?.open).toBe(false);
});
