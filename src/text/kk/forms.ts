export const formsText = {
  name: "Дәрігер деректері",
  hint: "Бәрі міндетті емес. Жауапсыз қалғаны «жоқ» емес, «белгісіз» деп саналады.",
  group: {
    failure: "UIV деңгейіндегі өтпелі тұрақсыздық",
  },
  criterion: "{{name}}: {{state}}",
  result: "{{name}}: {{value}}",
  unanswered: "Жауап жоқ",
};
