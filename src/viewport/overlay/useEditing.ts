import { useState } from "react";
import type { CaseEdit, ReadingRef } from "#case/edit";
import type { Reading } from "#case/patientCase";
import type { ImagePoint } from "#geometry/points";
import type { PointAddress } from "#spine/landmark";
import { message } from "#text/messages";
import type { Marking, PointAct } from "#viewport/tools/toolState";
import { calibrationEdit, commitEdit, draftEdit, plumbEdit, removeEdit, type EditTarget } from "#viewport/tools/edits";
import { endplateName } from "./names";
import { isReadingOf } from "./placedPoints";
import type { StackItem } from "./viewportProps";

export interface Editing {
  /** Null: there is no reading of the picture that is shown. */
  readonly target: EditTarget | null;
  readonly draft: (address: PointAddress, to: ImagePoint, act: PointAct) => void;
  readonly endDraft: () => void;
  readonly commit: (address: PointAddress, to: ImagePoint, act: PointAct) => void;
  readonly remove: (address: PointAddress) => void;
  readonly plumb: (points: readonly ImagePoint[]) => void;
  readonly calibrate: (marking: Marking, sizeMm: number) => void;
  readonly notice: string | null;
  readonly tell: (notice: string | null) => void;
}

interface EditingProps {
  readonly reading: Reading | null;
  readonly readingRef: ReadingRef | null;
  readonly onEdit: (edit: CaseEdit) => void;
  readonly onDraft: (edit: CaseEdit | null) => void;
}

/** Turns points on the picture into edits of the reading, and says what had to be put right on the way. */
export function useEditing({ reading, readingRef: at, onEdit, onDraft }: EditingProps, item: StackItem | null): Editing {
  const [notice, tell] = useState<string | null>(null);
  const target = reading !== null && at !== null && item !== null && isReadingOf(reading, item) ? { at, reading, ...item } : null;
  const unplaceable = (): void => tell(message("viewport.notice.noPlace"));
  return {
    target,
    notice,
    tell,
    draft: (address, to, act) => {
      const edit = target && draftEdit(target, address, to, act);
      if (edit) onDraft(edit);
    },
    endDraft: () => onDraft(null),
    commit: (address, to, act) => {
      if (target === null) return;
      const done = commitEdit(target, address, to, act);
      if (done === undefined) return unplaceable();
      onEdit(done.edit);
      tell(done.exchanged === null ? null : message("viewport.notice.exchanged", { endplate: endplateName(done.exchanged) }));
    },
    remove: (address) => {
      if (target !== null) onEdit(removeEdit(target.at, address));
    },
    plumb: (points) => {
      const edit = target && plumbEdit(target, points);
      if (edit) onEdit(edit);
      else unplaceable();
    },
    calibrate: (marking, sizeMm) => {
      try {
        const edit = target && calibrationEdit(target, marking, sizeMm);
        if (edit) onEdit(edit);
        else tell(message("viewport.notice.notCalibrated"));
      } catch (thrown) {
        if (!(thrown instanceof RangeError)) throw thrown;
        tell(message("viewport.notice.calibrationFailed"));
      }
    },
  };
}
