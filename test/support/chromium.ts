/** Where a Chromium is, and how it is started here and in CI: without a sandbox as root, without GPU, without talking home. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
  "--disable-3d-apis",
];

/** Read first: the path of the Chromium to use. */
export const CHROMIUM_VARIABLE = "CHROMIUM_PATH";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of the environment, of the system, or of an earlier `playwright install`. */
export function findChromium(): string | undefined {
  const told = process.env[CHROMIUM_VARIABLE];
  if (told !== undefined && told !== "") {
    if (!isExecutable(told)) throw new Error(`${CHROMIUM_VARIABLE} is "${told}", which cannot be run`);
    return told;
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...MAC, chromium.executablePath()].find(isExecutable);
}

/** Chromium as `findChromium`, else installed from Debian (as root), else by playwright; undefined where all that fails. */
export function findOrInstallChromium(): string | undefined {
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && run("apt-get", "update", "-q")) run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium");
  const installed = findChromium();
  if (installed !== undefined) return installed;
  run(process.execPath, "node_modules/playwright/cli.js", "install", "chromium");
  return findChromium();
}
