/** What the reader answers because no image says it. */
export const formsText = {
  name: "Findings of the reader",
  hint: "All optional. What is not answered counts as not known, never as no.",
  group: {
    failure: "Junctional failure at the UIV",
    planned: "Planned correction",
    density: "Bone density",
  },
  criterion: "{{name}}: {{state}}",
  result: "{{name}}: {{value}}",
  unanswered: "Not answered",
} as const;
