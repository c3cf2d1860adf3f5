// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { place, root, pageForEachTest } from "../../support/page";
import { NextPoint } from "#viewport/overlay/NextPoint";
import { SizeForm } from "#viewport/overlay/SizeForm";
import { focusOf } from "../../../src/viewport/overlay/useKeyboard";
import { IDLE, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import { endplate } from "../support/reader";

pageForEachTest();

const placing: ToolState = { kind: "placing", steps: endplate("T8.superior"), index: 0, skipped: [], selected: null };
const button = (text: string): HTMLButtonElement => {
  const found = [...place.querySelectorAll("button")].find(({ textContent }) => textContent === text);
  if (found === undefined) throw new Error(`no button "${text}"`);
  return found;
};

describe("the prompt", () => {
  const show = async (tool: ToolState, anterior: "left" | "right" = "left"): Promise<readonly ToolEvent[]> => {
    const events: ToolEvent[] = [];
    await act(async () => root.render(<NextPoint tool={tool} onTool={(event) => events.push(event)} anterior={anterior} />));
    return events;
  };

  it("is a status with a name, the words and three buttons", async () => {
    const events = await show(placing);
    const status = place.querySelector('[role="status"]');
    expect(status?.getAttribute("aria-label")).toBe("Next point");
    expect(status?.textContent).toBe("T8, superior endplate, posterior corner - 1 of 2");
    for (const name of ["Skip", "Back", "Cancel"]) button(name).click();
    expect(events.map(({ kind }) => kind)).toEqual(["skip", "back", "cancel"]);
  });

  it("draws the vertebra the way the image faces", async () => {
    await show(placing, "left");
    expect(place.querySelector("svg > g")?.getAttribute("transform")).toBeNull();
    await show(placing, "right");
    expect(place.querySelector("svg > g")?.getAttribute("transform")).toContain("-1");
  });

  it("stays while a point is dragged, so that the page doesn't jump", async () => {
    await show({ kind: "dragging", address: { landmark: "T10.inferior", part: "anterior" }, from: { columnPx: 0, rowPx: 0 }, before: placing });
    expect(place.querySelector('[role="status"]')?.textContent).toContain("1 of 2");
  });

  it("is there without a question too, with nothing to press", async () => {
    await show(IDLE);
    expect(place.querySelectorAll("button")).toHaveLength(0);
    expect(place.querySelector('[role="status"]')?.getAttribute("aria-label")).toBe("Next point");
  });
});

describe("the size of what was marked", () => {
  const answer = async (text: string): Promise<readonly number[]> => {
    const sizes: number[] = [];
    await act(async () => root.render(<SizeForm purpose="line" onSize={(size) => sizes.push(size)} onCancel={() => undefined} />));
    const input = place.querySelector("input");
    if (input === null) throw new Error("no input");
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await act(async () => button("Calibrate").click());
    return sizes;
  };

  it.each([["25", 25], ["25,4", 25.4], [" 30.0 ", 30]])("%s is %f mm", async (text, size) => expect(await answer(text)).toEqual([size]));

  it.each([[""], ["0"], ["-5"], ["ten"], ["Infinity"]])("%j is refused, and said so", async (text) => {
    expect(await answer(text)).toEqual([]);
    expect(place.querySelector('[role="alert"]')?.textContent).toBe("A positive number of millimetres is needed.");
  });
});

describe("where the focus is", () => {
  it.each([
    ["<button>x</button>", "button", "control"],
    ["<select></select>", "select", "input"],
    ['<div role="listbox"><div role="option" tabindex="0"></div></div>', "[role=option]", "input"],
    ["<dialog open><button>x</button></dialog>", "button", "input"],
  ])("%s", (html, selector, focus) => {
    place.innerHTML = html;
    expect(focusOf(place.querySelector(selector), null)).toBe(focus);
    place.innerHTML = "";
  });

  it("in the viewport, whatever it is on there; and nowhere", () => {
    const inside = document.createElement("button");
    place.append(inside);
    expect(focusOf(inside, place)).toBe("viewport");
    expect(focusOf(document.body, place)).toBe("page");
    inside.remove();
  });
});
