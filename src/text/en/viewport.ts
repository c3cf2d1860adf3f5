export const viewportText = {} as const;
