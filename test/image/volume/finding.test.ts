import { expect, it } from "vitest";
import { volumeFindingCodes } from "#image/volume/finding";
import { imageText } from "../../../src/text/en/image";

it("every finding has its words, and no words stand for a finding that doesn't exist", () => {
  expect(Object.keys(imageText.volume).sort()).toEqual([...volumeFindingCodes].sort());
});
