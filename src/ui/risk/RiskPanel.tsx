import type { Assessment, ScorePart } from "#spine/assessment";
import { message } from "#text/messages";
import { DensityTable } from "./DensityTable";
import { byGroup, type FactorGroup } from "./groups";
import { RiskFactor } from "./RiskFactor";
import { RiskForm } from "./RiskForm";
import "./risk.css";

/** Named factors, each by itself: published scores as they were published, and none of our own. */
export default function RiskPanel({ factors }: { readonly factors: Assessment["riskFactors"] }) {
  const parts = new Map(factors.flatMap(({ score }) => score?.parts ?? []).map((part) => [part.factor, part]));
  return (
    <section className="risk-factors" aria-label={message("risk.name")}>
      <h2>{message("risk.name")}</h2>
      <RiskForm />
      {byGroup(factors).map((group) => (
        <Group key={group.id} group={group} parts={parts} />
      ))}
    </section>
  );
}

function Group({ group: { id, factors }, parts }: { readonly group: FactorGroup; readonly parts: ReadonlyMap<string, ScorePart> }) {
  const heading = `risk-${id}`;
  return (
    <div className="risk-group">
      <h3 id={heading}>{message(`risk.group.${id}`)}</h3>
      {id === "density" && (
        <>
          <DensityTable />
          <p className="note">{message("risk.densityNote")}</p>
        </>
      )}
      <ul aria-labelledby={heading}>
        {factors.map((factor) => (
          <RiskFactor key={factor.id} factor={factor} part={parts.get(factor.id)} />
        ))}
      </ul>
    </div>
  );
}
