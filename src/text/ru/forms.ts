export const formsText = {
  name: "Данные врача",
  hint: "Всё необязательно. Без ответа значит «неизвестно», а не «нет».",
  group: {
    failure: "Переходная несостоятельность на уровне UIV",
    planned: "Планируемая коррекция",
    density: "Плотность кости",
  },
  criterion: "{{name}}: {{state}}",
  result: "{{name}}: {{value}}",
  unanswered: "Нет ответа",
};
