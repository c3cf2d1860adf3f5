import fc from "fast-check";
import { sideOf } from "#spine/uncertainty";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fixed, formatAgainst, formatChange, formatDay, formatInstant, formatInterval, formatMillimetres, formatProbability, formatSd, formatThreshold, plainNumber, typedNumber } from "#text/format";
import { currentLanguage, isLanguage, loadLanguage, onLanguage, preferredLanguage, speak } from "#text/language";
import { inLanguage, message } from "#text/messages";
import { forFile, LANGUAGES, plainText } from "#text/writing";

afterEach(() => speak("en"));

describe("the language of the interface", () => {
  it("is the first of the browser's that there is, and English where there is none", () => {
    expect([preferredLanguage(["de-DE", "kk-KZ", "ru"]), preferredLanguage(["RU"]), preferredLanguage(["en-GB", "ru"]), preferredLanguage(["de"]), preferredLanguage([])]).toEqual(["kk", "ru", "en", "en", "en"]);
    expect([isLanguage("kk"), isLanguage("de"), isLanguage(null)]).toEqual([true, false, false]);
  });

  it("must be fetched before a text is written in it", async () => {
    vi.resetModules();
    const fresh = await import("#text/messages");
    expect(() => fresh.inLanguage("ru", () => "")).toThrow('the catalogue "ru" is not loaded');
  });

  it("is spoken from the moment that it is there, which is told to who listens", async () => {
    const told: string[] = [];
    const end = onLanguage(() => told.push(currentLanguage()));
    await speak("ru");
    expect(message("ui.undo")).toBe("Отменить");
    await speak("kk");
    expect(message("ui.undo")).toBe("Болдырмау");
    end();
    await speak("en");
    expect(message("ui.undo")).toBe("Undo");
    expect(told).toEqual(["ru", "kk"]);
  });

  it("is the one that was asked for last, whichever comes first", async () => {
    await Promise.all([speak("ru"), speak("en")]);
    expect(currentLanguage()).toBe("en");
  });
});

describe("a text in another language than the interface's", () => {
  it("has that language's words, numbers and plurals, and what comes after it hasn't", async () => {
    await loadLanguage("ru");
    expect(inLanguage("ru", () => [message("ui.settings.name"), fixed(-1.5, 1)])).toEqual(["Настройки", "−1,5"]);
    expect([message("ui.settings.name"), fixed(-1.5, 1)]).toEqual(["Settings", "−1.5"]);
    expect(() => inLanguage("ru", () => { throw new Error("in between"); })).toThrow("in between");
    expect(message("ui.settings.name")).toBe("Settings");
  });

  it("counts as that language does", async () => {
    await Promise.all([loadLanguage("ru"), loadLanguage("kk")]);
    const weeks = (count: number): string => message("ui.exams.weeks", { count });
    expect(inLanguage("ru", () => [1, 2, 5, 11, 21, 22, 100].map(weeks))).toEqual(["1 неделя", "2 недели", "5 недель", "11 недель", "21 неделя", "22 недели", "100 недель"]);
    expect(inLanguage("kk", () => [1, 2, 21].map(weeks))).toEqual(["1 апта", "2 апта", "21 апта"]);
    expect([1, 2, 21].map(weeks)).toEqual(["1 week", "2 weeks", "21 weeks"]);
  });
});

