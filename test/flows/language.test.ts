import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { button, choice, downloaded, onDisk, openFiles, placedPoint, readText, sit, viewport, type Sitting } from "./driver";

/** Names of the interface in its other languages, as a reader of them has to find them. */
const RUSSIAN = { settings: "Настройки", language: "Язык", sample: "Открыть пример", measurements: "Измерения", viewport: "Поле изображения", undo: "Отменить", csv: "Экспорт CSV", print: "Печать", pja: "Проксимальный переходный угол", close: "Закрыть" };
const KAZAKH = { ...RUSSIAN, settings: "Баптаулар", language: "Тіл", sample: "Үлгі жағдайды ашу", measurements: "Өлшемдер", viewport: "Сурет өрісі", undo: "Болдырмау", csv: "CSV экспорты", print: "Басып шығару", pja: "Проксималды өтпелі бұрыш", close: "Жабу" };
const SPOKEN = { ru: RUSSIAN, kk: KAZAKH } as const;
type Spoken = keyof typeof SPOKEN;

const POINT = "T8 superior endplate, anterior corner";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

async function openSample(page: Page): Promise<void> {
  await button(page, "Open the sample case").click();
  await placedPoint(page, POINT).waitFor();
  await page.waitForLoadState("networkidle");
}

/** Through the settings, by keyboard alone; `press` is what leads from the language that is spoken to the wanted one. */
async function chooseByKeyboard(page: Page, settings: string, language: string, press: "ArrowDown" | "ArrowUp"): Promise<void> {
  await button(page, settings).focus();
  await page.keyboard.press("Enter");
  const select = choice(page, language);
  await select.waitFor();
  for (let tabs = 0; tabs < 5 && !(await select.evaluate((element) => element === document.activeElement)); tabs++) await page.keyboard.press("Tab");
  expect(await select.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press(press);
}

const spokenIn = (page: Page) => page.evaluate(() => document.documentElement.lang);
const row = (page: Page, { measurements, pja }: { readonly measurements: string; readonly pja: string }) =>
  page.getByRole("table", { name: measurements, exact: true }).getByRole("row").filter({ has: page.getByRole("rowheader", { name: pja, exact: true }) });

describe("another language", () => {
  it("is chosen by keyboard in the settings: the case, the view and undo stay, numbers get their comma, files stay as they are, a reload finds it again", async () => {
    const { page } = sitting;
    await openSample(page);
    // Something to undo, and a view that isn't the first one.
    await placedPoint(page, POINT).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => button(page, "Undo").isEnabled()).toBe(true);
    await button(page, "Zoom in").click();
    await page.waitForTimeout(400);
    const value = await readText(page, "Proximal junctional angle");
    const display = await viewport(page).getAttribute("data-display");
    const csv = () => downloaded(page, () => page.getByRole("button", { name: /CSV/ }).click());
    const before = await csv();
    expect(value).toMatch(/^\d+\.\d°$/);

    await chooseByKeyboard(page, "Settings", "Language", "ArrowDown");
    await expect.poll(() => spokenIn(page)).toBe("ru");
    await page.getByRole("dialog", { name: RUSSIAN.settings, exact: true }).waitFor();
    expect(await choice(page, RUSSIAN.language).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");

    await expect.poll(() => row(page, RUSSIAN).getByRole("cell").first().textContent()).toBe(value.replace(".", ","));
    expect(await page.getByRole("region", { name: RUSSIAN.viewport, exact: true }).getAttribute("data-display")).toBe(display);
    expect((await csv()).bytes.equals(before.bytes)).toBe(true);
    await button(page, RUSSIAN.undo).click();
    await expect.poll(() => row(page, RUSSIAN).getByRole("cell").first().textContent()).not.toBe(value.replace(".", ","));

    await page.reload();
    await button(page, RUSSIAN.sample).waitFor();
    expect(await spokenIn(page)).toBe("ru");
  });

  it("is chosen on the empty page, and back: what was said before is said anew", async () => {
    const { page } = sitting;
    await openFiles(page, onDisk([{ name: "letter.dcm", bytes: "no image" }]).paths);
    await page.getByText("None of these files is a DICOM image").waitFor();
    await page.getByText("not a DICOM file").waitFor();
    await choice(page, "Language").selectOption({ label: "Қазақша" });
    await button(page, KAZAKH.sample).waitFor();
    expect(await spokenIn(page)).toBe("kk");
    expect(await page.getByText("letter.dcm").locator("..").innerText()).toBe("letter.dcm DICOM файлы емес");
    await choice(page, KAZAKH.language).selectOption({ label: "English" });
    await button(page, "Open the sample case").waitFor();
    expect(await spokenIn(page)).toBe("en");
  });

  it("that the browser speaks is there from the first sight, and numbers are typed with its comma", async () => {
    await sitting.end();
    sitting = await sit({ locale: "ru-RU" });
    const { page } = sitting;
    await button(page, RUSSIAN.sample).waitFor();
    await button(page, RUSSIAN.sample).click();
    await row(page, RUSSIAN).waitFor();
    await button(page, RUSSIAN.settings).click();
    const field = page.getByRole("spinbutton", { name: "СКО постановки точки, мм", exact: true });
    expect(await field.inputValue()).toBe("0,7");
    const sd = row(page, RUSSIAN).getByRole("cell").nth(1);
    expect(await sd.textContent()).toBe("±3,0°");
    await field.fill("1,4");
    await page.keyboard.press("Escape");
    // Twice the click's SD is twice the angle's: 2 × 2.9587°, the sample's own.
    await expect.poll(() => sd.textContent()).toBe("±5,9°");
  });
});

/**
 * Latin words that a Russian or Kazakh reader expects: abbreviations of parameters, levels, formats, keys, and names of
 * people, studies and files.
 */
const EXPECTED = new RegExp(
  `^(?:${[
    "[A-Za-z]", "[CTLS]\\d+(?:PA|SPi|S)?", "T\\d+[AS]?", "Th\\d+", "UIV|LIV|PJA\\d?|PJK|PJF|d?TK|TLK|d?LL|CL|PI|PT|SS|c?SVA|GT|HU|MDC|GAP|OF\\d?|AO|ASA|ASLS|SRS|ISSG|DGOU|STIR|WHO|Spine|A\\d",
    "Sagitta|SAGITTA|SAMPLE|Sample|sample|English", "DICOM|NIfTI|ZIP|CSV|PNG|SVG|HTML|JSON|CT|MR|DX|AP|LUT|VOI", "Ctrl|Shift|Alt|Enter|Tab|Esc(?:ape)?|Space|Backspace|Delete|Page(?:Up|Down)?|Up|Down|Home|End",
    "Glattes|Lafage|Yagi|Boachie|Hart|Schwab|Roussouly|Genant|Chance|Cobb|Maruo",
  ].join("|")})$`,
);

/** Where text is data and not interface: citations, the licence of the images, what the files say of themselves. */
const DATA = ".citation, .attribution, .viewport-banner, .series-label, .browser summary, .study, option[value='SAGITTA-SAMPLE']";

/** Everything that is read or spoken of the page but data, word by word. */
async function latinWords(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate((data) => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest(`script, style, ${data}`) === null) said.push(node.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [aria-description], [alt]")) {
      if (element.closest(data) !== null) continue;
      for (const name of ["aria-label", "title", "placeholder", "aria-description", "alt"]) said.push(element.getAttribute(name) ?? "");
    }
    return said;
  }, DATA);
  return [...new Set(texts.flatMap((text) => (text.match(/[A-Za-z]+\d*[A-Za-z]*/g) ?? []).filter((word) => !EXPECTED.test(word)).map((word) => `${word} (${text.trim().slice(0, 60)})`)))];
}

