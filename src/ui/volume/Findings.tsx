import type { VolumeFinding } from "#image/volume/finding";
import { message } from "#text/messages";
import { useVolumeState } from "../session/volumeContext";
import { findingText, gapsText, toldFindings } from "./findingText";

/** What of the data the reader has to know, in words: a few lines of it, so that the picture keeps its place. */
export function Findings() {
  const findings = useVolumeState((state) => state.findings);
  const key = useVolumeState((state) => state.handle?.plan?.key);
  const midline = useVolumeState((state) => state.midline);
  // Those of the series' other volumes are told where these are looked at.
  const { gaps, others } = toldFindings(findings.filter(({ planKey }) => planKey === undefined || key === undefined || planKey === key));
  const isLost = midline?.method === "centre";
  const count = others.length + (gaps.length > 0 ? 1 : 0) + (isLost ? 1 : 0);
  if (count === 0) return null;
  return (
    <details className="volume-findings" open>
      <summary>{message("volume.findings", { count })}</summary>
      <ul aria-label={message("volume.findingsName")} tabIndex={0}>
        {gaps.length > 0 && (
          <li>
            <details>
              <summary>{gapsText(gaps)}</summary>
              <Lines of={gaps} />
            </details>
          </li>
        )}
        {others.map((finding) => (
          <li key={JSON.stringify(finding)}>{findingText(finding)}</li>
        ))}
        {isLost && <li>{message("volume.midline.centre")}</li>}
      </ul>
    </details>
  );
}

function Lines({ of }: { readonly of: readonly VolumeFinding[] }) {
  return of.map((finding) => <p key={JSON.stringify(finding)}>{findingText(finding)}</p>);
}
