/**
 * A reader at the built app, in the reader's own words: what is opened, placed and read. Everything is found by the names
 * that stay (product.md); mouse, keyboard and fingers are Chromium's own, dispatched as the system would.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { inject } from "vitest";

/** (column, row) with SCOORD's origin. */
export type Corner = readonly [number, number];

export interface Sitting {
  readonly page: Page;
  /** Every address that was asked for. */
  readonly requests: readonly string[];
  /** What the page complained of: uncaught errors, error lines of the console, violations of its security policy. */
  readonly complaints: readonly string[];
  /** Ends it, and throws what the page complained of and any request that left its origin. */
  end(): Promise<void>;
}

const connection: Promise<Browser> = chromium.connect(inject("chromiumEndpoint"));

export async function sit(options: BrowserContextOptions = {}): Promise<Sitting> {
  const browser = await connection;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(inject("appUrl")).origin });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && complaints.push(`console: ${line.text()}`));
  await page.exposeFunction("reportViolation", (what: string) => complaints.push(`policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      (globalThis as unknown as { reportViolation(what: string): void }).reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await page.goto(inject("appUrl"));
  return {
    page,
    requests,
    complaints,
    end: async () => {
      await context.close();
      const abroad = requests.filter((url) => !/^(blob|data):/.test(url) && new URL(url).origin !== new URL(inject("appUrl")).origin);
      if (abroad.length > 0) throw new Error(`requests left the origin: ${abroad.join(", ")}`);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    },
  };
}

/** Files on disk, as a reader has them. Names may hold folders. */
export function onDisk(files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[]): { readonly folder: string; readonly paths: readonly string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "flow-"));
  const paths = files.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  });
  return { folder, paths };
}

export const viewport = (page: Page): Locator => page.getByRole("region", { name: "Image viewport" });
export const nextPoint = (page: Page): Locator => page.getByRole("status", { name: "Next point" });
export const placedPoint = (page: Page, name: string): Locator => viewport(page).getByRole("button", { name, exact: true });
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
export const choice = (page: Page, name: string): Locator => page.getByRole("combobox", { name, exact: true });

export async function openFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByLabel("Open DICOM files").setInputFiles([...paths]);
}

export async function openFolder(page: Page, folder: string): Promise<void> {
  await page.getByLabel("Open DICOM folder").setInputFiles(folder);
}

/** Files and folders let go over the middle of the page, as the system's drag and drop delivers them. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [...paths], dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) await devtools.send("Input.dispatchDragEvent", { type, ...at });
  await devtools.detach();
}

export async function chooseUiv(page: Page, level: string): Promise<void> {
  await choice(page, "Upper instrumented vertebra").selectOption(level);
}

export async function chooseProtocol(page: Page, name: string): Promise<void> {
  await choice(page, "Protocol").selectOption({ label: name });
}

export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** How the image stands in its region, once that has stopped moving: (column, row) to CSS pixels of the region. */
export async function display(page: Page): Promise<Matrix> {
  const read = () => viewport(page).getAttribute("data-display");
  let before = await read();
  for (let still = 0; still < 3; ) {
    await page.waitForTimeout(60);
    const now = await read();
    still = now !== null && now === before ? still + 1 : 0;
    before = now;
  }
  const [a, b, c, d, e, f] = JSON.parse(before ?? "null") as [number, number, number, number, number, number];
  return { a, b, c, d, e, f };
}

export interface Spot {
  /** CSS pixels of the page, whole ones: what a mouse can point at. */
  readonly x: number;
  readonly y: number;
  /** The image point that lies exactly there. */
  readonly at: Corner;
}

/** The image point under a CSS pixel of the region. */
export function imagePoint(m: Matrix, x: number, y: number): Corner {
  const det = m.a * m.d - m.b * m.c;
  return [(m.d * (x - m.e) - m.c * (y - m.f)) / det, (m.a * (y - m.f) - m.b * (x - m.e)) / det];
}

export async function boxOf(page: Page): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await viewport(page).boundingBox();
  if (box === null) throw new Error("the viewport is not shown");
  return box;
}

/** The whole CSS pixel nearest to an image point, and the image point which that one is. */
export async function spotOf(page: Page, [column, row]: Corner): Promise<Spot> {
  const m = await display(page);
  const box = await boxOf(page);
  const x = Math.round(box.x + m.a * column + m.c * row + m.e);
  const y = Math.round(box.y + m.b * column + m.d * row + m.f);
  return { x, y, at: imagePoint(m, x - box.x, y - box.y) };
}

const CORNER = /(\w+), (superior|inferior) endplate, (posterior corner|anterior corner|patient's right corner|patient's left corner|middle)/;
const CENTRE = /(\w+), centre of the vertebral body/;

/** "T8, superior endplate, posterior corner - 3 of 4" asks for "T8 superior endplate, posterior corner"; null for no point. */
async function asking(page: Page): Promise<string | null> {
  const text = (await nextPoint(page).textContent()) ?? "";
  const corner = CORNER.exec(text);
  if (corner !== null) return `${corner[1]} ${corner[2]} endplate, ${corner[3]}`;
  const centre = CENTRE.exec(text);
  return centre === null ? null : `${centre[1]} vertebral body, centre`;
}

export async function askedFor(page: Page): Promise<string> {
  const name = await asking(page);
  if (name === null) throw new Error(`the prompt asks for no point: "${await nextPoint(page).textContent()}"`);
  return name;
}

export const isAsking = async (page: Page): Promise<boolean> => (await asking(page)) !== null;

/** How a hand marks a spot: it tells which image point it marked. */
export type Hand = (page: Page, spot: Spot) => Promise<Corner>;

export const withMouse: Hand = async (page, { x, y, at }) => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
  return at;
};

export const withFinger: Hand = async (page, { x, y, at }) => {
  await page.touchscreen.tap(x, y);
  return at;
};

/** Places the point that is asked for, which must be `name`, and tells where it came to lie. */
export async function place(page: Page, name: string, corner: Corner, hand: Hand = withMouse): Promise<Corner> {
  const asked = await askedFor(page);
  if (asked !== name) throw new Error(`asked for "${asked}" and not for "${name}"`);
  const at = await hand(page, await spotOf(page, corner));
  await placedPoint(page, name).waitFor();
  return at;
}

export type Corners = Readonly<Record<string, { readonly posterior: Corner; readonly anterior: Corner }>>;

/** Of a lateral film posterior, anterior and where they were drawn middle; of a frontal one the patient's right and left. */
export type AnyCorners = Readonly<Record<string, { readonly [part in "posterior" | "anterior" | "middle" | "right" | "left"]?: Corner }>>;

/** "T8 superior endplate, posterior corner" in a truth of the fixtures: landmarks["T8.superior"].posterior. */
export function cornerNamed(corners: AnyCorners, name: string): Corner {
  const [, level, side, part] = /^(\S+) (superior|inferior) endplate, (?:patient's )?(posterior|anterior|middle|right|left)(?: corner)?$/.exec(name) ?? [];
  const corner = corners[`${level}.${side}`]?.[part as "posterior"];
  if (corner === undefined) throw new Error(`no corner "${name}" among ${Object.keys(corners).join(" ")}`);
  return corner;
}

/** Begins the protocol where it isn't under way already. */
export async function begin(page: Page): Promise<void> {
  if (!(await isAsking(page))) await button(page, "Place points").click();
  await expectAsking(page);
}

async function expectAsking(page: Page): Promise<void> {
  const until = Date.now() + 5_000;
  while (!(await isAsking(page))) {
    if (Date.now() > until) throw new Error(`no point is asked for: "${await nextPoint(page).textContent()}"`);
    await page.waitForTimeout(30);
  }
}

/** Follows the protocol to its end and tells where each point came to lie, by its name. */
export async function placeAll(page: Page, corners: AnyCorners, hand?: Hand): Promise<ReadonlyMap<string, Corner>> {
  await begin(page);
  const placed = new Map<string, Corner>();
  while (await isAsking(page)) {
    const name = await askedFor(page);
    if (placed.has(name)) throw new Error(`"${name}" is asked for again`);
    placed.set(name, await place(page, name, cornerNamed(corners, name), hand));
  }
  return placed;
}

/** The value as it is printed in the table of measurements, unit and all. */
export async function readText(page: Page, measurement: string): Promise<string> {
  const row = page.getByRole("table", { name: "Measurements" }).getByRole("row").filter({ has: page.getByRole("rowheader", { name: measurement, exact: true }) });
  return ((await row.getByRole("cell").first().textContent()) ?? "").trim();
}

/** The number of a value; a minus may be printed as the sign U+2212. Throws for "—". */
export async function readValue(page: Page, measurement: string): Promise<number> {
  const text = await readText(page, measurement);
  const number = Number.parseFloat(text.replace("\u2212", "-"));
  if (Number.isNaN(number)) throw new Error(`${measurement} reads "${text}"`);
  return number;
}

export interface Verdict {
  readonly state: string | null;
  readonly withinError: string | null;
  readonly text: string;
}

export async function verdict(page: Page): Promise<Verdict> {
  const region = page.getByRole("region", { name: "PJK verdict" });
  return {
    state: await region.getAttribute("data-state"),
    withinError: await region.getAttribute("data-within-error"),
    text: (await region.innerText()).replaceAll(/\s+/g, " "),
  };
}

/** The text of a download that `action` starts. */
export async function downloaded(page: Page, action: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}
