export const viewportText = {
  name: "Image viewport",
  nextPoint: "Next point",
  position: "{{position}} / {{count}}",
} as const;
