import { allOnesId, equal, includes, reporterId, wipe, zeroHash, type Bytes } from "./bytes.ts";
import { deriveCodeKeys, wipeCodeKeys } from "./code.ts";
import type { SealedContainer } from "./container.ts";
import { encodeReport, encodeReporterMessage, message, type Answer } from "./content.ts";
import { type Directory } from "./directory.ts";
import { demand } from "./failure.ts";
import { keyIdOf, KeyType } from "./hash.ts";
import { type OpenedMailbox } from "./mailboxopening.ts";
import { compareChains, ObjectKind, sameChain, type ChainHead } from "./objectheader.ts";
import { type Entropy } from "./primitives.ts";
import { sealObject, type HeaderStart, type RecipientKey } from "./sealedobject.ts";

/**
 * An object ready to be put. Until an answer arrives send exactly these bytes again. After 409 stale pass the whole as
 * `earlier` to seal anew: where no earlier recipient is dropped, key and identifiers stay, so that nothing is stored twice.
 */
export interface SealedForPut {
  readonly bytes: Bytes;
  readonly objectHash: Bytes;
  readonly objectId: Bytes;
  readonly reportId: Bytes;
  readonly recipients: readonly Bytes[];
  /** Secret: wipe with `wipeSealed` once the object was accepted. */
  readonly dek: Bytes;
}

/**
 * Whether someone who received `earlier` no longer does under this directory. Then nothing of it may be used again: a
 * container has to be sealed and uploaded anew before the object is.
 */
export function dropsRecipient(earlier: SealedForPut, directory: Directory): boolean {
  const officers = earlier.recipients.filter((who) => !equal(who, reporterId) && !equal(who, allOnesId));
  return officerKeys(directory, officers).length !== officers.length;
}

export function wipeSealed(sealed: SealedForPut): void {
  wipe(sealed.dek);
}

export interface ReportInput {
  readonly directory: Directory;
  /** The server's civil day (DirectoryVerdict.day). */
  readonly day: number;
  readonly secret: Bytes;
  /** Officer ids; at least one, each with a key in the directory, none of them excluded. */
  readonly recipients: readonly Bytes[];
  /** Officer ids who must never receive anything of this report. */
  readonly excluded: readonly Bytes[];
  /** Whether the recovery key receives too. */
  readonly recovery: boolean;
  readonly answers: readonly Answer[];
  readonly locale: string;
  readonly entropy: Entropy;
  readonly earlier?: SealedForPut;
  /** The files; its parts need not be uploaded yet. Pass the same one with `earlier`, unless `dropsRecipient`. */
  readonly container?: SealedContainer;
}

/** Seals a report (kind 1). Throws not-a-recipient for a recipient without key or left out; malformed for a text over `maximumContent`. */
export async function sealReport(input: ReportInput): Promise<SealedForPut> {
  const { directory, excluded, entropy, earlier, container } = input;
  const recipients = officerKeys(directory, input.recipients);
  demand(recipients.length === input.recipients.length && recipients.length > 0 && !recipients.some(({ who }) => includes(excluded, who)), "not-a-recipient");
  if (input.recovery) recipients.push(recoveryKey(directory));
  const keys = deriveCodeKeys(input.secret, directory.orgId);
  try {
    const { publicKey: authPublicKey } = keys.auth;
    const content = encodeReport({
      kind: 1, kemPublicKey: keys.kem.publicKey, authPublicKey, lookup: keys.lookup, recoveryRefused: !input.recovery,
      locale: input.locale, excluded, answers: input.answers,
    }, container?.manifest);
    const start = {
      kind: ObjectKind.report, author: reporterId, stream: 0, seq: 0, prev: zeroHash, seen: [],
      reporter: { lookup: keys.lookup, authPublicKey },
    };
    const reportId = earlier?.reportId ?? entropy.fill(16);
    return await finishSealing({ directory, day: input.day, reportId, start, content, recipients, signingSeed: keys.auth.seed, entropy, earlier, container });
  } finally {
    wipeCodeKeys(keys);
  }
}

export interface ReporterMessageInput {
  readonly directory: Directory;
  readonly day: number;
  readonly secret: Bytes;
  /** Opened after the last own message was accepted: it holds the heads the new one builds on. */
  readonly mailbox: OpenedMailbox;
  readonly text: string;
  /** One of `ReporterAct`; a plain message by default. */
  readonly act?: number;
  /** Object hash of what it answers. */
  readonly refers?: Bytes;
  readonly entropy: Entropy;
  readonly earlier?: SealedForPut;
  /** The files; its parts need not be uploaded yet. Pass the same one with `earlier`, unless `dropsRecipient`. */
  readonly container?: SealedContainer;
}

