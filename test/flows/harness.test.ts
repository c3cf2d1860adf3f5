/** The driver sees what it has to see: without this, "nothing leaves the browser" could pass by looking away. */
import type { Page, Worker } from "playwright-core";
import { expect, it } from "vitest";
import { sit } from "./driver";

async function openedWorker(page: Page): Promise<Worker> {
  const [worker] = await Promise.all([page.waitForEvent("worker"), page.getByRole("button", { name: "Open the sample case" }).click()]);
  return worker;
}

it("a request to another origin ends a sitting badly, from the page and from a worker", async () => {
  const fromPage = await sit();
  await fromPage.page.evaluate(() => fetch("http://elsewhere.invalid/page").catch(() => undefined));
  await expect(fromPage.end()).rejects.toThrow(/elsewhere\.invalid|Content Security Policy/);

  // The server's policy binds workers as well, so theirs has to be taken away before there is a request to be seen.
  const fromWorker = await sit();
  await fromWorker.page.route(/assets\/\w*Worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _policy, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  const worker = await openedWorker(fromWorker.page);
  await worker.evaluate(() => fetch("http://elsewhere.invalid/worker").catch(() => undefined));
  await expect(fromWorker.end()).rejects.toThrow(/elsewhere\.invalid|Content Security Policy/);
});

it("a worker is bound by the page's policy", async () => {
  const sitting = await sit();
  const worker = await openedWorker(sitting.page);
  const refused = await worker.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener("securitypolicyviolation", (event) => resolve(`${event.effectiveDirective} ${event.blockedURI}`));
        void fetch("http://elsewhere.invalid/worker").catch(() => undefined);
      }),
  );
  expect(refused).toMatch(/^connect-src http:\/\/elsewhere\.invalid/);
  await sitting.end();
});

it("a script that the policy forbids and an uncaught error end a sitting badly", async () => {
  const forbidden = await sit();
  await forbidden.page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })));
  // The browser tells of it in an event of its own, after the script was refused.
  await forbidden.page.waitForTimeout(500);
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
