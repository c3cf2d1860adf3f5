import { spineReadingOf } from "#case/select";
import type { SpineReading } from "#spine/assessment";
import { densityAt, type DensityLevel } from "#spine/boneDensity";
import type { Level } from "#spine/level";
import { fixed, MISSING, numberAgainst, plainNumber } from "#text/format";
import { nearestThreshold } from "#text/measuredValue";
import { message } from "#text/messages";
import { useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, readingAt } from "../session/select";
import { noteTexts } from "../words";
import { densityLevels } from "./riskInputs";

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
        {densityLevels(seen.levels, seen.uiv).map(({ role, level }) => (
          <Row key={role} reading={seen} role={role} level={level} />
        ))}
      </tbody>
    </table>
  );
}

/** On the right side of every cut-off of that vertebra. */
function huText(hu: number, role: DensityLevel): string {
  if (Number.isInteger(hu)) return plainNumber(hu);
  const cutOff = nearestThreshold(hu, `HU.${role}`);
  return cutOff === undefined ? fixed(hu, 1) : numberAgainst(hu, cutOff, "deg");
}

function Row({ reading, role, level }: { readonly reading: SpineReading; readonly role: DensityLevel; readonly level: Level }) {
  const density = densityAt(reading, role);
  const name = level === role ? role : message("risk.density.role", { role, level });
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