/** Seals a reporter's message (kind 2) to the officers of the report. Throws not-a-recipient when none of them receives any more. */
export async function sealReporterMessage(input: ReporterMessageInput): Promise<SealedForPut> {
  const { directory, mailbox, entropy, earlier, container } = input;
  demand(equal(mailbox.orgId, directory.orgId), "wrong-organisation");
  const recipients = officerKeys(directory, mailbox.recipients);
  demand(recipients.length > 0, "not-a-recipient");
  if (mailbox.recovery) recipients.push(recoveryKey(directory));
  const keys = deriveCodeKeys(input.secret, directory.orgId);
  try {
    const content = encodeReporterMessage({
      kind: 2, kemPublicKey: keys.kem.publicKey, act: input.act ?? message, refers: input.refers ?? zeroHash, text: input.text,
    }, container?.manifest);
    const start = { kind: ObjectKind.reporterMessage, reporter: null, ...nextInChain(mailbox.heads, reporterId, 0) };
    const { reportId } = mailbox;
    return await finishSealing({ directory, day: input.day, reportId, start, content, recipients, signingSeed: keys.auth.seed, entropy, earlier, container });
  } finally {
    wipeCodeKeys(keys);
  }
}

/** Author, stream, seq, prev and seen of the next object of a chain, from the newest head of every chain. */
export function nextInChain(heads: readonly ChainHead[], author: Bytes, stream: number): Pick<HeaderStart, "author" | "stream" | "seq" | "prev" | "seen"> {
  const own = heads.find((head) => sameChain(head, { author, stream }));
  const seen = heads.filter((head) => head !== own && head.stream <= stream).toSorted(compareChains);
  return { author, stream, seq: own === undefined ? 0 : own.seq + 1, prev: own?.hash ?? zeroHash, seen };
}

/** The keys of those officers to whom the directory lets anything be sealed, in directory order. */
export function officerKeys(directory: Directory, wanted: readonly Bytes[]): RecipientKey[] {
  return directory.officers.flatMap(({ id, kem }) =>
    kem !== null && includes(wanted, id) ? [{ who: id, keyId: kem.keyId, publicKey: kem.publicKey }] : []);
}

export function recoveryKey({ recoveryKey: publicKey }: Directory): RecipientKey {
  return { who: allOnesId, keyId: keyIdOf(KeyType.xwing, publicKey), publicKey };
}

interface FinishInput {
  readonly directory: Directory;
  readonly day: number;
  readonly reportId: Bytes;
  readonly start: Pick<HeaderStart, "kind" | "reporter" | "author" | "stream" | "seq" | "prev" | "seen">;
  readonly content: Bytes;
  readonly recipients: readonly RecipientKey[];
  readonly signingSeed: Bytes;
  readonly entropy: Entropy;
  readonly earlier: SealedForPut | undefined;
  readonly container: SealedContainer | undefined;
}

/** Draws (or keeps) key and object id, seals and signs. Throws malformed for a container that was sealed for others. */
export async function finishSealing(input: FinishInput): Promise<SealedForPut> {
  const { directory, day, reportId, recipients } = input;
  const { dek, objectId } = identityOf(input);
  const start: HeaderStart = {
    ...input.start, mode: 0, orgId: directory.orgId, dirSeq: directory.seq, directoryHash: directory.hash, day, reportId, objectId,
  };
  const { bytes, objectHash } = await sealObject({ ...input, start, dek });
  return { bytes, objectHash, objectId, reportId, recipients: recipients.map(({ who }) => who), dek };
}

/** A container brings key and object id. Otherwise they stay as they were, unless someone who had them receives no more. */
function identityOf({ directory, reportId, recipients, entropy, earlier, container }: FinishInput): { dek: Bytes; objectId: Bytes } {
  const kept = earlier !== undefined && equal(earlier.reportId, reportId)
    && earlier.recipients.every((who) => recipients.some((recipient) => equal(recipient.who, who)));
  if (container !== undefined) {
    const spent = earlier !== undefined && !kept && equal(earlier.objectId, container.objectId);
    demand(!spent && equal(container.orgId, directory.orgId));
    return { dek: container.dek.slice(), objectId: container.objectId };
  }
  return kept ? { dek: earlier.dek.slice(), objectId: earlier.objectId } : { dek: entropy.fill(32), objectId: entropy.fill(16) };
}
