import { describe, expect, it } from "vitest";
import { currentStep } from "#viewport/tools/toolState";
import { anterior, css, endplate, posterior, reader } from "../support/reader";

const T8 = "T8.superior";
const T10 = "T10.inferior";
const check = [...endplate(T10), ...endplate(T8)];

describe("placing points with a mouse", () => {
  it("one click, one point, one edit, at the exact sub-pixel spot; then the next point is asked for", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.clicks(css(604.25, 787.125));
    expect(me.point(posterior(T10))).toEqual([604.25, 787.125]);
    expect(me.edits).toHaveLength(1);
    expect(currentStep(me.tool)).toEqual(anterior(T10));
  });

  it("four clicks make a junction and the tool rests, the last point selected", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    for (const at of [css(604, 787), css(513, 763), css(631, 541), css(530, 542)]) me.clicks(at);
    expect(me.tool).toEqual({ kind: "idle", selected: anterior(T8) });
    expect(check.map(me.point)).toEqual([[604, 787], [513, 763], [631, 541], [530, 542]]);
  });

  it("pressing and moving before letting go fine-tunes the new point: drafts on the way, one edit at the end", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.presses(css(600, 780));
    expect(me.seen(posterior(T10))).toEqual([600, 780]);
    me.moves(css(606, 790));
    expect(me.seen(posterior(T10))).toEqual([606, 790]);
    expect(me.edits).toHaveLength(0);
    me.releases();
    expect(me.edits).toEqual([{ kind: "set-point", at: { examId: "e", readingId: "r" }, landmark: T10, part: "posterior", to: [606, 790] }]);
  });

  it("Escape while the button is down places nothing and asks again", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.presses(css(600, 780));
    me.moves(css(606, 790));
    me.escapes();
    me.releases();
    expect(me.edits).toHaveLength(0);
    expect(me.seen(posterior(T10))).toBeUndefined();
    expect(currentStep(me.tool)).toEqual(posterior(T10));
  });

  it("corners clicked the other way round are put in order in the same edit", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.clicks(css(513, 763));
    me.clicks(css(604, 787));
    expect(endplate(T10).map(me.point)).toEqual([[604, 787], [513, 763]]);
    expect(me.edits).toHaveLength(2);
  });

  it("the second click of a double click is no second point", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.clicks(css(604, 787));
    me.waits(120);
    me.presses(css(604.5, 787));
    me.releases();
    expect(me.edits).toHaveLength(1);
    expect(currentStep(me.tool)).toEqual(anterior(T10));
    expect(me.actions.some(({ kind }) => kind === "reset-view")).toBe(false);
  });

  it("two quick clicks on two corners are two points", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.clicks(css(604, 787));
    me.waits(100);
    me.presses(css(513, 763));
    me.releases();
    expect(endplate(T10).map(me.point)).toEqual([[604, 787], [513, 763]]);
  });

  it("a click beside the film places nothing", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.clicks(css(-3, 780));
    me.clicks(css(600, 2001));
    expect(me.edits).toHaveLength(0);
    expect(currentStep(me.tool)).toEqual(posterior(T10));
  });

  it("a click close to a placed point still places the one that is asked for", () => {
    const me = reader({ [T10]: { posterior: [604, 787], anterior: [513, 763] } });
    me.does({ kind: "start", steps: [...check, ...endplate("T11.superior")] });
    me.does({ kind: "place", address: posterior("T11.superior") });
    me.clicks(css(604, 790));
    expect(me.point(posterior("T11.superior"))).toEqual([604, 790]);
    expect(me.point(posterior(T10))).toEqual([604, 787]);
  });

  it("but a drag that begins on a placed point moves that point, and the protocol goes on", () => {
    const me = reader({ [T10]: { posterior: [604, 787], anterior: [513, 763] } });
    me.does({ kind: "start", steps: check });
    me.presses(css(605, 787));
    me.moves(css(615, 797));
    expect(me.tool.kind).toBe("dragging");
    me.releases();
    expect(me.point(posterior(T10))).toEqual([614, 797]);
    expect(currentStep(me.tool)).toEqual(posterior(T8));
  });
});

