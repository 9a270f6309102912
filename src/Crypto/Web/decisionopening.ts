/** One decision by itself, for a list of cases: the host knows that there is one, only a reader knows which. */
import { equal, type Bytes } from "./bytes.ts";
import { Role } from "./directorystatement.ts";
import { SicError } from "./failure.ts";
import { type DirectoryHistory, findDirectory, isAcceptable } from "./history.ts";
import { ObjectKind } from "./objectheader.ts";
import { type ObjectEntry, parseEntry } from "./objectlist.ts";
import { openSealed, verifyObject } from "./sealedobject.ts";
import { type UnlockedVault } from "./vaultcodec.ts";

export interface OpenedDecision {
  readonly reportId: Bytes;
  readonly author: Bytes;
  readonly putDay: number;
  /** One of `Decision`. */
  readonly decision: number;
}

/**
 * Opens one kind-6 entry (form 2) of GET /o/cases. Null for whatever does not verify or open: a list shows no guess. Chains and
 * the recipient set are judged only when the whole case is opened (`openCase`).
 */
export async function openDecision(entry: Bytes, vault: UnlockedVault, history: DirectoryHistory): Promise<OpenedDecision | null> {
  try {
    return await open(parseEntry(entry), vault, history);
  } catch (error) {
    if (error instanceof SicError) return null;
    throw error;
  }
}

async function open(entry: ObjectEntry, vault: UnlockedVault, history: DirectoryHistory): Promise<OpenedDecision | null> {
  const { header, wrap, body, putDay } = entry;
  if (header.kind !== ObjectKind.decision || wrap === null || body === null || !equal(header.orgId, history.orgId)) return null;
  verifyObject(entry, deciderKey(entry, history));
  const keyId = wrap.subarray(0, 16);
  const seed = vault.encryptionKeys.find((key) => equal(key.keyId, keyId))?.seed;
  if (seed === undefined) return null;
  const { content } = await openSealed(entry, wrap, body, seed);
  if (content.kind !== ObjectKind.decision) return null;
  return { reportId: header.reportId, author: header.author, putDay, decision: content.decision };
}

/** The signing key of a responsible or deputy whom the directory of that object lists. */
function deciderKey({ header }: ObjectEntry, history: DirectoryHistory): Bytes {
  const directory = findDirectory(history, header.dirSeq, header.directoryHash);
  if (directory === null || !isAcceptable(history, header.dirSeq, header.day)) throw new SicError("wrong-directory");
  const officer = directory.officers.find(({ id }) => equal(id, header.author));
  const decides = officer?.role === Role.responsible || officer?.role === Role.deputy;
  if (officer === undefined || !decides || header.day < officer.from || header.day > officer.to) throw new SicError("not-an-officer");
  return officer.signingKey;
}
