import { describe, expect, it } from "vitest";
import { problemCodes } from "#image/problem";
import { messageIfKnown } from "#text/messages";

describe("every reason has words", () => {
  it.each(problemCodes)("%s", (code) => {
    expect(messageIfKnown(`image.problem.${code}`)).toMatch(/^[a-zA-Z{]/);
  });

  it("with the numbers in them", () => {
    expect(messageIfKnown("image.problem.codestream-truncated", { syntax: "JPEG 2000", have: "12,288", need: "40,960" })).toBe(
      "JPEG 2000 data ends early (12,288 of 40,960 bytes)",
    );
  });
});
