import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";
import type { FileProblem } from "../session/core";
import { caseFileProblemText, problemText } from "../words";

/** Every file that could not be used, by name, with its reason; other files than images are folded away. */
export function Problems() {
  const session = useSession();
  const problems = useSessionState((state) => state.files.problems);
  const images = useSessionState(({ files }) => (files.problems.length > 0 ? files.instances.length : 0));
  const coming = useSessionState(({ files }) => files.progress !== null);
  if (problems.length === 0) return null;
  const loud = problems.filter(({ quiet }) => !quiet);
  const quiet = problems.filter((problem) => problem.quiet);
  const isNoImage = images === 0 && loud.length === 0 && !coming;
  return (
    <section id="problems" className="problems" aria-labelledby="problems-title" tabIndex={-1}>
      <header>
        <h2>
          <span id="problems-title">{message("ui.problems.name")}</span> {loud.length > 0 && <span className="count">{loud.length}</span>}
        </h2>
        <button type="button" className="quiet small" onClick={session.dismissProblems}>
          {message("ui.problems.dismiss")}
        </button>
      </header>
      {images > 0 && <p className="muted small">{message("ui.problems.others", { total: images })}</p>}
      {loud.length > 0 && <List problems={loud} />}
      {isNoImage && (
        <>
          <p>{message("ui.problems.noImage")}</p>
          <List problems={quiet} />
        </>
      )}
      {quiet.length > 0 && !isNoImage && (
        <details>
          <summary>{message("ui.problems.quiet", { count: quiet.length })}</summary>
          <List problems={quiet} />
        </details>
      )}
    </section>
  );
}

const List = ({ problems }: { readonly problems: readonly FileProblem[] }) => (
  <ul>
    {problems.map(({ fileName, what }, index) => (
      <li key={`${fileName} ${index}`}>
        <strong>{fileName}</strong> <span>{what.of === "image" ? problemText(what.problem) : caseFileProblemText(what.problem)}</span>
      </li>
    ))}
  </ul>
);
