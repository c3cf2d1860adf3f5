import { LANGUAGE_NAMES, isLanguage } from "#text/language";
import { LANGUAGES } from "#text/writing";
import { useLanguage } from "#viewport/useLanguage";
import { useSession } from "../session/context";

/** The languages of the interface, each in its own words. */
export function LanguageSelect({ id, label }: { readonly id?: string; readonly label?: string }) {
  const session = useSession();
  const language = useLanguage();
  const choose = (value: string): void => {
    if (isLanguage(value)) void session.chooseLanguage(value);
  };
  return (
    <select id={id} aria-label={label} value={language} onChange={(event) => choose(event.target.value)}>
      {LANGUAGES.map((each) => (
        <option key={each} value={each} lang={each}>
          {LANGUAGE_NAMES[each]}
        </option>
      ))}
    </select>
  );
}
