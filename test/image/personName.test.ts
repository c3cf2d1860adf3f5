import { personName } from "#image/personName";
import { describe, expect, it } from "vitest";

describe("a patient's name", () => {
  it.each([
    ["Doe^Jane", "Doe, Jane"],
    ["Doe^Jane^Q^Dr^MD", "Doe, Dr Jane Q MD"],
    ["Yamada^Tarou=山田^太郎", "Yamada, Tarou"],
    ["=山田^太郎", "山田, 太郎"],
    [" Doe ^ Jane ^^^", "Doe, Jane"],
    ["Doe", "Doe"],
    ["^Jane", "Jane"],
    ["^^^^=^", ""],
    ["", ""],
  ])("%j reads %j", (stored, shown) => expect(personName(stored)).toBe(shown));
});