describe.each(Object.keys(SPOKEN) as Spoken[])("the whole interface in %s", (language) => {
  it("has no English left, no decimal point, and nothing wider than the window", async () => {
    const spoken = SPOKEN[language];
    await sitting.end();
    sitting = await sit({ locale: language, viewport: { width: 1024, height: 768 } });
    const { page } = sitting;
    const found: string[] = [];
    const look = async (where: string): Promise<void> => {
      await page.waitForTimeout(400);
      for (const details of await page.locator("details").all()) await details.evaluate((element) => element.setAttribute("open", ""));
      found.push(...(await latinWords(page)).map((word) => `${where}: ${word}`));
      const points = (await page.locator("body").innerText()).match(/(?<![\d./:])\d+\.\d+(?![\d./])°?/g) ?? [];
      found.push(...points.map((point) => `${where}: ${point}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 1024) found.push(`${where}: ${width} pixels wide`);
    };
    await button(page, spoken.sample).waitFor();
    await look("empty page");
    await button(page, spoken.sample).click();
    await row(page, spoken).waitFor();
    await page.waitForLoadState("networkidle");
    await look("main page");
    // Every button that opens a dialog: those of the header, and those that promise one by their dots.
    const openers = page.locator(".app-header .quiet").or(page.getByRole("button", { name: /…$/ }));
    const names: string[] = [];
    for (const opener of await openers.all()) {
      if (await opener.isEnabled()) names.push((await opener.getAttribute("aria-label")) ?? (await opener.innerText()));
    }
    expect(names.length).toBeGreaterThan(6);
    const dialog = page.locator("dialog[open]");
    for (const name of names) {
      await page.getByRole("button", { name, exact: true }).first().click();
      await dialog.waitFor();
      await look(name);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    expect(found).toEqual([]);
  });

  it("prints the report on one page of A4, whole and without English", async () => {
    const spoken = SPOKEN[language];
    await sitting.end();
    sitting = await sit({ locale: language });
    const { page } = sitting;
    await button(page, spoken.sample).click();
    await row(page, spoken).waitFor();
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => {
      Object.assign(globalThis, { printed: 0, print: () => Object.assign(globalThis, { printed: 1 }) });
    });
    await button(page, spoken.print).click();
    await page.waitForFunction(() => (globalThis as { printed?: number }).printed === 1);
    await page.emulateMedia({ media: "print" });
    // 186 mm: the page without its margins.
    await page.setViewportSize({ width: Math.floor((186 * 96) / 25.4), height: 900 });
    const report = page.locator(".report");
    const outside = await report.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return [...element.querySelectorAll("h1, h2, p, li, th, td, strong, figure, figcaption, table")].flatMap((part) => {
        const box = part.getBoundingClientRect();
        return box.left < left - 1 || box.right > right + 1 ? [part.textContent ?? ""] : [];
      });
    });
    expect(outside).toEqual([]);
    const text = (await report.innerText()).split("\n").filter((line) => !/LIDC|PixelSpacing|Bridwell/.test(line)).join("\n");
    expect((text.match(/[A-Za-z]+\d*[A-Za-z]*/g) ?? []).filter((word) => !EXPECTED.test(word))).toEqual([]);
    expect(text.match(/(?<![\d./:])\d+\.\d+°/g)).toBeNull();
    // Last: the report goes when it has been printed.
    const pdf = (await page.pdf({ format: "A4", printBackground: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });
});
