import { assess, DEFAULT_SETTINGS } from "#spine/assess";
import type { Assessment, AssessSettings, Baselines, Measurement, SpineReading } from "#spine/assessment";
import type { SagittalLandmark } from "#spine/landmark";
import { DEFAULT_LEVELS } from "#spine/level";

/** An endplate of a chosen tilt in degrees (+ when its anterior end is lower) about its midpoint, millimetres. */
export function endplate(tilt: number, [a, c]: readonly [number, number] = [0, 0], length = 30): SagittalLandmark & { kind: "endplate" } {
  const radians = (tilt * Math.PI) / 180;
  const [da, dc] = [(length / 2) * Math.cos(radians), (-length / 2) * Math.sin(radians)];
  return { kind: "endplate", posterior: { anteriorMm: a - da, cranialMm: c - dc }, anterior: { anteriorMm: a + da, cranialMm: c + dc } };
}

export const point = (anteriorMm: number, cranialMm: number): SagittalLandmark => ({ kind: "point", point: { anteriorMm, cranialMm } });

export const head = (anteriorMm: number, cranialMm: number): SagittalLandmark & { kind: "circle" } => ({ kind: "circle", center: { anteriorMm, cranialMm }, radiusMm: 23 });

export const reading = (landmarks: Readonly<Record<string, SagittalLandmark>>, more: Partial<SpineReading> = {}): SpineReading => ({
  levels: DEFAULT_LEVELS,
  timepoint: "follow-up",
  posture: "standing",
  scale: "mm",
  landmarks: new Map(Object.entries(landmarks)),
  ...more,
});

/** A junction whose PJA and PJA1 are chosen, below a UIV of T10, both endplates tilted. */
export const junction = (pja: number, more: Partial<SpineReading> = {}, pja1 = pja / 2): SpineReading =>
  reading(
    { "T8.superior": endplate(pja + 12, [10, 60]), "T9.superior": endplate(pja1 + 12, [5, 40]), "T10.inferior": endplate(12, [0, 0]) },
    { uiv: "T10", ...more },
  );

export interface Angles {
  readonly ss: number;
  readonly pt: number;
  readonly ll: number;
  readonly l4s1: number;
  readonly tk: number;
  /** Angle of the sacral midpoint -> C7 line with the vertical, + forwards. */
  readonly c7: number;
}

const TYPICAL: Angles = { ss: 40, pt: 12, ll: 57, l4s1: 34, tk: 37, c7: -2 };

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A spine with every landmark that section 4 asks for, from chosen angles. */
export function spine(chosen: Partial<Angles> = {}, more: Partial<SpineReading> = {}): SpineReading {
  const { ss, pt, ll, l4s1, tk, c7 } = { ...TYPICAL, ...chosen };
  const sacrum: [number, number] = [-90 * Math.sin(radians(pt)), 90 * Math.cos(radians(pt))];
  const above = (mm: number, lean = c7): [number, number] => [sacrum[0] + mm * Math.sin(radians(lean)), sacrum[1] + mm * Math.cos(radians(lean))];
  return reading(
    {
      "hip.1": head(3, 2),
      "hip.2": head(-3, -2),
      "S1.superior": endplate(ss, sacrum, 36),
      "L4.superior": endplate(ss - l4s1, above(70), 34),
      "L2.inferior": endplate(ss - ll + 8, above(115), 33),
      "L1.superior": endplate(ss - ll, above(170, 6), 32),
      "L1.centroid": point(...above(155, 5)),
      "T12.inferior": endplate(-9, above(176, 6), 31),
      "T10.superior": endplate(-1, above(230), 30),
      "T10.inferior": endplate(-4, above(210), 30),
      "T9.centroid": point(...above(250, -4)),
      "T9.superior": endplate(5, above(262), 28),
      "T8.superior": endplate(9, above(285), 27),
      "T5.superior": endplate(tk - 13, above(350), 24),
      "T4.superior": endplate(tk - 9, above(370), 23),
      "T4.centroid": point(...above(362, -3)),
      "T2.superior": endplate(tk - 14, above(410), 21),
      "T1.superior": endplate(24, above(432), 20),
      "T1.centroid": point(...above(424)),
      "C7.superior": endplate(20, above(452), 18),
      "C7.inferior": endplate(22, above(438), 19),
      "C2.inferior": endplate(15, above(530, -1), 17),
      "C2.centroid": point(...above(541, -1)),
    },
    { uiv: "T10", ageYears: 58, ...more },
  );
}

export const assessed = (of: SpineReading, baselines: Baselines = {}, settings: Partial<AssessSettings> = {}): Assessment =>
  assess(of, baselines, { ...DEFAULT_SETTINGS, ...settings });

export function measurement(assessment: Assessment, id: string): Measurement {
  const found = assessment.measurements.find((one) => one.id === id);
  if (!found) throw new Error(`no measurement ${id}`);
  return found;
}

export function measured(assessment: Assessment, id: string): Extract<Measurement, { state: "measured" }> {
  const found = measurement(assessment, id);
  if (found.state !== "measured") throw new Error(`${id} is ${found.state}: ${found.reason.code}`);
  return found;
}

export const valueOf = (of: SpineReading, id: string, baselines: Baselines = {}): number => Number(measured(assessed(of, baselines), id).value);

export const reasonOf = (found: Measurement): string => (found.state === "measured" ? "measured" : found.reason.code);

/** Every point through `map`, for invariances. */
export function mapped(of: SpineReading, map: (anteriorMm: number, cranialMm: number) => readonly [number, number]): SpineReading {
  const move = <P extends { anteriorMm: number; cranialMm: number } | undefined>(p: P): P => {
    if (!p) return p;
    const [anteriorMm, cranialMm] = map(p.anteriorMm, p.cranialMm);
    return { anteriorMm, cranialMm } as P;
  };
  const moved = [...of.landmarks].map(([id, landmark]): [string, SagittalLandmark] => {
    switch (landmark.kind) {
      case "point":
        return [id, { kind: "point", point: move(landmark.point) }];
      case "circle":
        return [id, { ...landmark, ...(landmark.center && { center: move(landmark.center) }), ...(landmark.rim && { rim: landmark.rim.map(move) }) }];
      case "endplate":
        return [
          id,
          {
            kind: "endplate",
            ...(landmark.posterior && { posterior: move(landmark.posterior) }),
            ...(landmark.anterior && { anterior: move(landmark.anterior) }),
            ...(landmark.along && { along: landmark.along.map(move) }),
          },
        ];
    }
  });
  return { ...of, landmarks: new Map(moved) };
}

export const with_ = (of: SpineReading, landmarks: Readonly<Record<string, SagittalLandmark>>): SpineReading => ({
  ...of,
  landmarks: new Map([...of.landmarks, ...Object.entries(landmarks)]),
});

export const without = (of: SpineReading, ...ids: readonly string[]): SpineReading => ({
  ...of,
  landmarks: new Map([...of.landmarks].filter(([id]) => !ids.includes(id))),
});
