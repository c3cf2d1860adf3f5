/** One measurement over the exams of a patient. */
export const courseText = {
  open: "Course…",
  title: "Course over time",
  parameter: "Measurement",
  saveSvg: "Save chart as SVG",
  chart: "{{name}} of {{count}} exams, {{first}} to {{last}}. The table below has every value.",
  chartEmpty: "{{name}} is measured on no dated exam yet: there is nothing to draw.",
  axis: {
    sinceSurgery: "Weeks since surgery",
    sinceFirst: "Weeks since the first exam (date of surgery not known)",
  },
  window: {
    pjk: "6 to 8 weeks: PJK appears",
    revision: "about 5 months: revision",
  },
  legend: "Bars: 95 % interval. Dashed: exams of different posture. Bands: when the review behind this program saw junctional kyphosis and revision.",
  table: {
    name: "Values of the course",
    exam: "Exam",
    weeks: "Weeks since surgery",
    value: "Value",
    interval: "95 % interval",
    change: "Change since {{exam}}",
    changeUnknown: "Change",
    rate: "Per month since the exam before",
    notes: "Notes",
  },
  exam: "{{date}}, {{timepoint}}",
  baseline: { preoperative: "preop.", first: "the first value" },
  withSd: "{{value}} {{sd}}",
  perMonth: "{{value}} {{sd}} per month",
  belowMdc: "smaller than the minimal detectable change, {{mdc}}",
} as const;