describe("moving points", () => {
  const placed = { [T8]: { posterior: [631, 541], anterior: [530, 542] } } as const;

  it("a drag keeps the distance between pointer and point, shows every step and ends in one edit", () => {
    const me = reader(placed);
    me.presses(css(533, 540));
    me.moves(css(543, 545));
    me.moves(css(553, 560));
    expect(me.seen(anterior(T8))).toEqual([550, 562]);
    expect(me.actions.filter(({ kind }) => kind === "draft")).toHaveLength(2);
    me.releases();
    expect(me.edits).toHaveLength(1);
    expect(me.point(anterior(T8))).toEqual([550, 562]);
    expect(me.tool).toEqual({ kind: "idle", selected: anterior(T8) });
  });

  it("a click on a point selects it and changes nothing", () => {
    const me = reader(placed);
    me.clicks(css(531, 543));
    expect(me.edits).toHaveLength(0);
    expect(me.tool).toEqual({ kind: "idle", selected: anterior(T8) });
  });

  it("a click on nothing selects nothing", () => {
    const me = reader(placed);
    me.clicks(css(531, 543));
    me.clicks(css(200, 200));
    expect(me.tool).toEqual({ kind: "idle", selected: null });
  });

  it("Escape puts a dragged point back", () => {
    const me = reader(placed);
    me.presses(css(530, 542));
    me.moves(css(553, 560));
    me.escapes();
    me.moves(css(560, 570));
    me.releases();
    expect(me.edits).toHaveLength(0);
    expect(me.seen(anterior(T8))).toEqual([530, 542]);
    expect(me.tool.kind).toBe("idle");
  });

  it("so does a pointer that the system takes away", () => {
    const me = reader(placed);
    me.presses(css(530, 542));
    me.moves(css(553, 560));
    me.losesPointer();
    expect(me.edits).toHaveLength(0);
    expect(me.seen(anterior(T8))).toEqual([530, 542]);
  });

  it("a point does not leave the film", () => {
    const me = reader(placed);
    me.presses(css(530, 542));
    me.moves(css(-50, 2500));
    me.releases();
    expect(me.point(anterior(T8))).toEqual([0, 2000]);
  });

  it("of two points in reach the nearer one is taken", () => {
    const me = reader({ "T9.inferior": { posterior: [600, 700], anterior: [510, 700] }, "T10.superior": { posterior: [600, 704], anterior: [510, 704] } });
    me.presses(css(600, 703));
    me.moves(css(620, 723));
    me.releases();
    expect(me.point(posterior("T10.superior"))).toEqual([620, 724]);
    expect(me.point(posterior("T9.inferior"))).toEqual([600, 700]);
  });
});

describe("by touch", () => {
  it("a tap places a point", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.taps(css(604, 787));
    expect(me.point(posterior(T10))).toEqual([604, 787]);
  });

  it("a finger that rests and then moves places finely, when it lifts", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.presses(css(600, 780), "touch");
    expect(me.seen(posterior(T10))).toBeUndefined();
    me.holds();
    expect(me.seen(posterior(T10))).toEqual([600, 780]);
    me.moves(css(602, 781));
    me.releases();
    expect(me.point(posterior(T10))).toEqual([602, 781]);
    expect(me.edits).toHaveLength(1);
  });

  it("a finger 20 px beside a point takes it, where a mouse would not", () => {
    const placed = { [T8]: { posterior: [631, 541], anterior: [530, 542] } } as const;
    const finger = reader(placed);
    finger.presses(css(540, 542), "touch");
    finger.moves(css(560, 542));
    finger.releases();
    expect(finger.point(anterior(T8))).toEqual([550, 542]);
    const mouse = reader(placed);
    mouse.presses(css(540, 542));
    mouse.moves(css(560, 542));
    mouse.releases();
    expect(mouse.edits).toHaveLength(0);
  });

  it("a second finger gives up the point under the first and moves the view", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.presses(css(600, 780), "touch");
    me.holds();
    me.secondFinger(css(700, 780));
    me.moves(css(590, 780));
    expect(me.seen(posterior(T10))).toBeUndefined();
    const zoom = me.actions.find((action) => action.kind === "zoom");
    expect(zoom).toMatchObject({ factor: 1.1 });
    me.releases();
    expect(me.edits).toHaveLength(0);
  });

  it("one finger on the bare film pans it, on a stack it scrolls", () => {
    const film = reader();
    film.presses(css(200, 200), "touch");
    film.moves(css(200, 230));
    expect(film.actions).toContainEqual({ kind: "pan", by: { xCss: 0, yCss: 60 } });
    const stack = reader({}, { stackLength: 20 });
    stack.presses(css(200, 200), "touch");
    stack.moves(css(200, 185));
    expect(stack.actions).toEqual([{ kind: "scroll", steps: 2 }]);
  });
});

describe("the view", () => {
  it("right drag windows, middle drag pans, and neither touches a point", () => {
    const me = reader({ [T8]: { posterior: [631, 541], anterior: [530, 542] } });
    me.presses(css(530, 542), "mouse", 2);
    me.moves(css(535, 540));
    me.releases();
    me.presses(css(530, 542), "mouse", 1);
    me.moves(css(531, 542));
    me.releases();
    expect(me.actions).toEqual([
      { kind: "window", by: { xCss: 10, yCss: -4 } },
      { kind: "pan", by: { xCss: 2, yCss: 0 } },
    ]);
  });

  it("a double click on the bare film resets it", () => {
    const me = reader();
    me.clicks(css(200, 200));
    me.waits(150);
    me.presses(css(200, 200));
    me.releases();
    expect(me.actions.at(-1)).toEqual({ kind: "reset-view" });
  });
});

describe("marking for a calibration", () => {
  it("clicks are marks and not points; the rest of the protocol waits", () => {
    const me = reader();
    me.does({ kind: "start", steps: check });
    me.does({ kind: "begin-marking", purpose: "line" });
    me.clicks(css(100, 100));
    me.clicks(css(100, 300));
    me.clicks(css(500, 500));
    expect(me.tool).toMatchObject({ kind: "marking", points: [{ columnPx: 100, rowPx: 100 }, { columnPx: 100, rowPx: 300 }] });
    expect(me.edits).toHaveLength(0);
    me.does({ kind: "end-marking" });
    expect(currentStep(me.tool)).toEqual(posterior(T10));
  });

  it("a mark can be pressed, moved and let go where it belongs", () => {
    const me = reader();
    me.does({ kind: "begin-marking", purpose: "ball" });
    me.presses(css(100, 100));
    me.moves(css(110, 104));
    me.releases();
    expect(me.tool).toMatchObject({ points: [{ columnPx: 110, rowPx: 104 }] });
  });
});
