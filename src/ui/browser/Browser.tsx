import { inLanguage, message } from "#text/messages";
import { useLanguage } from "#viewport/useLanguage";
import { useMemo } from "react";
import { useSession, useSessionState } from "../session/context";
import { useVolume, useVolumeState } from "../session/volumeContext";
import { stacksOf, type StudyStacks } from "../session/stacks";
import { dateText } from "../words";
import { Thumbnail } from "./Thumbnail";

/** Everything that was opened: patients, studies, series, each series a picture. */
export function Browser() {
  const instances = useSessionState((state) => state.files.instances);
  const attribution = useSessionState((state) => state.attribution);
  const language = useLanguage();
  const patients = useMemo(() => inLanguage(language, () => stacksOf(instances)), [instances, language]);
  if (patients.length === 0) return null;
  return (
    <nav className="browser" aria-labelledby="browser-title">
      <h2 id="browser-title">{message("ui.browser.name")}</h2>
      {patients.map((patient) => (
        <details key={patient.key} open className="patient">
          <summary>{patient.label}</summary>
          {patient.studies.map((study) => (
            <Study key={study.uid} study={study} />
          ))}
        </details>
      ))}
      {attribution && <p className="attribution">{attribution.text}</p>}
    </nav>
  );
}

function Study({ study }: { readonly study: StudyStacks }) {
  const session = useSession();
  const shownId = useSessionState((state) => state.view.stackId);
  const volume = useVolume();
  const sliced = useVolumeState(({ source }) => source?.id ?? null);
  // A view of a volume belongs to the slices that it is made of.
  const shown = volume.isShown() ? sliced : shownId;
  return (
    <section className="study" aria-label={study.label}>
      <h3>
        {dateText(study.date)} <span className="muted">{study.description}</span>
      </h3>
      <ul>
        {study.stacks.map((stack) => (
          <li key={stack.id}>
            <button
              type="button"
              className="series"
              aria-pressed={stack.id === shown}
              onClick={() => void session.show(stack)}
            >
              <Thumbnail item={stack.items[stack.start]} />
              <span className="series-label">{stack.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
