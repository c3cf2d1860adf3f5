import type { BoneDensity } from "#case/patientCase";
import { citationName } from "#text/spineNames";
import { fixed, MISSING } from "#text/format";
import { message } from "#text/messages";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { useSessionState } from "../session/context";
import { activeCaseOf, shownExamOf, shownReadingOf } from "../session/select";
import { useVolume, useVolumeState } from "../session/volumeContext";
import { boneLevels, proposalFor, type BoneRole } from "./boneRegions";
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
      {unit === "HU" ? (
        <>
          <Choices levels={document?.levels ?? DEFAULT_LEVELS} taken={rows.map(({ level }) => level)} isReady={isComplete} />
          <table aria-label={message("volume.bone.table")}>
            <thead>
              <tr>
                {(["level", "mean", "sd", "area", "voxels", "kvp", "contrast", "cutOffs"] as const).map((key) => (
                  <th key={key} scope="col">
                    {message(`volume.bone.${key}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ level, roles }) => (
                <Row key={level} level={level} roles={roles} isReady={isComplete} />
              ))}
            </tbody>
          </table>
          <Notes hasUiv={document?.surgery?.uiv !== undefined} isReady={isComplete} />
        </>
      ) : (
        <p role="alert">{message("volume.bone.refusedUnit")}</p>
      )}
      <button type="button" className="quiet" aria-label={message("volume.bone.close")} onClick={() => volume.openBone(false)}>
        ×
      </button>
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
          <option value="">{MISSING}</option>
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

function Row({ level, roles, isReady }: { readonly level: Level; readonly roles: readonly BoneRole[]; readonly isReady: boolean }) {
  const volume = useVolume();
  const kept = useSessionState((state) => shownExamOf(state)?.boneDensity?.[level]);
  const draft = useVolumeState((state) => (state.bone.draft?.level === level ? state.bone.draft : null));
  const isActive = useVolumeState((state) => state.bone.level === level);
  const drafted = draft?.density && "meanHu" in draft.density ? draft.density : undefined;
  const density = draft ? drafted : kept;
  const named = roles.length === 0 || (roles.length === 1 && roles[0] === "L1") ? level : message("volume.bone.role", { level, roles: roles.filter((role) => role !== "L1").map((role) => message(`volume.bone.roles.${role}`)).join(", ") });
  return (
    <tr data-level={level} aria-current={isActive || undefined}>
      <th scope="row">{named}</th>
      <Numbers density={density} />
      <td>{roles.map((role) => <CutOff key={role} role={role} />)}</td>
      <td className="volume-bone-acts">
        {kept?.region && (
          <button type="button" className="quiet" aria-label={message("volume.bone.show", { level })} onClick={() => volume.chooseBone(level)}>
            {message("volume.bone.showWord")}
          </button>
        )}
        <button type="button" className="quiet" disabled={!isReady} aria-label={message(kept ? "volume.bone.anew" : "volume.bone.place", { level })} onClick={() => volume.placeBone(level)}>
          {message(kept ? "volume.bone.anewWord" : "volume.bone.placeWord")}
        </button>
        {kept && (
          <button type="button" className="quiet" aria-label={message("volume.bone.remove", { level })} onClick={() => volume.removeBone(level)}>
            {message("volume.bone.removeWord")}
          </button>
        )}
      </td>
    </tr>
  );
}

/** What isn't there is a dash, what the files don't say is "not stated". */
function Numbers({ density }: { readonly density: BoneDensity | undefined }) {
  const number = (value: number | undefined, decimals: number): string => (value === undefined ? MISSING : fixed(value, decimals));
  const stated = (text: string | undefined): string => (density === undefined ? MISSING : (text ?? message("volume.bone.notStated")));
  const contrast = density?.contrast === undefined ? undefined : message(density.contrast ? "volume.bone.given" : "volume.bone.notGiven");
  return (
    <>
      <td className="number">
        <strong>{number(density?.meanHu, 0)}</strong>
        {density?.source === "typed" && ` (${message("volume.bone.typed")})`}
      </td>
      <td className="number">{number(density?.sdHu, 0)}</td>
      <td className="number">{number(density?.areaMm2, 0)}</td>
      <td className="number">{number(density?.voxels, 0)}</td>
      <td className="number">{stated(density?.kvp === undefined ? undefined : fixed(density.kvp, 0))}</td>
      <td>{stated(contrast)}</td>
    </>
  );
}

const CITATIONS = { L1: "pickhardt2013", UIV: "chanbour2023", "UIV+1": "hounsfieldRatio" } as const;

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
  const citation = citationName(CITATIONS[role]);
  return <p>{role === "UIV+1" ? message("volume.bone.cutOff.UIV+1", { citation, ratio: ratio === undefined ? MISSING : fixed(ratio, 3) }) : message(`volume.bone.cutOff.${role}`, { citation })}</p>;
}

/** What the reader has to know of these numbers. */
function Notes({ hasUiv, isReady }: { readonly hasUiv: boolean; readonly isReady: boolean }) {
  const { bone, findings, handle } = useVolumeState((state) => state);
  const exam = useSessionState(shownExamOf);
  const document = useSessionState(activeCaseOf);
  const reading = useSessionState(shownReadingOf);
  const metal = Object.entries(exam?.boneDensity ?? {}).flatMap(([level, { metalVoxels: voxels }]) => (voxels === undefined ? [] : [{ level, voxels }]));
  const { contrast } = exposureOf(handle?.plan?.slices ?? []);
  const { refusal, level } = bone;
  const placed = level === null ? undefined : exam?.boneDensity?.[level]?.region;
  const isProposed = level !== null && placed !== undefined && proposalFor(document, reading, level, placed.kind) !== undefined;
  return (
    <div className="volume-bone-notes">
      {refusal && <p role="alert">{message(`volume.bone.refused.${refusal.code}`, { ...refusal })}</p>}
      {metal.map((at) => (
        <p key={at.level} role="alert">
          {message("volume.bone.metal", at)}
        </p>
      ))}
      {level !== null && placed !== undefined && <p role="status">{isProposed ? message("volume.bone.fromCorners") : message("volume.bone.atCross", { level })}</p>}
      {!isReady && <p role="status">{message("volume.bone.loading")}</p>}
      {!hasUiv && <p>{message("volume.bone.noUiv")}</p>}
      {contrast !== undefined && <p>{message("volume.bone.agent", { agent: contrast })}</p>}
      {findings.some(({ code }) => code === "decimated") && <p>{message("volume.bone.averaged")}</p>}
      <p className="muted">{message("volume.bone.noVerdict")}</p>
    </div>
  );
}
