export const uiText = {} as const;
