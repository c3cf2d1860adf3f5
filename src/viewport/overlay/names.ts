import { PLUMB } from "#case/sagittalReading";
import { isCorner, parseLandmark, type LandmarkId, type PointAddress } from "#spine/landmark";
import { message } from "#text/messages";

/** The accessible name of a placed point. */
export function pointName({ landmark, part }: PointAddress): string {
  const parsed = parseLandmark(landmark);
  if (parsed === null) return landmark === PLUMB ? message("viewport.point.plumb", { number: listNumber(part) }) : `${landmark} ${part}`;
  switch (parsed.kind) {
    case "endplate": {
      const side = message(`viewport.side.${parsed.side}`);
      return isCorner(part)
        ? message("viewport.point.corner", { level: parsed.level, side, corner: message(`viewport.corner.${part}`) })
        : message("viewport.point.along", { level: parsed.level, side, number: listNumber(part) });
    }
    case "centroid":
      return message("viewport.point.centroid", { level: parsed.level });
    case "middle":
      return message("viewport.point.middle", { level: parsed.level, side: message(`viewport.side.${parsed.side}`) });
    case "femoral-head":
      return part === "center"
        ? message("viewport.point.headCentre", { number: parsed.number })
        : message("viewport.point.headRim", { number: parsed.number, point: listNumber(part) });
  }
}

/** The point that is asked for, as the prompt says it. */
export function promptName(address: PointAddress): string {
  const { landmark, part } = address;
  const parsed = parseLandmark(landmark);
  if (parsed === null) return pointName(address);
  switch (parsed.kind) {
    case "endplate": {
      const side = message(`viewport.side.${parsed.side}`);
      return isCorner(part)
        ? message("viewport.prompt.corner", { level: parsed.level, side, corner: message(`viewport.corner.${part}`) })
        : message("viewport.prompt.along", { level: parsed.level, side });
    }
    case "centroid":
      return message("viewport.prompt.centroid", { level: parsed.level });
    case "middle":
      return message("viewport.prompt.middle", { level: parsed.level, side: message(`viewport.side.${parsed.side}`) });
    case "femoral-head":
      return part === "center" ? message("viewport.prompt.headCentre", { number: parsed.number }) : message("viewport.prompt.headRim", { number: parsed.number, point: listNumber(part) });
  }
}

/** "T8 superior endplate"; the id itself for anything else. */
export function endplateName(landmark: LandmarkId): string {
  const parsed = parseLandmark(landmark);
  return parsed?.kind === "endplate" ? message("viewport.notice.endplate", { level: parsed.level, side: message(`viewport.side.${parsed.side}`) }) : landmark;
}

const listNumber = (part: string): number => Number(part.split(".")[1] ?? 0) + 1;
