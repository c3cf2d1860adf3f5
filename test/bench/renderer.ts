/** What a page's renderer process takes of the machine, its workers included: they are threads of the same process. */
import { readFileSync } from "node:fs";
import type { Browser, CDPSession } from "playwright-core";

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

export interface Renderer {
  /** Processor milliseconds so far, of all threads. */
  cpuMs(): number;
  /** Megabytes now. */
  memoryMb(): number;
  /** Watches memory until told to stop; then the most there was, megabytes. */
  watchMemory(): () => number;
}

const sampleMs = 100;

/** Of the one page that is open: the browser's other renderer is a spare one, which is small and does nothing. */
export async function rendererOf(browser: Browser): Promise<Renderer> {
  const session: CDPSession = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send("SystemInfo.getProcessInfo")) as { processInfo: readonly ProcessInfo[] };
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const memoryMb = (): number => Math.max(...ids.map(memoryOf));
  return {
    cpuMs: () => ids.reduce((sum, id) => sum + cpuOf(id), 0),
    memoryMb,
    watchMemory: () => {
      let most = memoryMb();
      const timer = setInterval(() => {
        most = Math.max(most, memoryMb());
      }, sampleMs);
      return () => {
        clearInterval(timer);
        return Math.max(most, memoryMb());
      };
    },
  };
}

/** Empty for a process that has ended. */
function told(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/**
 * Memory of the process' own and what it shares with the browser, without the program's code: unlike the sizes that the page is
 * told, it has typed arrays, messages on their way and the codecs' own memory in it. The kernel counts these as it goes
 * (proc(5), status); adding up proportional sizes instead (smaps_rollup) holds up the very process that is measured.
 */
function memoryOf(pid: number): number {
  const status = told(pid, "status");
  const kb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  return (kb("RssAnon") + kb("RssShmem")) / 1024;
}

/** User and system time, in ticks of 10 ms (proc(5), fields 14 and 15). */
function cpuOf(pid: number): number {
  const fields = told(pid, "stat").split(") ")[1]?.split(" ") ?? [];
  return 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
}
