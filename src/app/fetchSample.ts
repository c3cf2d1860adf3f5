import type { NamedFile } from "#image/library";
import type { Sample } from "#ui/session/ports";

interface SampleIndex {
  readonly files: readonly string[];
  readonly case: string;
  readonly openSopInstanceUid: string;
  readonly attribution: string;
}

/** The sample's index, case and images, all at once. Rejects with the address and the status of what failed. */
export async function fetchSample(base: URL): Promise<Sample> {
  const index = parseIndex(await (await get(new URL("index.json", base))).json());
  const [caseText, ...files] = await Promise.all([
    get(new URL(index.case, base)).then((response) => response.text()),
    ...index.files.map(async (path): Promise<NamedFile> => ({ path, blob: await (await get(new URL(path, base))).blob() })),
  ]);
  return { files, caseName: index.case, caseText, openSopInstanceUid: index.openSopInstanceUid, attribution: index.attribution };
}

async function get(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`);
  return response;
}

function parseIndex(value: unknown): SampleIndex {
  const index = value as Partial<SampleIndex> | null;
  const strings = [index?.case, index?.openSopInstanceUid, index?.attribution, ...(index?.files ?? [undefined])];
  if (!strings.every((each) => typeof each === "string")) throw new Error(`the sample's index is not one: ${JSON.stringify(value).slice(0, 80)}`);
  return value as SampleIndex;
}
