/** What the flows on one drawn film share. */
import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { SyntheticFilm } from "../../fixtures/synthetic";
import { chooseProtocol, chooseUiv, drop, onDisk, readValue, viewport } from "./driver";

export const PJA = "Proximal junctional angle";

/** The four clicks of a PJK check at T10, in the order in which they are asked for. */
export const FOUR = [
  "T10 inferior endplate, posterior corner",
  "T10 inferior endplate, anterior corner",
  "T8 superior endplate, posterior corner",
  "T8 superior endplate, anterior corner",
] as const;

/** The spacing and direction of a film that `film()` makes when nothing else is asked of it. */
export const PLAIN = { spacingMm: [0.3, 0.3], anterior: "left" } as const;

export async function openFilm(page: Page, made: SyntheticFilm): Promise<void> {
  await drop(page, onDisk([made]).paths);
  await viewport(page).waitFor();
  await chooseUiv(page, "T10");
  await chooseProtocol(page, "PJK check");
}

/** The angle as it is printed, to one decimal, is the true one. */
export async function expectAngle(page: Page, measurement: string, truth: number): Promise<void> {
  await expect.poll(async () => Math.abs((await readValue(page, measurement)) - truth), { message: `${measurement}, truth ${truth}` }).toBeLessThanOrEqual(0.05 + 1e-9);
}
