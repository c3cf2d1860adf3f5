/** The image takes the keyboard; whether there is one. */
export function focusImage(): boolean {
  const image = document.querySelector<HTMLElement>("#image [role=application]");
  image?.focus({ preventScroll: true });
  return image !== null;
}
