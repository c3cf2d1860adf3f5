import type { ReportPicture } from "#viewport/overlay/reportPicture";
import type { ReportContents } from "./reportContents";

/** A picture, or why there is none. */
export type ShownFilm = ReportPicture | "no-image" | "volume" | "loading" | "failed";

export interface ShownFilms {
  readonly baseline: ShownFilm | null;
  readonly today: ShownFilm;
  /** Null where there are not two pictures to compare. */
  readonly sameScale: boolean | null;
}

/** Who it is, where that is asked for. */
export interface Identity {
  readonly name: string;
  readonly number: string;
  readonly born: string | null;
}

export interface ReportProps {
  readonly contents: ReportContents;
  readonly films: ShownFilms;
  /** Null: the page names nobody, and images only by the end of their numbers. */
  readonly identity: Identity | null;
  readonly programVersion: string;
  /** Who made the images, as their licence asks. */
  readonly attribution: string | null;
  /** YYYY-MM-DD, of the day on which it is made. */
  readonly madeOn: string;
}
