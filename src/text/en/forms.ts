/** What the reader answers because no image says it. */
export const formsText = {
  name: "Findings of the reader",
  hint: "All optional. What is not answered counts as not known, never as no.",
  group: {
    failure: "Junctional failure at the UIV",
  },
  criterion: "{{name}}: {{state}}",
  result: "{{name}}: {{value}}",
  unanswered: "Not answered",

  /** The panel of a frontal film. */
  coronal: {
    name: "Coronal Cobb angle",
    scoliosis: "Scoliosis: 10° or more",
    noScoliosis: "No scoliosis: below 10°",
    withProbability: "{{said}} (probability {{probability}})",
    convexity: "Convex to",
    apex: "Apex",
    byTilt: "most tilted",
    suggested: "most tilted: {{level}}",
    lateral: "Frontal film: sagittal angles and the PJK verdict are read on the lateral film of the exam.",
    begin:
      "{{name}}: choose the end vertebrae beside the image, or press Place points: the endplates of all vertebrae are asked for, and the most tilted ones suggested as ends. {{open}} of {{total}} points are not placed.",
  },
} as const;
