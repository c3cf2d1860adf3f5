import style from "./report.css?raw";

/** Nothing runs in the file, and nothing is fetched by it: its pictures and its style are in it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as one HTML file that stands by itself; `place` holds the report as it is on the page. */
export function reportFile(place: HTMLElement, title: string): Blob {
  const copy = place.cloneNode(true) as HTMLElement;
  const originals = [...place.querySelectorAll("canvas")];
  for (const [i, canvas] of [...copy.querySelectorAll("canvas")].entries()) {
    const original = originals[i];
    if (original) canvas.replaceWith(imageOf(original));
  }
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
  ];
  const language = escaped(document.documentElement.lang || "en");
  const text = `<!doctype html>\n<html lang="${language}">\n<head>\n${head.join("\n")}\n</head>\n<body class="report-file">\n<main>\n${copy.innerHTML}\n</main>\n</body>\n</html>\n`;
  return new Blob([text], { type: "text/html;charset=utf-8" });
}

/** Lossless: a film is not made softer by being sent. */
function imageOf(canvas: HTMLCanvasElement): HTMLImageElement {
  const image = document.createElement("img");
  image.src = canvas.toDataURL("image/png");
  image.alt = canvas.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
  return image;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
