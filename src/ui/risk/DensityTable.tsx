import { spineReadingOf } from "#case/select";
import type { SpineReading } from "#spine/assessment";
import { DENSITY_LEVELS, densityAt, type DensityLevel } from "#spine/boneDensity";
import { resolveLevel } from "#spine/level";
import { fixed, MISSING, numberAgainst, plainNumber } from "#text/format";
import { nearestThreshold } from "#text/measuredValue";
import { message } from "#text/messages";
import { useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, readingAt } from "../session/select";
import { noteTexts } from "../words";

/** What is known of the vertebrae about the junction, where it was read, and of which there is no published cut-off too. */
export function DensityTable() {
  const document = useSessionState(activeCaseOf);
  const ref = useSessionState(assessedRefOf);
  const exam = document?.exams.find(({ id }) => id === ref?.examId);
  const reading = readingAt(document, ref);
  if (!document || !exam || !reading) return null;
  const seen = spineReadingOf(document, exam, reading);
  return (
    <table className="density-table" aria-label={message("risk.density.name")}>
      <thead>
        <tr>
          <th scope="col">{message("risk.density.vertebra")}</th>
          <th scope="col">{message("risk.density.hu")}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(seen).map((row) => (
          <Row key={row} reading={seen} level={row} />
        ))}
      </tbody>
    </table>
  );
}

/** L1 once, where it is the UIV or near it. */
function rowsOf({ levels, uiv }: SpineReading): readonly DensityLevel[] {
  const named = DENSITY_LEVELS.map((role) => ({ role, level: levelOf(role, levels, uiv) }));
  const isNear = named.some(({ role, level }) => role !== "L1" && level === "L1");
  return named.filter(({ role }) => role !== "L1" || !isNear).map(({ role }) => role);
}

const levelOf = (role: DensityLevel, levels: SpineReading["levels"], uiv: SpineReading["uiv"]): string | undefined => {
  const resolved = resolveLevel(role, levels, uiv);
  return "level" in resolved ? resolved.level : undefined;
};

/** On the right side of every cut-off of that vertebra. */
function huText(hu: number, role: DensityLevel): string {
  if (Number.isInteger(hu)) return plainNumber(hu);
  const cutOff = nearestThreshold(hu, `hu.${role}`);
  return cutOff === undefined ? fixed(hu, 1) : numberAgainst(hu, cutOff, "deg");
}

function Row({ reading, level: role }: { readonly reading: SpineReading; readonly level: DensityLevel }) {
  const level = levelOf(role, reading.levels, reading.uiv);
  const density = densityAt(reading, role);
  const name = level === undefined || level === role ? role : message("risk.density.role", { role, level });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {density.state === "found" ? message("risk.density.value", { value: huText(density.value, role) }) : MISSING}
        {density.state === "found" &&
          noteTexts(density.notes).map((text) => (
            <span key={text} className="density-note">
              {text}
            </span>
          ))}
      </td>
    </tr>
  );
}
