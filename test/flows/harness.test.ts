/** The driver sees what it has to see: without this, "nothing leaves the browser" could pass by looking away. */
import { expect, it } from "vitest";
import { sit } from "./driver";

it("a request to another origin ends a sitting badly, from the page and from a worker", async () => {
  const fromPage = await sit();
  await fromPage.page.evaluate(() => fetch("http://elsewhere.invalid/page").catch(() => undefined));
  await expect(fromPage.end()).rejects.toThrow(/elsewhere\.invalid|Content Security Policy/);

  const fromWorker = await sit();
  const [worker] = await Promise.all([
    fromWorker.page.waitForEvent("worker"),
    fromWorker.page.getByRole("button", { name: "Open the sample case" }).click(),
  ]);
  await worker.evaluate(() => fetch("http://elsewhere.invalid/worker").catch(() => undefined));
  await expect(fromWorker.end()).rejects.toThrow(/elsewhere\.invalid|Content Security Policy/);
});

it("a script that the policy forbids and an uncaught error end a sitting badly", async () => {
  const forbidden = await sit();
  await forbidden.page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })));
  await expect(forbidden.end()).rejects.toThrow(/policy: script-src/);

  const uncaught = await sit();
  await uncaught.page.evaluate(() => {
    setTimeout(() => {
      throw new Error("lost");
    });
  });
  await uncaught.page.waitForTimeout(100);
  await expect(uncaught.end()).rejects.toThrow("uncaught: lost");
});
