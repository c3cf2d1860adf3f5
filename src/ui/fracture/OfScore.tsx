import type { Assessment } from "#spine/assessment";
import { AO_CLASS, OF_CLASS, OF_HEALTH, OF_ITEMS, type Choice } from "#spine/form";
import { OF_BANDS, ofAdvice, OF_SCORE } from "#spine/ofScore";
import { citationName } from "#text/spineNames";
import { message } from "#text/messages";
import { optionDefinition, optionName } from "#text/spineNames";
import { ClassDrawing } from "../forms/ClassDrawing";
import { useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, readingAt } from "../session/select";
import { noteTexts, questionName } from "../words";

/** The classes that the reader chose, and the score they enter with what each answer gives. */
export function OfScore({ assessment }: { readonly assessment: Assessment }) {
  const answers = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state))?.answers);
  const score = assessment.measurements.find(({ id }) => id === OF_SCORE.id);
  const of = OF_CLASS.options.find(({ id }) => id === answers?.[OF_CLASS.id]);
  const healthYes = OF_HEALTH.filter(({ id }) => answers?.[id] === true).length;
  return (
    <>
      <Chosen choice={OF_CLASS} answer={answers?.[OF_CLASS.id]} />
      <Chosen choice={AO_CLASS} answer={answers?.[AO_CLASS.id]} />
      {score?.state === "measured" && of && (
        <div className="fracture-score">
          <h3>{message("forms.fracture.score", { points: score.value })}</h3>
          <table className="fracture-table" aria-label={message("forms.fracture.scoreParts")}>
            <tbody>
              <Part name={questionName(OF_CLASS.id)} given={optionName(OF_CLASS.id, of.id)} points={of.points} />
              {OF_ITEMS.map(({ question, yes, no }) => {
                const said = answers?.[question.id];
                return <Part key={question.id} name={questionName(question.id)} given={saidText(said)} points={said === true ? yes : said === false ? no : 0} />;
              })}
              <Part name={message("forms.fracture.health")} given={message("forms.fracture.healthYes", { count: healthYes })} points={0 - Math.min(2, healthYes)} />
            </tbody>
          </table>
          <ul className="fracture-bands" aria-label={message("forms.fracture.bands")}>
            {OF_BANDS.map((band) => (
              <li key={band} data-here={band === ofAdvice(Number(score.value))}>
                {message(`forms.fracture.band.${band}`)}
              </li>
            ))}
          </ul>
          {noteTexts(score.notes.filter(({ code }) => code === "of-unanswered")).map((text) => (
            <p key={text} className="note">
              {text}
            </p>
          ))}
          <p className="citation">{message("forms.fracture.asPublished", { citation: citationName(OF_SCORE.citation) })}</p>
        </div>
      )}
    </>
  );
}

const saidText = (said: unknown): string => message(said === true ? "ui.answers.yes" : said === false ? "ui.answers.no" : "ui.answers.unanswered");

function Chosen({ choice, answer }: { readonly choice: Choice; readonly answer: unknown }) {
  const option = choice.options.find(({ id }) => id === answer);
  if (!option) return null;
  return (
    <div className="fracture-class">
      <ClassDrawing question={choice.id} option={option.id} />
      <p>
        <strong>{optionName(choice.id, option.id)}</strong>
        <span className="choice-definition">{optionDefinition(choice.id, option.id)}</span>
      </p>
    </div>
  );
}

const Part = ({ name, given, points }: { readonly name: string; readonly given: string; readonly points: number }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{given}</td>
    <td>{message("forms.points", { points: points > 0 ? `+${points}` : points })}</td>
  </tr>
);
