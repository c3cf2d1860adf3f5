import type { CriterionResult } from "#spine/assessment";
import { message } from "#text/messages";
import { useLanguage } from "#viewport/useLanguage";
import { memo } from "react";
import { sameValue } from "../sameValue";
import { StateGlyph } from "./StateGlyph";
import { criterionCitation, criterionName, criterionRule, criterionStateText, noteTexts, probabilityText, reasonBesideTests, reasonText, subTestText } from "../words";

/** The other criteria: each with its state in a word, and opened, with its sub-tests, reason and citation. */
export const CriteriaList = memo(List, sameValue);

interface CriteriaListProps {
  readonly criteria: readonly CriterionResult[];
  /** The reason that the headline has just given: said once, it holds for the others too. */
  readonly known: CriterionResult["reason"];
}

function List({ criteria, known }: CriteriaListProps) {
  useLanguage();
  return (
    <ul className="criteria" aria-label={message("ui.verdict.otherCriteria")}>
      {criteria.map((criterion) => (
        <li key={criterion.id} data-state={criterion.state} data-within-error={criterion.withinError ?? false}>
          <details>
            <summary>
              <StateGlyph state={criterion.state} />
              <span className="criterion-name">{criterionName(criterion.id)}</span>
              <span className="criterion-state">{criterionStateText(criterion)}</span>
            </summary>
            <div className="detail">
              <p>{criterionRule(criterion.id)}</p>
              {criterion.subTests.map((test) => (
                <p key={`${test.measurement}${test.comparator}${test.threshold}`}>
                  <StateGlyph state={test.state} size={9} /> {subTestText(test)}
                </p>
              ))}
              {reasonBesideTests(criterion) && <p>{reasonBesideTests(criterion)}</p>}
              {probabilityText(criterion) && <p>{probabilityText(criterion)}</p>}
              {noteTexts(criterion.notes).map((text) => (
                <p key={text}>{text}</p>
              ))}
              <p className="citation">{criterionCitation(criterion.id)}</p>
            </div>
          </details>
          {criterion.state === "undecidable" && !sameValue(criterion.reason, known) && <p className="criterion-reason">{reasonText(criterion.reason)}</p>}
        </li>
      ))}
    </ul>
  );
}
