import type { Instance } from "#image/instance";
import type { Problem } from "#image/problem";

/** The open images with those that were found: a file opened again takes its old place, another file of the same image is left aside and named. */
export function joinInstances(open: readonly Instance[], found: readonly Instance[]): { readonly instances: readonly Instance[]; readonly problems: readonly Problem[] } {
  const byUid = new Map(open.map((instance) => [instance.sopInstanceUid, instance]));
  const problems: Problem[] = [];
  for (const instance of found) {
    const other = byUid.get(instance.sopInstanceUid);
    if (other === undefined || other.fileName === instance.fileName) byUid.set(instance.sopInstanceUid, instance);
    else problems.push({ fileName: instance.fileName, code: "duplicate", params: { other: other.fileName } });
  }
  return { instances: [...byUid.values()], problems };
}
