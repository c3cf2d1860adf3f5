export const spineText = {} as const;
