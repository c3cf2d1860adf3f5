// @vitest-environment happy-dom
/** A page that comes over plain http: browsers keep `crypto.randomUUID` and the clipboard from it. */
import { copyText } from "../../src/ui/report/clipboard";
import { randomId, randomUid } from "#ui/session/random";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let next: number;
beforeEach(() => {
  next = 0xff;
  vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.fill(next) });
  vi.stubGlobal("navigator", {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("names without https", () => {
  it("are eight hexadecimal digits, small bytes too", () => {
    expect(randomId()).toBe("ffffffff");
    next = 1;
    expect(randomId()).toBe("01010101");
  });

  // RFC 9562 version 4: the thirteenth digit is 4, the seventeenth 8 to b; then in decimal as PS3.5 B.2 has it.
  it.each([
    [0xff, `2.25.${0xffffffffffff4fffbfffffffffffffffn}`],
    [0, `2.25.${0x00000000000040008000000000000000n}`],
  ])("are UIDs of a random UUID: of bytes %i %s", (bytes, uid) => {
    next = bytes;
    expect(randomUid()).toBe(uid);
  });
});

describe("text that is copied", () => {
  /** What the browser's own copy command would take, which the test answers. */
  function copying(isAllowed: boolean): string[] {
    const copied: string[] = [];
    Object.assign(document, {
      execCommand: (command: string) => {
        const from = document.querySelector("textarea");
        copied.push(`${command}: ${from?.value.slice(from.selectionStart, from.selectionEnd)}`);
        return isAllowed;
      },
    });
    return copied;
  }

  it("goes to the clipboard where there is one", async () => {
    const written: string[] = [];
    const copied = copying(true);
    vi.stubGlobal("navigator", { clipboard: { writeText: async (text: string) => void written.push(text) } });
    await copyText("PJK: yes");
    expect([written, copied]).toEqual([["PJK: yes"], []]);
  });

  it("is copied as a selection where there is none, and leaves the page and the focus as they were", async () => {
    const copied = copying(true);
    const button = document.createElement("button");
    document.body.append(button);
    button.focus();
    await copyText("PJK: yes\n21.3 ≥ 20");
    expect(copied).toEqual(["copy: PJK: yes\n21.3 ≥ 20"]);
    expect([document.querySelector("textarea"), document.activeElement]).toEqual([null, button]);
  });

  it("rejects where the browser allows neither, and leaves nothing behind", async () => {
    copying(false);
    await expect(copyText("PJK: yes")).rejects.toThrow("the browser allows no copying here");
    expect(document.querySelector("textarea")).toBeNull();
  });
});
