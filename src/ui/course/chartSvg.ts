/** Colours on paper, by the class that has another colour on the screen. */
const PAPER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "course-ground": { fill: "#ffffff" },
  "course-window": { fill: "#e9eef4" },
  "course-grid": { stroke: "#e0e0e0" },
  "course-axis": { stroke: "#555555" },
  "course-quiet": { fill: "#444444" },
  "course-threshold": { stroke: "#a35a00" },
  "course-threshold-name": { fill: "#a35a00" },
  "course-line": { stroke: "#0b5cad" },
  "course-bar": { stroke: "#0b5cad" },
  "course-dot": { fill: "#0b5cad" },
  "course-value": { fill: "#000000" },
};

/** The chart as a file that stands by itself, black on white. */
export function chartSvg(chart: SVGSVGElement): Blob {
  const copy = chart.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new TypeError(`a copy of ${chart.nodeName} is ${copy.nodeName}`);
  for (const [name, attributes] of Object.entries(PAPER)) {
    for (const element of copy.querySelectorAll(`.${name}`)) {
      for (const [attribute, colour] of Object.entries(attributes)) element.setAttribute(attribute, colour);
      element.removeAttribute("class");
    }
  }
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}
