/** Numbers take suffixes by vowel harmony with how they are read, so an interval has none. */
export const formatText = {
  millimetres: "мм",
  interval: "{{low}} … {{high}}",
};
