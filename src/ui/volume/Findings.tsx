import type { VolumeFinding } from "#image/volume/finding";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import { useVolumeState } from "../session/volumeContext";

/** What of the data the reader has to know, in words. */
export function Findings() {
  const findings = useVolumeState((state) => state.findings);
  const key = useVolumeState((state) => state.handle?.plan?.key);
  const midline = useVolumeState((state) => state.midline);
  // Those of the series' other volumes are told where these are looked at.
  const shown = findings.filter(({ planKey }) => planKey === undefined || key === undefined || planKey === key);
  const isLost = midline?.method === "centre";
  if (shown.length === 0 && !isLost) return null;
  return (
    <details className="volume-findings" open>
      <summary>{message("volume.findings", { count: shown.length + (isLost ? 1 : 0) })}</summary>
      <ul aria-label={message("volume.findingsName")}>
        {shown.map((finding) => (
          <li key={JSON.stringify(finding)}>{textOf(finding)}</li>
        ))}
        {isLost && <li>{message("volume.midline.centre")}</li>}
      </ul>
    </details>
  );
}

/** Lengths and angles to a tenth; counts as they are. */
const textOf = ({ code, params }: VolumeFinding): string =>
  message(`image.volume.${code}`, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "number" && !Number.isInteger(value) ? fixed(value, 1) : value])));
