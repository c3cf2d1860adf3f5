// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { speak } from "#text/language";
import { NumberInput } from "../../src/ui/shell/NumberInput";
import { pageForEachTest, place, root } from "../support/page";

pageForEachTest();
afterEach(() => speak("en"));

type Told = (number | undefined)[];

async function show(props: Partial<Parameters<typeof NumberInput>[0]> = {}): Promise<{ readonly input: HTMLInputElement; readonly told: Told }> {
  const told: Told = [];
  await act(async () => root.render(<NumberInput label="Size" value={0.7} min={0} max={10} step={0.1} onNumber={(value) => told.push(value)} {...props} />));
  const input = place.querySelector("input");
  if (!input) throw new Error("no input");
  return { input, told };
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    // React listens to the native setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const leave = (input: HTMLInputElement): Promise<void> => act(async () => void input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
const press = (input: HTMLInputElement, key: string): Promise<void> => act(async () => void input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));

describe("a number field", () => {
  it("takes a comma and a point, and tells the number when it is left", async () => {
    const { input, told } = await show();
    await type(input, "1,25");
    expect(told).toEqual([]);
    await leave(input);
    await type(input, "2.5");
    await leave(input);
    expect(told).toEqual([1.25, 2.5]);
  });

  it("tells it at once where that is wanted", async () => {
    const { input, told } = await show({ live: true });
    await type(input, "3,");
    await type(input, "3,5");
    expect(told).toEqual([3, 3.5]);
  });

  it("marks what cannot be used, tells nothing of it and shows what holds when it is left", async () => {
    const { input, told } = await show({ live: true });
    for (const text of ["11", "-1", "abc", "1.2.3", ""]) {
      await type(input, text);
      expect(input.getAttribute("aria-invalid"), text).toBe("true");
    }
    await leave(input);
    expect([told, input.value, input.getAttribute("aria-invalid")]).toEqual([[], "0.7", "false"]);
  });

  it("tells of a number beyond its limits that was left in it, not of one under way or of what is no number", async () => {
    const refused: number[] = [];
    const { input } = await show({ live: true, onRefused: (value) => refused.push(value) });
    for (const text of ["60", "abc", "", "5", "-2"]) {
      await type(input, text);
      if (text !== "5") await leave(input);
    }
    expect(refused).toEqual([60, -2]);
  });

  it("may be emptied where it may be left empty", async () => {
    const { input, told } = await show({ optional: true });
    await type(input, "");
    expect(input.getAttribute("aria-invalid")).toBe("false");
    await press(input, "Enter");
    expect(told).toEqual([undefined]);
  });

  it("is stepped by the arrow keys, up to its bounds", async () => {
    const { input, told } = await show({ live: true, value: 9.9 });
    await press(input, "ArrowUp");
    await press(input, "ArrowUp");
    await press(input, "ArrowDown");
    expect(told).toEqual([10, 10]);
    expect([input.getAttribute("role"), input.getAttribute("aria-valuenow"), input.getAttribute("aria-valuemax")]).toEqual(["spinbutton", "9.9", "10"]);
  });

  it("shows its number as the language writes it", async () => {
    await speak("ru");
    const { input, told } = await show({ live: true });
    expect(input.value).toBe("0,7");
    await press(input, "ArrowUp");
    expect([input.value, told]).toEqual(["0,8", [0.8]]);
  });
});
