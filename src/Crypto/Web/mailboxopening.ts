import { allOnesId, equal, reporterId, type Bytes } from "./bytes.ts";
import { deriveCodeKeys, wipeCodeKeys, type CodeKeys } from "./code.ts";
import { demand, SicError } from "./failure.ts";
import { keyIdOf, KeyType } from "./hash.ts";
import { type DirectoryHistory } from "./history.ts";
import { type ChainHead, ObjectKind } from "./objectheader.ts";
import { type ObjectEntry, type ObjectList, readLoginAnswer } from "./objectlist.ts";
import { readObjects, type OpenedItem } from "./reading.ts";
import { type OpenedRecovery } from "./recovery.ts";
import { verifyObject } from "./sealedobject.ts";

/** What a code opens: the dialogue of one report. */
export interface OpenedMailbox {
  readonly orgId: Bytes;
  readonly reportId: Bytes;
  /** The server's civil day now. */
  readonly day: number;
  /** Day of receipt: the clock starts here. */
  readonly received: number;
  /** In the order of the dialogue; strangers' objects last. Own messages are "sent": a found code must not open them. */
  readonly items: readonly OpenedItem[];
  /** Ids of the officers who receive what is written now. */
  readonly recipients: readonly Bytes[];
  /** Officers who received and no longer do, by a colleague's removal. */
  readonly removed: readonly Bytes[];
  /** Recovery statements of this report, whether they let somebody in or not. */
  readonly recoveries: readonly OpenedRecovery[];
  /** Whether the report was sealed to the recovery key too. */
  readonly recovery: boolean;
  readonly heads: readonly ChainHead[];
  /** Objects that others named and the host did not hand out. */
  readonly missing: readonly ChainHead[];
}

/**
 * Opens the answer to a reporter's login with the code's secret. Throws bad-code when nothing in it verifies: the code is
 * unknown, or the case was erased; the two cannot be told apart.
 */
export async function openMailbox(answer: Bytes, secret: Bytes, history: DirectoryHistory): Promise<OpenedMailbox> {
  const list = readLoginAnswer(answer);
  const keys = deriveCodeKeys(secret, history.orgId);
  try {
    const report = findOwnReport(list, keys);
    const keyId = keyIdOf(KeyType.xwing, keys.kem.publicKey);
    const reading = await readObjects({
      report, entries: list.entries, recoveries: list.recoveries, history, reader: null, memory: [], today: list.day, ownStub: "sent", excludedFrom: () => null,
      seedFor: (wanted) => equal(wanted, keyId) ? keys.kem.seed : null,
    });
    return {
      orgId: history.orgId, reportId: report.header.reportId, day: list.day, received: report.putDay, items: reading.items,
      recipients: reading.recipients, removed: reading.removed, recoveries: reading.recoveries, recovery: namesRecovery(report), heads: reading.chains.heads,
      missing: reading.chains.missing,
    };
  } finally {
    wipeCodeKeys(keys);
  }
}

export function namesRecovery(report: ObjectEntry): boolean {
  return report.header.recipients.some(({ who }) => equal(who, allOnesId));
}

function findOwnReport(list: ObjectList, keys: CodeKeys): ObjectEntry {
  const report = list.entries.find(({ header }) => header.kind === ObjectKind.report && equal(header.author, reporterId)
    && equal(header.reporter!.lookup, keys.lookup) && equal(header.reporter!.authPublicKey, keys.auth.publicKey));
  demand(report !== undefined, "bad-code");
  try {
    verifyObject(report, keys.auth.publicKey);
  } catch {
    throw new SicError("bad-code");
  }
  return report;
}
