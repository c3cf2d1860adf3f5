export const formatText = {
  millimetres: "мм",
  interval: "от {{low}} до {{high}}",
};