describe("numbers", () => {
  it("have the separator that the world's data on locales has for the language", async () => {
    for (const language of LANGUAGES) {
      await loadLanguage(language);
      const separator = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal")?.value;
      expect(inLanguage(language, () => fixed(0.5, 1))).toBe(`0${separator}5`);
    }
  });

  it("have a decimal comma and the unit's letters in Russian and Kazakh", async () => {
    await Promise.all([loadLanguage("ru"), loadLanguage("kk")]);
    const some = (): readonly string[] => [formatMillimetres(-12), formatChange(8.04, "deg"), formatSd(1.94, "deg"), formatThreshold(0.905, "points"), formatProbability(0.682), plainNumber(-2.5)];
    for (const language of ["ru", "kk"] as const) {
      expect(inLanguage(language, some)).toEqual(["−12,0\u00a0мм", "+8,0°", "±1,9°", "0,905", "68\u00a0%", "−2,5"]);
    }
    expect(inLanguage("ru", () => formatInterval([-1.26, 27.1], "deg"))).toBe("от −1,3° до 27,1°");
    expect(inLanguage("kk", () => formatInterval([-1.26, 27.1], "deg"))).toBe("−1,3° … 27,1°");
  });

  it("that are filled into a sentence are written as the sentence's language writes them", async () => {
    await loadLanguage("ru");
    expect(inLanguage("ru", () => message("spine.reason.norm-beside-factor", { mean: 37.4, sd: 10.9 }))).toContain("37,4° (СКО 10,9°)");
    expect(message("spine.reason.norm-beside-factor", { mean: 37.4, sd: 10.9 })).toContain("37.4° (SD 10.9°)");
  });

  it("never contradict their verdict, in any language", async () => {
    await Promise.all([loadLanguage("ru"), loadLanguage("kk")]);
    const near = fc.oneof(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }).map((d) => 20 + d));
    fc.assert(fc.property(near, fc.constantFrom("en", "ru", "kk"), (value, language) => {
      const text = inLanguage(language, () => formatAgainst(value, 20, "deg"));
      const read = Number(text.replace("°", "").replace(",", ".").replaceAll("−", "-"));
      expect(sideOf(read, 20)).toBe(sideOf(value, 20));
    }));
  });

  it("are read with a comma or a point, and nothing else is taken for one", () => {
    expect(["12,5", "12.5", " 7 ", "-3", "−3,25", "–1", "+4", ".5", "5,"].map(typedNumber)).toEqual([12.5, 12.5, 7, -3, -3.25, -1, 4, 0.5, 5]);
    expect(["", " ", "a", "1,234.5", "1 000", "1e3", "0x10", "12..5", "--1", "Infinity", "9".repeat(400)].map(typedNumber)).toEqual(Array(11).fill(Number.NaN));
  });
});

describe("days", () => {
  it("are as they are filed in English and in files, and day.month.year in Russian and Kazakh", async () => {
    await Promise.all([loadLanguage("ru"), loadLanguage("kk")]);
    expect([formatDay("2026-03-04"), formatInstant("2026-03-04T09:05:33Z")]).toEqual(["2026-03-04", "2026-03-04 14:35"]);
    for (const language of ["ru", "kk"] as const) {
      expect(inLanguage(language, () => [formatDay("2026-03-04"), formatInstant("2026-03-04T09:05:33Z")])).toEqual(["04.03.2026", "04.03.2026 14:35"]);
    }
    expect(inLanguage("ru", () => forFile(() => formatDay("2026-03-04")))).toBe("2026-03-04");
  });
});

describe("instants", () => {
  it("are by the clock where they are read, its day too, whatever zone they were written in", () => {
    expect(process.env["TZ"]).toBe("Asia/Kolkata");
    expect(["2026-03-04T20:05:33Z", "2026-03-04T20:05:33.120+06:00", "2026-12-31T18:30:00Z"].map(formatInstant)).toEqual(["2026-03-05 01:35", "2026-03-04 19:35", "2027-01-01 00:00"]);
  });
  it("without a zone are of the clock where they are read; a day is no instant, and what is no time stays as it is", () => {
    expect(["2026-03-04T09:05", "2026-03-04", "2026-03-04Tnoon", "0099-03-04T09:05"].map(formatInstant)).toEqual(["2026-03-04 09:05", "2026-03-04", "2026-03-04", "0099-03-04 09:05"]);
  });
});

it("points that are not placed are counted in the form of their number", async () => {
  const said = (count: number) => message("ui.pointsOpen", { count, total: 30 });
  expect([1, 4].map(said)).toEqual(["1 of 30 points is not placed", "4 of 30 points are not placed"]);
  await speak("ru");
  expect([1, 3, 5, 21].map(said)).toEqual(["не поставлена 1 точка из 30", "не поставлены 3 точки из 30", "не поставлено 5 точек из 30", "не поставлена 21 точка из 30"]);
  await speak("kk");
  expect(said(1)).toBe("30 ішінен 1 нүкте қойылмаған");
});

it.each(LANGUAGES)("the list of keys has every line begin alike (%s)", async (language) => {
  await speak(language);
  const lines = [message("compare.shortcut"), message("compare.guide.shortcut"), message("ui.shortcuts.help"), message("ui.shortcuts.skip")];
  for (const line of lines) expect(line.charAt(0)).not.toBe(line.charAt(0).toLowerCase());
});

describe("what is for a file", () => {
  it("is English and ASCII, whatever is spoken", async () => {
    await speak("ru");
    expect(forFile(() => [formatMillimetres(-1.5), formatProbability(0.001), message("case.calibration.magnification", { magnification: 1.15 })])).toEqual(["-1.5 mm", "< 1 %", "mm, magnification 1.15"]);
    expect(formatMillimetres(-1.5)).toBe("−1,5\u00a0мм");
  });

  it("and for a clipboard keeps the words and loses the signs that not every program has", async () => {
    await loadLanguage("ru");
    expect(plainText(inLanguage("ru", () => formatMillimetres(-1.5)))).toBe("-1,5 мм");
  });
});
