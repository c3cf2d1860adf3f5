import { describe, expect, it } from "vitest";
import { commandFor, KEY_BINDINGS, mayTake, nudgeOf, type KeyInput } from "#viewport/keys";

const key = (name: string, more: Partial<KeyInput> = {}): KeyInput => ({ key: name, ctrl: false, shift: false, alt: false, ...more });

describe("keys", () => {
  it.each([
    [key(" "), "skip"],
    [key("Backspace"), "back"],
    [key("Escape"), "cancel"],
    [key("Enter"), "accept"],
    [key("f"), "whole-film"],
    [key("F"), "whole-film"],
    [key("i"), "invert"],
    [key("r"), "rotate"],
    [key("h"), "flip"],
    [key("3"), "preset-3"],
    [key("PageDown"), "next-image"],
    [key("+", { shift: true }), "zoom-in"],
    [key("z", { ctrl: true }), "undo"],
    [key("Z", { ctrl: true, shift: true }), "redo"],
    [key("y", { ctrl: true }), "redo"],
  ])("%o is %s", (input, command) => expect(commandFor(input)).toBe(command));

  it("leaves the browser's own keys alone", () => {
    for (const input of [key("r", { ctrl: true }), key("f", { ctrl: true }), key("1", { alt: true }), key("z"), key("x")]) expect(commandFor(input)).toBeNull();
  });

  it("no key means two things", () => {
    const keys = KEY_BINDINGS.map(({ key: name, ctrl, shift }) => `${name} ${ctrl ?? false} ${shift ?? false}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("an arrow is one screen pixel, with Shift ten, with Alt a tenth", () => {
    expect(nudgeOf("nudge-left", key("ArrowLeft"))).toEqual({ xCss: -1, yCss: 0 });
    expect(nudgeOf("nudge-down", key("ArrowDown", { shift: true }))).toEqual({ xCss: 0, yCss: 10 });
    expect(nudgeOf("nudge-right", key("ArrowRight", { alt: true }))).toEqual({ xCss: 0.1, yCss: 0 });
    expect(nudgeOf("invert", key("i"))).toBeNull();
  });

  it("works without being clicked first, but never takes what somebody types or a button needs", () => {
    expect(mayTake("page", " ")).toBe(true);
    expect(mayTake("viewport", "Enter")).toBe(true);
    expect(mayTake("control", " ")).toBe(false);
    expect(mayTake("control", "Backspace")).toBe(true);
    expect(mayTake("input", "i")).toBe(false);
  });
});
