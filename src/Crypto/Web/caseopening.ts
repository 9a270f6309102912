import { equal, isZero, type Bytes } from "./bytes.ts";
import { higherHeads } from "./chains.ts";
import { archiveRecord, type Content } from "./content.ts";
import { SicError } from "./failure.ts";
import { type DirectoryHistory } from "./history.ts";
import { namesRecovery } from "./mailboxopening.ts";
import { type ChainHead, ObjectKind } from "./objectheader.ts";
import { type ObjectEntry, parseObjectList } from "./objectlist.ts";
import { readObjects, type OpenedItem } from "./reading.ts";
import { type OpenedRecovery } from "./recovery.ts";
import { verifyObject } from "./sealedobject.ts";
import { type UnlockedVault, type VaultReport } from "./vaultcodec.ts";

/** A case file as one officer may see it. */
export interface OpenedCase {
  readonly orgId: Bytes;
  readonly reportId: Bytes;
  /** The server's civil day now. */
  readonly day: number;
  readonly received: number;
  /** In the order of the dialogue; strangers' objects last. */
  readonly items: readonly OpenedItem[];
  /** Ids of the officers of this report: the only ones anything is sealed to. */
  readonly recipients: readonly Bytes[];
  /** Officers who received and no longer do, by a colleague's removal. */
  readonly removed: readonly Bytes[];
  /** Recovery statements of this report, whether they let somebody in or not. */
  readonly recoveries: readonly OpenedRecovery[];
  /** Who was left out; null while the report cannot be opened and nothing is remembered. */
  readonly excluded: readonly Bytes[] | null;
  /** Where replies go; null while no object with it could be opened. */
  readonly reporterKey: Bytes | null;
  readonly recovery: boolean;
  readonly heads: readonly ChainHead[];
  /** Named by someone, or remembered in the vault, and not handed out. */
  readonly missing: readonly ChainHead[];
  /** Put this in the vault (`rememberReport`) after reading. */
  readonly memory: VaultReport;
}

/**
 * Opens GET /o/cases/{reportId}. Throws malformed for a list that is none, wrong-chain when it holds no report that
 * verifies or not the one the vault remembers; everything else becomes the state of an item.
 */
export async function openCase(list: Bytes, vault: UnlockedVault, history: DirectoryHistory): Promise<OpenedCase> {
  const { day, entries, recoveries } = parseObjectList(list);
  if (!equal(vault.orgId, history.orgId)) throw new SicError("wrong-organisation");
  const report = findReport(entries);
  const known = vault.reports.find(({ reportId }) => equal(reportId, report.header.reportId));
  const authKey = report.header.reporter!.authPublicKey;
  if (known?.authKey != null && !equal(known.authKey, authKey)) throw new SicError("wrong-chain");
  const reading = await readObjects({
    report, entries, recoveries, history, reader: vault.officerId, memory: known?.heads ?? [], today: day, ownStub: "withheld",
    excludedFrom: (content) => reportFacts(content, report)?.excluded ?? known?.excluded ?? null,
    seedFor: (keyId) => vault.encryptionKeys.find((key) => equal(key.keyId, keyId))?.seed ?? null,
  });
  const items = reading.items.map((item) => checkReporterKeys(item, report));
  const reporterKey = reporterKeyOf(items, report) ?? known?.kemKey ?? null;
  const heads = higherHeads(known?.heads ?? [], reading.chains.heads);
  const reportId = report.header.reportId;
  return {
    orgId: history.orgId, reportId, day, received: report.putDay, items, recipients: reading.recipients, removed: reading.removed, recoveries: reading.recoveries,
    excluded: reading.excluded, reporterKey, recovery: namesRecovery(report), heads, missing: reading.chains.missing,
    // Without the list of those left out the vault keeps no key either: the two are known together or not at all.
    memory: { reportId, kemKey: reading.excluded === null ? null : reporterKey, authKey, excluded: reading.excluded, heads },
  };
}

/** The one report that signs for itself. Two of them, or none, is no case file. */
function findReport(entries: readonly ObjectEntry[]): ObjectEntry {
  const reports = entries.filter(({ header }) => header.kind === ObjectKind.report);
  const report = reports[0];
  if (report === undefined || reports.length > 1) throw new SicError("wrong-chain");
  verifyObject(report, report.header.reporter!.authPublicKey);
  return report;
}

/** The opened kind 1, when what it says inside fits what its header says outside. */
function reportFacts(content: Content | null, report: ObjectEntry): { kemPublicKey: Bytes; excluded: readonly Bytes[] } | null {
  if (content?.kind !== ObjectKind.report) return null;
  const { lookup, authPublicKey } = report.header.reporter!;
  return equal(content.lookup, lookup) && equal(content.authPublicKey, authPublicKey) ? content : null;
}

function checkReporterKeys(item: OpenedItem, report: ObjectEntry): OpenedItem {
  const fits = item.content?.kind !== ObjectKind.report || reportFacts(item.content, report) !== null;
  return fits ? item : { ...item, state: "cannot-be-opened", failure: "wrong-key", content: null, files: [] };
}

/** From kind 1, else from an archive record, else from the reporter's messages. */
function reporterKeyOf(items: readonly OpenedItem[], report: ObjectEntry): Bytes | null {
  for (const { content } of items) {
    const facts = reportFacts(content, report);
    if (facts !== null) return facts.kemPublicKey;
  }
  for (const { content } of items) {
    if (content?.kind === ObjectKind.note && content.type === archiveRecord) return content.archive!.kemPublicKey;
  }
  for (const { content } of items) {
    if (content?.kind === ObjectKind.reporterMessage && !isZero(content.kemPublicKey)) return content.kemPublicKey;
  }
  return null;
}
