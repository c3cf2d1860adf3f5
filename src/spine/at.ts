/**
 * An item that is there by construction.
 * @throws RangeError when it isn't, which is a mistake in the program and not in what it was given.
 */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there are ${items.length} items, none at ${index}`);
  return item;
}
