import { curveOffsets } from "#image/volume/curve";
import type { ReformatPlane, StandardView } from "#image/volume/plane";
import type { Instance } from "#image/instance";
import { ImageError } from "#image/problem";
import type { Vector3 } from "#image/volume/vector";
import type { VolumeHandle } from "#image/volume/service";
import { message } from "#text/messages";
import { fixed } from "#text/format";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { randomUid } from "../session/random";
import type { Stack } from "../session/stacks";
import { derivedInstance, planesOf, planeThrough } from "./derived";
import type { DerivedLibrary } from "./derivedLibrary";
import type { VolumeState } from "./volumeState";

export type OpenVolume = Pick<VolumeState, "centre" | "turn" | "slab" | "curve" | "phase"> & { readonly handle: VolumeHandle; readonly source: Stack };

export interface Pictures {
  idOf(view: StandardView): string;
  make(volume: OpenVolume, view: StandardView): Stack;
  /** One picture, through a point. */
  one(volume: OpenVolume, view: StandardView, through: Vector3): Instance;
}

/** Of each view, the LPS coordinate that its planes stand for. */
const NUMBERS: Readonly<Record<StandardView, 0 | 1 | 2>> = { sagittal: 0, coronal: 1, axial: 2 };

/** Makes stacks of derived pictures of one volume. Their UIDs stay the same however often a stack is made. */
export function pictureMaker(library: DerivedLibrary): Pictures {
  const uid = randomUid();
  const idOf = (view: StandardView): string => `${uid}.${NUMBERS[view]}`;
  const pictureOf = (volume: OpenVolume, view: StandardView, offsetsMm?: Float64Array): ((plane: ReformatPlane, index: number) => Instance) => {
    const source = derivedSource(volume);
    const slab = volume.slab.mm > 0 ? volume.slab : undefined;
    const options = { interpolation: "linear", pending: "bridge", ...(slab && { slab }), ...(offsetsMm && { offsetsMm }) } as const;
    return (plane, index) => {
      const name = (): string => message(`volume.picture.${view}`, { place: fixed(plane.origin[NUMBERS[view]] ?? 0, 1) });
      const instance = derivedInstance(source, plane, `${idOf(view)}.${index}`, name, volume.slab.mm, offsetsMm);
      library.derive(instance, async (signal) => {
        // Nobody looks at it yet, and the next slices would change it.
        if (!signal && volume.phase !== "complete") throw new ImageError("aborted");
        return (await volume.handle.reformat(plane, options, signal)).frame;
      });
      return instance;
    };
  };
  const make: Pictures["make"] = (volume, view) => {
    const { planes, start } = planesOf(volume.handle.grid, view, volume.centre, volume.turn);
    const middle = planes[start];
    const offsetsMm = view === "sagittal" && middle && volume.curve?.length ? curveOffsets(middle, volume.curve) : undefined;
    const picture = pictureOf(volume, view, offsetsMm);
    const items = planes.map((plane, index): StackItem => ({ instance: picture(plane, index), frameIndex: 0 }));
    return { id: idOf(view), label: message(`volume.view.${view}`), items, start };
  };
  const one: Pictures["one"] = (volume, view, through) => pictureOf(volume, view)(planeThrough(volume.handle.grid, view, through, volume.turn), 0);
  return { idOf, make, one };
}

function derivedSource({ handle, source }: OpenVolume): Parameters<typeof derivedInstance>[0] {
  const first = handle.plan?.slices[0];
  const instance = first?.instance ?? source.items[source.start]?.instance;
  if (!instance) throw new RangeError(`stack ${source.id} has no picture`);
  const presentation = first?.presentation ?? instance.presentation;
  return { instance: { ...instance, presentation: { ...presentation, ...handle.presentation } }, noData: handle.noData, unit: handle.unit, frameOfReferenceUid: frameOfReferenceOf({ handle, source }) };
}

/** Without one of its own the volume shares its space with no other series. */
export function frameOfReferenceOf({ handle, source }: Pick<OpenVolume, "handle" | "source">): string {
  const series = (handle.plan?.slices[0]?.instance ?? source.items[source.start]?.instance)?.series;
  if (!series) throw new RangeError(`stack ${source.id} has no picture`);
  return (handle.plan ? handle.plan.frameOfReferenceUid : series.frameOfReferenceUid) ?? series.seriesInstanceUid;
}
