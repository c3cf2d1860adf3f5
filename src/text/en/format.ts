/** Numbers with what stands about them. */
export const formatText = {
  millimetres: "mm",
  interval: "{{low}} to {{high}}",
} as const;
