import { DEFAULT_LEVELS } from "#spine/level";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { ImageViewport, type StackItem, type ViewportCommands } from "#viewport/overlay/ImageViewport";
import { Suspense, useEffect, type RefObject } from "react";
import { useGuide } from "../compare/useGuide";
import { SampleImages } from "../import/SampleImages";
import { part } from "../part";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessmentOf, constructionsOf, shownReadingOf } from "../session/select";
import { useVolumeState } from "../session/volumeContext";
import { AnteriorPrompt } from "./AnteriorPrompt";
import { ImageTools } from "./ImageTools";
import { Later } from "./Later";
import { useIdlePrompt } from "./useIdlePrompt";

/** What a volume needs comes with the first one, or when nothing else is to do: no film waits for it. */
const fetchBar = () => import("../volume/VolumeBar");
const fetchPanes = () => import("../volume/VolumePanes");
const fetchLayer = () => import("../volume/SagittalLayer");
const VolumeBar = part(async () => ({ default: (await fetchBar()).VolumeBar }));
const VolumePanes = part(async () => ({ default: (await fetchPanes()).VolumePanes }));
const SagittalLayer = part(async () => ({ default: (await fetchLayer()).SagittalLayer }));

interface WorkplaceProps {
  readonly commands: RefObject<ViewportCommands | null>;
  /** A picture stands on the screen where none did. */
  readonly onPicture: () => void;
}

/** The image with everything that acts on it. */
export function Workplace({ commands, onPicture }: WorkplaceProps) {
  const stack = useSessionState((state) => state.view.stack);
  const isVolume = useVolumeState(({ source }) => source !== null);
  useEffect(() => {
    // A volume is being made: what shows it comes meanwhile. What fails now is asked for again, and complained of, when it is needed.
    if (isVolume) Promise.all([fetchBar(), fetchPanes(), fetchLayer()]).catch(() => undefined);
  }, [isVolume]);
  if (stack.length === 0) return <NoImage />;
  return (
    <Later>
      <ImageTools commands={commands} />
      <Suspense fallback={null}>{isVolume && <VolumeBar />}</Suspense>
      <div className="workplace">
        <Viewport commands={commands} onPicture={onPicture} />
        <Suspense fallback={null}>{isVolume && <VolumePanes />}</Suspense>
        <AnteriorPrompt commands={commands} />
      </div>
    </Later>
  );
}

function Viewport({ commands, onPicture }: WorkplaceProps) {
  const session = useSession();
  const view = useSessionState((state) => state.view);
  const document = useSessionState(activeCaseOf);
  const reading = useSessionState(shownReadingOf);
  const assessment = useSessionState(assessmentOf);
  const constructions = useSessionState(constructionsOf);
  const highlighted = useSessionState((state) => state.highlighted);
  const tool = useSessionState((state) => state.tool);
  const idle = useIdlePrompt();
  const guide = useGuide();
  const isVolume = useVolumeState(({ source }) => source !== null);
  const showBanner = useSessionState((state) => state.settings.showBanner);
  const uiv = document?.surgery?.uiv;
  return (
    <ImageViewport
      library={session.library}
      stack={view.stack}
      position={view.position}
      onPosition={session.goTo}
      onPicture={onPicture}
      reading={reading}
      readingRef={view.reading}
      levels={document?.levels ?? DEFAULT_LEVELS}
      {...(uiv === undefined ? {} : { uiv })}
      assessment={assessment}
      constructions={constructions}
      highlighted={highlighted}
      tool={tool}
      onTool={session.onTool}
      onEdit={session.edit}
      onDraft={session.draft}
      onHistory={(step) => (step === "undo" ? session.undo() : session.redo())}
      onProblem={session.addProblem}
      guide={guide}
      idle={idle}
      showBanner={showBanner}
      {...(isVolume && { over: volumeLayer })}
      commands={commands}
    />
  );
}

const volumeLayer = (view: View, item: StackItem) => (
  <Suspense fallback={null}>
    <SagittalLayer view={view} item={item} />
  </Suspense>
);

/** An exam whose film isn't open, or nothing chosen yet. */
function NoImage() {
  const missing = useSessionState((state) => state.view.examId !== null);
  const subjectId = useSessionState((state) => state.activeCase);
  return (
    <div className="no-image">
      <p>{message(missing ? "ui.image.missing" : "ui.image.choose")}</p>
      {missing && <SampleImages subjectId={subjectId} />}
    </div>
  );
}
