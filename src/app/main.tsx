import "./styles.css";
import { csvOfCase } from "#interop/csv";
import { reportText } from "#interop/reportText";
import { createImageLibrary } from "#image/worker/library";
import { createVolumeService } from "#image/worker/volume/createVolumeService";
import { openCaseStore } from "#storage/caseStore";
import { localSettings } from "#storage/settings";
import { randomId } from "#ui/session/random";
import { createSession, type Session } from "#ui/session/session";
import { App, fetchReadingRoom } from "#ui/shell/App";
import { ErrorBoundary } from "#ui/shell/ErrorBoundary";
import { derivedLibrary } from "#ui/volume/derivedLibrary";
import { VolumeProvider } from "#ui/session/volumeContext";
import { createVolumeSession } from "#ui/volume/volumeSession";
import { createRoot } from "react-dom/client";
import { fetchSample } from "./fetchSample";
import { keeperOf } from "./keeper";

/** Wiring only: what the interface is handed, and where it stands on the page. */
const files = createImageLibrary();
const library = derivedLibrary(files);
const session: Session = createSession({
  library,
  keeper: keeperOf(openCaseStore()),
  formats: {
    csv: (document, settings) => csvOfCase(document, settings, __APP_VERSION__),
    reportText: (document, at, settings, length) => reportText(document, at, settings, __APP_VERSION__, length),
  },
  settings: localSettings(),
  fetchSample: (progress, signal) => fetchSample(new URL("./sample/", document.baseURI), progress, signal),
  now: () => new Date().toISOString(),
  newId: randomId,
  programVersion: __APP_VERSION__,
});

const volumes = createVolumeService(files, { budgetBytes: () => session.store.getState().settings.volumeMb * 1024 ** 2 });
const volume = createVolumeSession(session, library, volumes);

// English is there at once; another language comes before the first picture of the page, so that nothing is said twice.
await session.beginInLanguage(navigator.languages);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");
// No file is chosen or dropped without one of these before it: the workers start then, and cost a page that is only looked at nothing.
const prepare = (): void => {
  files.prepare();
  volumes.prepare();
  // What fails now is asked for again, and complained of, when it is needed.
  fetchReadingRoom().catch(() => undefined);
};
for (const sign of ["pointerdown", "keydown", "dragenter"]) window.addEventListener(sign, prepare, { once: true, capture: true });
createRoot(root).render(
  <ErrorBoundary session={session}>
    <VolumeProvider value={volume}>
      <App session={session} />
    </VolumeProvider>
  </ErrorBoundary>,
);
