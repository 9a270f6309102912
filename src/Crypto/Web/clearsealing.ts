/* Signs what stands in clear: what a reporter takes out of the mailbox (kind 10), and what an officer orders about a case (kind 9). */
import { compare, concat, equal, includes, reporterId, zeroHash, type Bytes } from "./bytes.ts";
import { type OpenedCase } from "./caseopening.ts";
import { deriveCodeKeys, wipeCodeKeys } from "./code.ts";
import { Action, encodeControl, encodeRemoval, type ControlContent } from "./controlcontent.ts";
import { type Directory } from "./directory.ts";
import { SicError } from "./failure.ts";
import { labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { type OpenedMailbox } from "./mailboxopening.ts";
import { encodeHeader, mayBeErased, ObjectKind } from "./objectheader.ts";
import { requireOwnPlace } from "./officersealing.ts";
import { ed25519Sign, sha256, type Entropy } from "./primitives.ts";
import { type HeaderStart } from "./sealedobject.ts";
import { nextInChain, type SealedForPut } from "./sealing.ts";
import { type UnlockedVault } from "./vaultcodec.ts";

interface Place { readonly directory: Directory; readonly day: number; readonly reportId: Bytes; readonly entropy: Entropy; readonly earlier?: SealedForPut | undefined }

function signClear({ directory, day, reportId, entropy, earlier }: Place, kind: ObjectKind, chain: Pick<HeaderStart, "author" | "stream" | "seq" | "prev" | "seen">, body: Bytes, seed: Bytes): SealedForPut {
  const objectId = earlier?.objectId ?? entropy.fill(16);
  const header = encodeHeader({
    kind, reporter: null, ...chain, mode: 0, orgId: directory.orgId, dirSeq: directory.seq, directoryHash: directory.hash, day, reportId, objectId,
    keyCommit: zeroHash, bodyLength: body.length, containerLength: 0, containerHash: zeroHash, recipients: [],
  });
  const objectHash = labelledHash(Label.objectHash, labelledHash(Label.transcript, header), sha256(body));
  const bytes = concat(header, body, ed25519Sign(seed, labelledHash(Label.signObject, objectHash)));
  return { bytes, objectHash, objectId, reportId, recipients: [], dek: new Uint8Array(32) };
}

export interface RemovalInput {
  readonly directory: Directory;
  readonly day: number;
  readonly secret: Bytes;
  /** Opened after the last own message was accepted: it holds the heads the new one builds on. */
  readonly mailbox: OpenedMailbox;
  /** Object ids of replies in it; those already removed do no harm. */
  readonly answers: readonly Bytes[];
  readonly entropy: Entropy;
  readonly earlier?: SealedForPut;
}

/** Takes answers out of the reporter's mailbox (kind 10). Throws malformed for none, or for something that is no reply of this mailbox. */
export function signRemoval(input: RemovalInput): SealedForPut {
  const { directory, mailbox, answers } = input;
  if (!equal(mailbox.orgId, directory.orgId)) throw new SicError("wrong-organisation");
  const replies = mailbox.items.filter(({ kind }) => kind === ObjectKind.reply).map(({ header }) => header.objectId);
  if (!answers.every((id) => includes(replies, id))) throw new SicError("malformed");
  const objectIds = answers.toSorted(compare).filter((id, index, all) => index === 0 || !equal(all[index - 1]!, id));
  const keys = deriveCodeKeys(input.secret, directory.orgId);
  try {
    const body = encodeRemoval({ kind: 10, objectIds });
    return signClear({ ...input, reportId: mailbox.reportId }, ObjectKind.removal, nextInChain(mailbox.heads, reporterId, 0), body, keys.auth.seed);
  } finally {
    wipeCodeKeys(keys);
  }
}

export interface ControlInput {
  readonly vault: UnlockedVault;
  /** Opened after the officer's last object was accepted: it holds the heads the new one builds on. */
  readonly caseFile: OpenedCase;
  readonly directory: Directory;
  readonly order: ControlContent;
  readonly day: number;
  readonly entropy: Entropy;
  readonly earlier?: SealedForPut;
}

/**
 * Signs one order (kind 9), in clear: the host that carries it out has to read it, and so has the reporter. Throws not-an-officer (key, or a
 * role that does not release or erase), not-a-recipient (author, or whom to remove; also the last one left), wrong-chain (own objects
 * hidden, or an order that is not there) or malformed (objects that cannot be erased by themselves).
 */
export function signControl(input: ControlInput): SealedForPut {
  const { vault, caseFile, directory, order } = input;
  // Responsible and deputy write kind 6, and only they; releasing and erasing are theirs too.
  const decides = order.action === Action.release || order.action === Action.erase;
  requireOwnPlace(vault, caseFile, directory, decides ? ObjectKind.decision : ObjectKind.control);
  requireObject(order, caseFile, vault.officerId);
  return signClear({ ...input, reportId: caseFile.reportId }, ObjectKind.control, nextInChain(caseFile.heads, vault.officerId, 0), encodeControl(order), vault.signingSeed);
}

const orders: readonly Action[] = [Action.retainUntil, Action.release, Action.removeRecipient, Action.erase];

function requireObject({ action, subject, objects, target }: ControlContent, { items, recipients }: OpenedCase, own: Bytes): void {
  const isThere = (wanted: readonly Action[]) => items.some(({ content, objectHash, state, header }) => equal(objectHash, target)
    && content?.kind === ObjectKind.control && wanted.includes(content.action) && state !== "not-from-your-officers"
    && (action === Action.release || !equal(header.author, own)));
  const mayGo = (id: Bytes) => items.some(({ header }) => equal(header.objectId, id) && mayBeErased(header.kind));
  if (action === Action.removeRecipient && (recipients.length === 1 || !includes(recipients, subject))) throw new SicError("not-a-recipient");
  if (action === Action.erase && !objects.every(mayGo)) throw new SicError("malformed");
  if (action === Action.release && !isThere([Action.hold])) throw new SicError("wrong-chain");
  if ((action === Action.confirm || action === Action.objectTo) && !isThere(orders)) throw new SicError("wrong-chain");
}
