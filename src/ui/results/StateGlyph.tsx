import type { CriterionResult, RiskFactorResult } from "#spine/assessment";

export type State = CriterionResult["state"] | RiskFactorResult["state"];

/** The state by shape, so that it does not hang on colour: filled triangle, open circle, dash. */
export function StateGlyph({ state, size = 12 }: { readonly state: State; readonly size?: number }) {
  return (
    <svg className="glyph" data-state={state} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {isYes(state) && <path d="M6 1 11.5 11H.5Z" fill="currentColor" />}
      {isNo(state) && <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />}
      {!isYes(state) && !isNo(state) && <path d="M2 6h8" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.2 1" />}
    </svg>
  );
}

const isYes = (state: State) => state === "met" || state === "present";
const isNo = (state: State) => state === "not-met" || state === "absent";
