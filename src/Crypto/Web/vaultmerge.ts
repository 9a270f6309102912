import { compare, equal, includes, type Bytes } from "./bytes.ts";
import { higherHeads } from "./chains.ts";
import { SicError } from "./failure.ts";
import { type AsideMark, type Draft, type UnlockedVault, type VaultReport } from "./vaultcodec.ts";

/** Puts what was learned of a report (OpenedCase.memory) in place of what the vault held. */
export function rememberReport(vault: UnlockedVault, report: VaultReport): UnlockedVault {
  const others = vault.reports.filter(({ reportId }) => !equal(reportId, report.reportId));
  return { ...vault, reports: [...others, report] };
}

/** Keeps an unsent reply sealed in the vault; null removes it. */
export function keepDraft(vault: UnlockedVault, reportId: Bytes, text: string | null): UnlockedVault {
  const others = vault.drafts.filter((draft) => !equal(draft.reportId, reportId));
  return { ...vault, drafts: text === null || text === "" ? others : [...others, { reportId, text }] };
}

/** Lays cases aside, each as it is now; of what was laid aside before, `kept` says which still exist. */
export function layAside(vault: UnlockedVault, marks: readonly AsideMark[], kept: (reportId: Bytes) => boolean): UnlockedVault {
  const others = takeBack(vault, marks.map(({ reportId }) => reportId)).aside;
  return { ...vault, aside: [...others.filter(({ reportId }) => kept(reportId)), ...marks] };
}

/** Takes cases back to the others. Another page that laid them aside meanwhile may lay them aside again; no case is lost by that. */
export function takeBack(vault: UnlockedVault, reportIds: readonly Bytes[]): UnlockedVault {
  return { ...vault, aside: vault.aside.filter(({ reportId }) => !includes(reportIds, reportId)) };
}

/**
 * Pins the newest directory and day seen; neither ever goes down. The root goes with the directory: once another root was seen to take over, a chain that
 * does not hold that one is refused.
 */
export function pinDirectory(vault: UnlockedVault, { seq, rootKey }: { readonly seq: number; readonly rootKey: Bytes }, day: number): UnlockedVault {
  const pin = seq > vault.directorySeq ? { directorySeq: seq, rootKey } : {};
  return { ...vault, ...pin, highestDay: Math.max(vault.highestDay, day) };
}

/**
 * After 409: what this session holds, upon what another session stored. The result carries the stored version. Throws
 * wrong-root, not-an-officer or wrong-key when the two are not the same officer's vault.
 */
export function mergeVault(mine: UnlockedVault, stored: UnlockedVault): UnlockedVault {
  if (!equal(mine.officerId, stored.officerId) || !equal(mine.orgId, stored.orgId)) throw new SicError("not-an-officer");
  if (mine.directorySeq === stored.directorySeq && !equal(mine.rootKey, stored.rootKey)) throw new SicError("wrong-root");
  if (!equal(mine.signingSeed, stored.signingSeed)) throw new SicError("wrong-key");
  const newKeys = mine.encryptionKeys.filter(({ keyId }) => !stored.encryptionKeys.some((key) => equal(key.keyId, keyId)));
  const merged = {
    ...stored,
    encryptionKeys: [...stored.encryptionKeys, ...newKeys].sort((left, right) => left.serial - right.serial),
    reports: union(stored.reports, mine.reports, mergeReport),
    drafts: union(stored.drafts, mine.drafts, (_theirs: Draft, own: Draft) => own),
    aside: union(stored.aside, mine.aside, (theirs: AsideMark, own: AsideMark) => (own.seq > theirs.seq ? own : theirs)),
  };
  return pinDirectory(merged, { seq: mine.directorySeq, rootKey: mine.rootKey }, mine.highestDay);
}

function union<T extends { reportId: Bytes }>(stored: readonly T[], mine: readonly T[], both: (stored: T, mine: T) => T): T[] {
  const own = (item: T): T | undefined => mine.find(({ reportId }) => equal(reportId, item.reportId));
  const added = mine.filter((item) => !stored.some(({ reportId }) => equal(reportId, item.reportId)));
  return [...stored.map((item) => {
    const other = own(item);
    return other === undefined ? item : both(item, other);
  }), ...added];
}

function mergeReport(stored: VaultReport, mine: VaultReport): VaultReport {
  return {
    reportId: stored.reportId, kemKey: stored.kemKey ?? mine.kemKey, authKey: stored.authKey ?? mine.authKey,
    excluded: mergeExcluded(stored.excluded, mine.excluded), heads: higherHeads(stored.heads, mine.heads),
  };
}

/** Whoever either session knows to be left out stays out. */
function mergeExcluded(stored: readonly Bytes[] | null, mine: readonly Bytes[] | null): readonly Bytes[] | null {
  if (stored === null || mine === null) return stored ?? mine;
  return [...stored, ...mine.filter((id) => !includes(stored, id))].sort(compare);
}
