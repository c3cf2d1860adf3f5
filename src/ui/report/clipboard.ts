/**
 * Puts text on the clipboard. Browsers keep the clipboard itself from pages that come without https; of those it is copied
 * as a selection is. Rejects where the browser allows neither.
 */
export async function copyText(text: string): Promise<void> {
  // Typed as always there, which it isn't.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text);
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  Object.assign(area.style, { position: "fixed", opacity: "0" });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!isCopied) throw new Error("the browser allows no copying here");
}
