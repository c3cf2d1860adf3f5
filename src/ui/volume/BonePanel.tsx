import type { BoneDensity, BoneRegion } from "#case/patientCase";
import type { Roi } from "#image/volume/roi";
import { citationName } from "#text/spineNames";
import { fixed, MISSING, numberAgainst } from "#text/format";
import { densityNumber, nearestThreshold } from "#text/measuredValue";
import { message } from "#text/messages";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { useSessionState } from "../session/context";
import { activeCaseOf, shownExamOf, shownReadingOf } from "../session/select";
import { useVolume, useVolumeFields, useVolumeState } from "../session/volumeContext";
import { boneLevels, isAsProposed, proposalFor, type BoneRole } from "./boneRegions";
import { exposureOf } from "./density";

const KINDS = ["ellipse", "rectangle"] as const;

/** Trabecular density level by level, beside the published cut-offs and without a verdict. */
export default function BonePanel() {
  const volume = useVolume();
  const unit = useVolumeState((state) => state.handle?.unit);
  const isComplete = useVolumeState((state) => state.phase === "complete");
  const document = useSessionState(activeCaseOf);
  const exam = useSessionState(shownExamOf);
  const rows = boneLevels(document, exam);
  return (
    <section className="volume-bone" aria-label={message("volume.bone.name")}>
      <header>
        <h2>{message("volume.bone.name")}</h2>
        <button type="button" aria-label={message("volume.bone.close")} onClick={() => volume.openBone(false)}>
          {message("volume.bone.closeWord")}
        </button>
      </header>
      {unit === "HU" ? (
        <>
          <Choices levels={document?.levels ?? DEFAULT_LEVELS} taken={rows.map(({ level }) => level)} isReady={isComplete} />
          <table aria-label={message("volume.bone.table")}>
            <thead>
              <tr>
                {(["level", "mean", "sd", "area", "voxels"] as const).map((key) => (
                  <th key={key} scope="col">
                    {message(`volume.bone.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {rows.map(({ level, roles }) => (
              <Rows key={level} level={level} roles={roles} isReady={isComplete} />
            ))}
          </table>
          <Notes hasUiv={document?.surgery?.uiv !== undefined} isReady={isComplete} />
        </>
      ) : (
        <p role="alert">{message("volume.bone.refusedUnit")}</p>
      )}
    </section>
  );
}

/** What the next region is, and levels that nobody has named yet. */
function Choices({ levels, taken, isReady }: { readonly levels: readonly Level[]; readonly taken: readonly Level[]; readonly isReady: boolean }) {
  const volume = useVolume();
  const kind = useVolumeState((state) => state.bone.kind);
  return (
    <div className="volume-bone-choices">
      <label>
        {message("volume.bone.kind")}
        <select
          value={kind}
          onChange={(event) => {
            const chosen = KINDS.find((each) => each === event.target.value);
            if (chosen) volume.shapeBone(chosen);
          }}
        >
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {message(`volume.bone.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {message("volume.bone.other")}
        <select value="" disabled={!isReady} onChange={(event) => event.target.value !== "" && volume.placeBone(event.target.value)}>
          <option value="">{message("volume.bone.choose")}</option>
          {levels
            .filter((level) => !taken.includes(level))
            .map((level) => (
              <option key={level}>{level}</option>
            ))}
        </select>
      </label>
    </div>
  );
}

/** The numbers of a level, and under them what they are to be read with. */
function Rows({ level, roles, isReady }: { readonly level: Level; readonly roles: readonly BoneRole[]; readonly isReady: boolean }) {
  const volume = useVolume();
  const kept = useSessionState((state) => shownExamOf(state)?.boneDensity?.[level]);
  const draft = useVolumeState((state) => (state.bone.draft?.level === level ? state.bone.draft : null));
  const isActive = useVolumeState((state) => state.bone.level === level);
  const drafted = draft?.density && "meanHu" in draft.density ? draft.density : undefined;
  const density = draft ? drafted : kept;
  const inConstruct = roles.flatMap((role) => (role === "L1" ? [] : [message(`volume.bone.roles.${role}`)]));
  const named = inConstruct.length === 0 ? level : message("volume.bone.role", { level, roles: inConstruct.join(", ") });
  return (
    <tbody data-level={level} aria-current={isActive || undefined}>
      <tr>
        <th scope="row">{named}</th>
        <Numbers density={density} />
      </tr>
      <tr>
        <td colSpan={5}>
          {density && <Exposed density={density} />}
          {roles.map((role) => (
            <CutOff key={role} role={role} />
          ))}
          {draft?.isGuess === true && <p role="alert">{message("volume.bone.guess", { level })}</p>}
          <div className="volume-bone-acts">
            {draft?.isGuess === true && (
              <button type="button" aria-label={message("volume.bone.keep", { level })} onClick={() => void volume.settleBone()}>
                {message("volume.bone.keepWord")}
              </button>
            )}
            {kept?.region && (
              <button type="button" aria-label={message("volume.bone.show", { level })} onClick={() => volume.chooseBone(level)}>
                {message("volume.bone.showWord")}
              </button>
            )}
            <button type="button" disabled={!isReady} aria-label={message(kept ? "volume.bone.anew" : "volume.bone.place", { level })} onClick={() => volume.placeBone(level)}>
              {message(kept ? "volume.bone.anewWord" : "volume.bone.placeWord")}
            </button>
            {kept && (
              <button type="button" aria-label={message("volume.bone.remove", { level })} onClick={() => volume.removeBone(level)}>
                {message("volume.bone.removeWord")}
              </button>
            )}
          </div>
        </td>
      </tr>
    </tbody>
  );
}

/** What isn't there is a dash. */
function Numbers({ density }: { readonly density: BoneDensity | undefined }) {
  const number = (value: number | undefined, decimals: number): string => (value === undefined ? MISSING : fixed(value, decimals));
  return (
    <>
      <td className="number">
        <strong>{density ? densityNumber(density.meanHu) : MISSING}</strong>
        {density?.source === "typed" && ` (${message("volume.bone.typed")})`}
      </td>
      <td className="number">{number(density?.sdHu, 0)}</td>
      <td className="number">{number(density?.areaMm2, 0)}</td>
      <td className="number">{number(density?.voxels, 0)}</td>
    </>
  );
}

/** Tube voltage and contrast; what the files don't say is "not stated". */
function Exposed({ density: { kvp, contrast } }: { readonly density: BoneDensity }) {
  const notStated = message("volume.bone.notStated");
  const params = { kvp: kvp === undefined ? notStated : message("volume.bone.kilovolts", { kvp: fixed(kvp, 0) }), contrast: contrast === undefined ? notStated : message(contrast ? "volume.bone.given" : "volume.bone.notGiven") };
  return <p>{message("volume.bone.exposure", params)}</p>;
}

function CutOff({ role }: { readonly role: BoneRole }) {
  const ratio = useSessionState((state) => {
    const [document, exam] = [activeCaseOf(state), shownExamOf(state)];
    const at = (asked: BoneRole): number | undefined => {
      const level = boneLevels(document, exam).find(({ roles }) => roles.includes(asked))?.level;
      return level === undefined ? undefined : exam?.boneDensity?.[level]?.meanHu;
    };
    const [upper, lower] = [at("UIV+1"), at("UIV")];
    return upper === undefined || lower === undefined || !(lower > 0) ? undefined : upper / lower;
  });
  if (role === "UIV+2") return null;
  return <p>{role === "UIV+1" ? message("volume.bone.cutOff.UIV+1", { ratio: ratio === undefined ? MISSING : ratioText(ratio) }) : message(`volume.bone.cutOff.${role}`)}</p>;
}

/** In thousandths, as the cut-off beside it was published, and on the right side of it. */
function ratioText(ratio: number): string {
  const cutOff = nearestThreshold(ratio, "HU.ratio");
  return cutOff === undefined ? fixed(ratio, 3) : numberAgainst(ratio, cutOff, "points", 3);
}

/** What the reader has to know of these numbers. */
function Notes({ hasUiv, isReady }: { readonly hasUiv: boolean; readonly isReady: boolean }) {
  const { bone, findings, handle } = useVolumeFields("bone", "findings", "handle");
  const exam = useSessionState(shownExamOf);
  const document = useSessionState(activeCaseOf);
  const reading = useSessionState(shownReadingOf);
  const metal = Object.entries(exam?.boneDensity ?? {}).flatMap(([level, { metalVoxels: voxels }]) => (voxels === undefined ? [] : [{ level, voxels }]));
  const { contrast } = exposureOf(handle?.plan?.slices ?? []);
  const { refusal, level } = bone;
  const placed = level === null ? undefined : exam?.boneDensity?.[level]?.region;
  return (
    <div className="volume-bone-notes">
      {refusal && <p role="alert">{message(`volume.bone.refused.${refusal.code}`, { ...refusal })}</p>}
      {metal.map((at) => (
        <p key={at.level} role="alert">
          {message("volume.bone.metal", at)}
        </p>
      ))}
      {level !== null && placed !== undefined && <p role="status">{message(`volume.bone.${originOf(placed, proposalFor(document, reading, level, placed.kind))}`, { level })}</p>}
      {!isReady && <p role="status">{message("volume.bone.loading")}</p>}
      {!hasUiv && <p>{message("volume.bone.noUiv")}</p>}
      {contrast !== undefined && <p>{message("volume.bone.agent", { agent: contrast })}</p>}
      {findings.some(({ code }) => code === "decimated") && <p>{message("volume.bone.averaged")}</p>}
      <p className="muted">{message("volume.bone.noVerdict", { L1: citationName("pickhardt2013"), UIV: citationName("chanbour2023"), ratio: citationName("hounsfieldRatio") })}</p>
    </div>
  );
}

/** How a region came to lie where it lies, as far as the corners tell. */
function originOf(region: BoneRegion, proposal: Roi | undefined): "fromCorners" | "byHand" | "atCross" {
  if (proposal === undefined) return "atCross";
  return isAsProposed(region, proposal) ? "fromCorners" : "byHand";
}
