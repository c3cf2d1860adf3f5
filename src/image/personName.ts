/**
 * A DICOM person name as it is read (PS3.5 6.2.1): family, given, middle, prefix, suffix by carets; representations by
 * equals signs, of which the first that says anything is read: a name may have ideographs alone.
 */
export function personName(name: string): string {
  return name.split("=").map(represented).find((each) => each !== "") ?? "";
}

function represented(group: string): string {
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = group.split("^").map((part) => part.trim());
  const rest = [prefix, given, middle, suffix].filter((part) => part !== "").join(" ");
  return [family, rest].filter((part) => part !== "").join(", ");
}
