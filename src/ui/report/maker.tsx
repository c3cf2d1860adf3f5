import "./report.css";
import type { Frame } from "#image/frame";
import type { Instance } from "#image/instance";
import { personName } from "#image/personName";
import { DEFAULT_LEVELS } from "#spine/level";
import { MISSING } from "#text/format";
import { reportPictures, type ReportFilm, type ReportPictures } from "#viewport/overlay/reportPicture";
import type { StackItem, ViewportCommands } from "#viewport/overlay/ImageViewport";
import type { ReactElement } from "react";
import { activeCaseOf, assessedRefOf, constructionsOf, readingAt } from "../session/select";
import type { Session } from "../session/session";
import { isPictureOf, pictureOf } from "./pictureOf";
import { Report } from "./Report";
import { reportContents, type ReportContents, type ReportedExam } from "./reportContents";
import type { Identity, ShownFilm, ShownFilms } from "./reportProps";

/** Makes the report of what is shown. */
export interface ReportMaker {
  /** Has every picture read that the report needs; those that cannot be read are left out. */
  ready(): Promise<void>;
  /** Made at once, of what has been read so far, as the browser's own print command demands; null where no exam is shown. */
  page(identified: boolean): ReactElement | null;
}

/** CSS pixels: two pictures in two thirds of the width of A4, which is the narrower page, or one in half of it. */
const PAIR = { widthCss: 228, heightCss: 262 };
const SINGLE = { widthCss: 340, heightCss: 340 };

export function createReportMaker(session: Session, commands: () => ViewportCommands | null): ReportMaker {
  // Of the report at hand only: a film takes tens of megabytes.
  let frames: ReadonlyMap<Instance, Frame | "failed"> = new Map();

  const contents = (): ReportContents | null => {
    const state = session.store.getState();
    const [document, ref] = [activeCaseOf(state), assessedRefOf(state)];
    return document && ref && readingAt(document, ref) ? reportContents(document, ref, state.settings) : null;
  };
  const instances = (): readonly Instance[] => session.store.getState().files.instances;

  /** The exam's film as it stands on the screen, else as its file has it once that has been read. */
  const filmOf = ({ reading, assessment }: ReportedExam): ReportFilm | Extract<ShownFilm, string> => {
    const { surgery, levels = DEFAULT_LEVELS } = activeCaseOf(session.store.getState()) ?? {};
    const about = { reading, assessment, levels, uiv: surgery?.uiv, constructions: constructionsOf(session.store.getState()) };
    const shown = commands()?.shownPicture();
    if (shown && isPictureOf(reading, shown.item)) return { ...about, ...shown };
    const item = pictureOf(instances(), reading);
    if (typeof item === "string") return item;
    const frame = frames.get(item.instance);
    return frame === undefined ? "loading" : frame === "failed" ? frame : { ...about, item, frame, display: null };
  };

  const toRead = ({ today, baseline }: ReportContents): readonly StackItem[] =>
    [today, ...(baseline ? [baseline] : [])].flatMap((each) => {
      if (filmOf(each) !== "loading") return [];
      const item = pictureOf(instances(), each.reading);
      return typeof item === "string" ? [] : [item];
    });

  return {
    ready: async () => {
      const made = contents();
      if (made === null) return;
      const read = toRead(made).map(async ({ instance, frameIndex }) => [instance, await session.library.frame(instance, frameIndex).catch(() => "failed" as const)] as const);
      const found = await Promise.all(read);
      if (found.length > 0) frames = new Map(found);
    },
    page: (identified) => {
      const made = contents();
      if (made === null) return null;
      const { attribution } = session.store.getState();
      return (
        <Report
          contents={made}
          films={drawn(made.baseline && filmOf(made.baseline), filmOf(made.today))}
          identity={identified ? identityOf(instances(), made) : null}
          programVersion={session.programVersion}
          attribution={attribution?.subjectId === made.document.subject.id ? attribution.text : null}
          madeOn={today()}
        />
      );
    },
  };
}

type Film = ReportFilm | Extract<ShownFilm, string>;

function drawn(baseline: Film | null, today: Film): ShownFilms {
  const films = [baseline, today].filter((film): film is ReportFilm => film !== null && typeof film !== "string");
  const { pictures, sameScale }: ReportPictures = films.length > 0 ? reportPictures(films, baseline === null ? SINGLE : PAIR) : { pictures: [], sameScale: false };
  const pictureFor = (film: Film): ShownFilm => (typeof film === "string" ? film : (pictures[films.indexOf(film)] ?? "failed"));
  return { baseline: baseline && pictureFor(baseline), today: pictureFor(today), sameScale: films.length === 2 ? sameScale : null };
}

/** As the open images name the person: an em dash for what they don't say. */
function identityOf(instances: readonly Instance[], { today, baseline }: ReportContents): Identity {
  const readings = [today.reading, ...(baseline ? [baseline.reading] : [])];
  const patient = instances.find((instance) => readings.some((reading) => isPictureOf(reading, { instance, frameIndex: (reading.image.kind === "projection" ? (reading.image.frame ?? 1) : 1) - 1 })))?.patient;
  return { name: personName(patient?.patientName ?? "") || MISSING, number: patient?.patientId || MISSING, born: patient?.patientBirthDate ?? null };
}

/** The calendar day where the reader is. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
