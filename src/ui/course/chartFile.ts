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

const SVG = "http://www.w3.org/2000/svg";
const LINE = 15;
const SMALL = 10;
const MARGIN = 12;
/** Advance of a character against the font size, somewhat over what sans-serif faces need on average. */
const ADVANCE = 0.54;

/** What stands above and below the chart once it has left the program. */
export interface ChartCaption {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The chart as a file that stands by itself: black on white, with its name above and how it came about below. */
export function chartSvg(chart: SVGSVGElement, caption: ChartCaption): Blob {
  return new Blob([new XMLSerializer().serializeToString(onPaper(chart, caption).svg)], { type: "image/svg+xml" });
}

/** The longer side of the picture, pixels. */
const PNG_PX = 2400;

/** The same as pixels, for programs that take no SVG. Rejects when it cannot be drawn. */
export async function chartPng(chart: SVGSVGElement, caption: ChartCaption): Promise<Blob> {
  const { svg, width, height } = onPaper(chart, caption);
  const scale = PNG_PX / Math.max(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  svg.setAttribute("width", String(canvas.width));
  svg.setAttribute("height", String(canvas.height));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await picture.decode();
  const context = canvas.getContext("2d");
  if (context === null) throw new Error(`no canvas of ${canvas.width} x ${canvas.height} pixels to be had`);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error(`a picture of ${canvas.width} x ${canvas.height} pixels could not be written as PNG`)) : resolve(blob)), "image/png");
  });
}

interface OnPaper {
  readonly svg: SVGElement;
  readonly width: number;
  readonly height: number;
}

function onPaper(chart: SVGSVGElement, { title, lines: paragraphs }: ChartCaption): OnPaper {
  const [, , width = 0, chartHeight = 0] = (chart.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const lines = paragraphs.flatMap((paragraph) => wrapped(paragraph, (width - 2 * MARGIN) / (SMALL * ADVANCE)));
  const height = chartHeight + 2 * LINE + lines.length * LINE + MARGIN;
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif" });
  const drawing = element("g", { transform: `translate(0 ${2 * LINE})` });
  for (const part of chart.childNodes) drawing.append(part.cloneNode(true));
  svg.append(
    element("rect", { width, height, fill: "#ffffff" }),
    element("text", { x: MARGIN, y: LINE + 4, "font-size": 14, "font-weight": 600, fill: "#000000" }, title),
    drawing,
    ...lines.map((line, i) => element("text", { x: MARGIN, y: 2 * LINE + chartHeight + LINE * (i + 1), "font-size": SMALL, fill: "#333333" }, line)),
  );
  paint(drawing);
  return { svg, width, height };
}

/** Words do not wrap by themselves in a picture. */
function wrapped(paragraph: string, longest: number): readonly string[] {
  return paragraph.split(" ").reduce<readonly string[]>((lines, word) => {
    const line = lines.at(-1);
    return line !== undefined && line.length + 1 + word.length <= longest ? [...lines.slice(0, -1), `${line} ${word}`] : [...lines, word];
  }, []);
}

function paint(drawing: SVGElement): void {
  for (const [name, attributes] of Object.entries(PAPER)) {
    for (const part of drawing.querySelectorAll(`.${name}`)) {
      for (const [attribute, colour] of Object.entries(attributes)) part.setAttribute(attribute, colour);
      part.removeAttribute("class");
    }
  }
}

function element(name: "svg" | "g" | "rect" | "text", attributes: Readonly<Record<string, string | number>>, text = ""): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.textContent = text;
  return made;
}
