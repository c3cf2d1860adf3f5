const mostMs = 1500;

/** Resolves when the page has nothing to do, or has had something to do for long; at once where no browser tells. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: mostMs });
    else resolve();
  });
