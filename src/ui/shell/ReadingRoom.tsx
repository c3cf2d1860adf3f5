import { message } from "#text/messages";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import { Browser } from "../browser/Browser";
import { ExamList } from "../exams/ExamList";
import { IncomingCase } from "../import/IncomingCase";
import { OpeningProgress } from "../import/OpeningProgress";
import { OpenInputs } from "../import/OpenInputs";
import { Problems } from "../import/Problems";
import { fetchAhead, part } from "../part";
import { ReportProvider } from "../report/ReportContext";
import { useReport } from "../report/useReport";
import { useSessionState } from "../session/context";
import { useVolumeState } from "../session/volumeContext";
import { useShortcuts } from "../shortcuts/useShortcuts";
import { BoneDock } from "../volume/BoneDock";
import { Header } from "./Header";
import { Notices } from "./Notices";
import { SkipToImage } from "./SkipToImage";
import { usePictureDue } from "./usePictureDue";
import { Workplace } from "./Workplace";

/** The values come after the image that they are of: nothing of them is fetched or made before it. */
const Results = part(async () => ({ default: (await import("../results/Results")).Results }));
const ShortcutsDialog = part(async () => ({ default: (await import("../shortcuts/ShortcutsDialog")).ShortcutsDialog }));

/** Where images are read: what is open on the left, the image, what is said of it on the right. */
export function ReadingRoom() {
  const commands = useRef<ViewportCommands>(null);
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  useShortcuts(openHelp);
  const reporting = useReport(commands);
  const { page, holds } = reporting;
  const { isDue, onPicture } = usePictureDue();
  const isReading = useSessionState(({ files }) => files.progress !== null);
  const isMaking = useVolumeState(({ phase }) => phase === "opening" || phase === "loading");
  const isBusy = isDue || isReading || isMaking;
  useEffect(() => {
    if (!isBusy) void fetchAhead();
  }, [isBusy]);
  const noResults = <aside className="results" aria-label={message("ui.results")} />;
  return (
    <ReportProvider value={reporting}>
      <div className="reading-room">
        <SkipToImage />
        <Header />
        <aside className="left-column" aria-label={message("ui.leftColumn")}>
          <div className="left-scroll">
            <ExamList />
            <Problems />
            <Browser />
          </div>
          <OpeningProgress />
          <OpenInputs />
        </aside>
        <main id="image" tabIndex={-1}>
          <Workplace commands={commands} onPicture={onPicture} />
        </main>
        <Suspense fallback={noResults}>{isDue ? noResults : <Results commands={commands} />}</Suspense>
        <BoneDock />
        <Notices />
        <Suspense fallback={null}>{help && <ShortcutsDialog onClose={() => setHelp(false)} />}</Suspense>
        <IncomingCase />
      </div>
      {page && (
        <div className="print-report" ref={holds}>
          {page}
        </div>
      )}
    </ReportProvider>
  );
}
