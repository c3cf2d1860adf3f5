import { message } from "#text/messages";
import { useState } from "react";
import { NumberInput } from "../shell/NumberInput";
import { useSession } from "../session/context";
import { useVolume, useVolumeState } from "../session/volumeContext";
import type { Slab } from "./derived";

const MODES = ["mean", "max"] as const;
const THINNEST = 1;
const THICKEST = 40;
/** What a slab begins with: about half a vertebral body's width. */
const FIRST = 10;

/** A section without thickness, or the mean or maximum of a slab about it. */
export function SlabControl() {
  const session = useSession();
  const volume = useVolume();
  const slab = useVolumeState((state) => state.slab);
  const [mm, setMm] = useState(FIRST);
  const choose = (value: string): void => {
    const mode = MODES.find((each) => each === value);
    volume.setSlab(mode ? { mm, mode } : { mm: 0, mode: slab.mode });
  };
  const thicken = (value: number): void => {
    setMm(value);
    volume.setSlab({ mm: value, mode: slab.mode } satisfies Slab);
  };
  const refuse = (value: number): void => session.notify("done", message("volume.slab.refused", { mm: value, min: THINNEST, max: THICKEST }));
  return (
    <div className="volume-slab">
      <select aria-label={message("volume.slab.name")} value={slab.mm > 0 ? slab.mode : ""} onChange={(event) => choose(event.target.value)}>
        <option value="">{message("volume.slab.none")}</option>
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {message(`volume.slab.${mode}`)}
          </option>
        ))}
      </select>
      {slab.mm > 0 && (
        <>
          <NumberInput label={message("volume.slab.thickness")} live min={THINNEST} max={THICKEST} step={1} value={mm} onNumber={(value) => value !== undefined && thicken(value)} onRefused={refuse} />
          <span>{message("volume.slab.unit")}</span>
        </>
      )}
    </div>
  );
}
