import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SAMPLE_SUBJECT } from "#ui/session/ports";

it("the sample case is known by its subject, so that a kept one gets its images back", () => {
  const index = JSON.parse(readFileSync("public/sample/index.json", "utf8")) as { readonly case: string };
  const sample = JSON.parse(readFileSync(`public/sample/${index.case}`, "utf8")) as { readonly subject: { readonly id: string } };
  expect(sample.subject.id).toBe(SAMPLE_SUBJECT);
});
