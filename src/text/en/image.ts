export const imageText = {} as const;
