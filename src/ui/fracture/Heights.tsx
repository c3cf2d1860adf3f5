import { heightLines } from "#spine/bodyTable";
import type { Evaluation } from "#spine/construct";
import type { Level } from "#spine/level";
import { message } from "#text/messages";
import { Cell } from "./cells";

/** What the height loss is made of: each height, its reference and what is lost. */
export function Heights({ evaluation, level, clickSdMm }: { readonly evaluation: Evaluation; readonly level: Level; readonly clickSdMm: number }) {
  return (
    <table className="fracture-table fracture-heights" aria-label={message("forms.fracture.heights", { level })}>
      <thead>
        <tr>
          <th scope="col">{message("forms.fracture.height")}</th>
          <th scope="col">{level}</th>
          <th scope="col">{message("forms.fracture.neighbours")}</th>
          <th scope="col">{message("forms.fracture.lost")}</th>
        </tr>
      </thead>
      <tbody>
        {heightLines(evaluation, level, clickSdMm).map(({ name, height, neighbours, loss }) => (
          <tr key={name} data-height={name}>
            <th scope="row">{message(`forms.fracture.at.${name}`)}</th>
            <Cell of={height} unit="mm" />
            <Cell of={neighbours} unit="mm" />
            <Cell of={loss} id={`heightLoss.${level}`} unit="percent" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
