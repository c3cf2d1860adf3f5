import "./classes.css";

/** A body from the side, anterior to the left: what is whole thin, what is broken bold and jagged, what is displaced filled. */
interface Drawing {
  readonly whole: readonly string[];
  readonly broken: readonly string[];
  /** Pieces pushed back towards the canal. */
  readonly fragments?: readonly string[];
  /** Bone bruise, seen on MRI alone. */
  readonly oedema?: true;
  readonly arch?: "whole" | "torn";
}

const TOP = "M12 14Q34 17 56 14";
const BOTTOM = "M12 50Q34 47 56 50";
const FRONT = "M12 14Q15 32 12 50";
const BACK = "M56 14Q53 32 56 50";
/** Behind the body: pedicle, articular processes and spinous process. */
const ARCH = "M55 20Q62 18 65 9L69 10Q69 21 71 26L91 39L88 45L69 36Q64 36 63 45L59 43Q60 34 54.5 30";

const CRUSHED_TOP = "M12 26L21 23L28 28L37 20L46 18L56 14";
const CRUSHED_FRONT = "M12 26Q14 38 12 50";
const PUSHED_BACK = "M56 14L62 22L60 32L55 34";
const BACK_BELOW = "M55 34Q54 42 56 50";

/** What tells each class from the others, drawn for this program after the words of the classifications. */
const DRAWINGS: Readonly<Record<string, Readonly<Record<string, Drawing>>>> = {
  "of.class": {
    OF1: { whole: [TOP, BOTTOM, FRONT, BACK], broken: [], oedema: true },
    OF2: { whole: [CRUSHED_FRONT, BOTTOM, BACK], broken: [CRUSHED_TOP] },
    OF3: { whole: [CRUSHED_FRONT, BOTTOM, BACK_BELOW], broken: [CRUSHED_TOP, PUSHED_BACK], fragments: ["M56 14L62 22L60 32L55 34L50 26Z"] },
    OF4: {
      whole: ["M12 24Q13 33 12 41"],
      broken: ["M12 24L21 22L29 30L38 24L46 22L56 18", "M12 41L22 43L30 36L40 42L48 44L56 47", "M56 18L62 27L60 38L56 47"],
      fragments: ["M56 18L62 27L60 38L56 47L51 33Z"],
    },
    OF5: { whole: ["M7 11Q28 13 50 8", "M7 11Q10 20 8 27", "M50 8Q49 17 51 23", "M14 38Q16 45 14 53", "M59 33Q56 43 58 52", "M14 53Q36 50 58 52"], broken: ["M8 27L19 29L30 24L41 27L51 23", "M14 38L25 39L36 34L47 37L59 33"], arch: "torn" },
  },
  "ao.class": {
    A0: { whole: [TOP, BOTTOM, FRONT, BACK], broken: ["M76 29L79 34L75 37L78 42"] },
    A1: { whole: [CRUSHED_FRONT, BOTTOM, BACK], broken: [CRUSHED_TOP] },
    A2: { whole: [FRONT, BACK], broken: ["M12 14L24 17L33 23L43 17L56 14", "M12 50L24 47L33 41L43 47L56 50", "M33 23L36 29L31 35L33 41"] },
    A3: { whole: ["M12 20Q14 36 12 50", BOTTOM, BACK_BELOW], broken: ["M12 20L20 18L28 25L37 19L46 21L56 14", PUSHED_BACK], fragments: ["M56 14L63 20L61 32L55 34L49 25Z"] },
    A4: {
      whole: ["M12 20Q13 32 12 44"],
      broken: ["M12 20L20 18L28 25L37 19L46 21L56 16", "M12 44L20 46L28 39L37 45L46 43L56 49", "M56 16L63 24L60 33L63 41L56 49", "M28 25L32 32L28 39"],
      fragments: ["M56 16L63 24L60 33L51 26Z", "M60 33L63 41L56 49L51 40Z"],
    },
  },
};

/** The picture of a class; null for a choice that has none. Says what the words beside it say. */
export function ClassDrawing({ question, option }: { readonly question: string; readonly option: string }) {
  const drawing = DRAWINGS[question]?.[option];
  if (!drawing) return null;
  const { whole, broken, fragments = [], oedema = false, arch = "whole" } = drawing;
  return (
    <svg className="class-drawing" viewBox="0 0 96 60" width="96" height="60" aria-hidden="true">
      {arch === "whole" ? <path className="arch" d={ARCH} /> : <TornArch />}
      {oedema && <Oedema />}
      {fragments.map((d) => (
        <path key={d} className="fragment" d={d} />
      ))}
      {whole.map((d) => (
        <path key={d} className="whole" d={d} />
      ))}
      {broken.map((d) => (
        <path key={d} className="broken" d={d} />
      ))}
    </svg>
  );
}

const Oedema = () => (
  <g className="oedema">
    {[22, 30, 38, 46].map((x) => (
      <path key={x} d={`M${x} 20L${x - 8} 44`} />
    ))}
  </g>
);

/** The arch in two, drawn apart, and the torn band between. */
const TornArch = () => (
  <>
    <path className="arch" d="M50 14Q58 12 61 4L65 5Q65 14 68 19L88 26L86 31L67 26" />
    <path className="arch" d="M59 38Q62 36 67 37L71 38L89 50L86 55L70 47Q66 47 65 54L61 52Q62 46 58.5 44" />
    <path className="torn" d="M76 30L73 34L79 37L76 41" />
  </>
);

export const hasDrawings = (question: string): boolean => Object.hasOwn(DRAWINGS, question);
