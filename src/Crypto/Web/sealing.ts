import { allOnesId, equal, includes, reporterId, wipe, zeroHash, type Bytes } from "./bytes.ts";
import { deriveCodeKeys, wipeCodeKeys } from "./code.ts";
import { encodeReport, encodeReporterMessage, ReporterAct, type Answer } from "./content.ts";
import { type Directory } from "./directory.ts";
import { SicError } from "./failure.ts";
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
}

/** Seals a report (kind 1). Throws not-a-recipient for a recipient without key or left out; malformed for a text over `maximumContent`. */
export async function sealReport(input: ReportInput): Promise<SealedForPut> {
  const { directory, excluded, entropy, earlier } = input;
  const recipients = officerKeys(directory, input.recipients);
  if (recipients.length !== input.recipients.length || recipients.length === 0) throw new SicError("not-a-recipient");
  if (recipients.some(({ who }) => includes(excluded, who))) throw new SicError("not-a-recipient");
  if (input.recovery) recipients.push(recoveryKey(directory));
  const keys = deriveCodeKeys(input.secret, directory.orgId);
  try {
    const { publicKey: authPublicKey } = keys.auth;
    const content = encodeReport({
      kind: 1, kemPublicKey: keys.kem.publicKey, authPublicKey, lookup: keys.lookup, recoveryRefused: !input.recovery,
      locale: input.locale, excluded, answers: input.answers,
    });
    const start = {
      kind: ObjectKind.report, author: reporterId, stream: 0, seq: 0, prev: zeroHash, seen: [],
      reporter: { lookup: keys.lookup, authPublicKey },
    };
    const reportId = earlier?.reportId ?? entropy.fill(16);
    return await finishSealing({ directory, day: input.day, reportId, start, content, recipients, signingSeed: keys.auth.seed, entropy, earlier });
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
}

/** Seals a reporter's message (kind 2) to the officers of the report. Throws not-a-recipient when none of them receives any more. */
export async function sealReporterMessage(input: ReporterMessageInput): Promise<SealedForPut> {
  const { directory, mailbox, entropy, earlier } = input;
  if (!equal(mailbox.orgId, directory.orgId)) throw new SicError("wrong-organisation");
  const recipients = officerKeys(directory, mailbox.recipients);
  if (recipients.length === 0) throw new SicError("not-a-recipient");
  if (mailbox.recovery) recipients.push(recoveryKey(directory));
  const keys = deriveCodeKeys(input.secret, directory.orgId);
  try {
    const content = encodeReporterMessage({
      kind: 2, kemPublicKey: keys.kem.publicKey, act: input.act ?? ReporterAct.message, refers: input.refers ?? zeroHash, text: input.text,
    });
    const start = { kind: ObjectKind.reporterMessage, reporter: null, ...nextInChain(mailbox.heads, reporterId, 0) };
    const { reportId } = mailbox;
    return await finishSealing({ directory, day: input.day, reportId, start, content, recipients, signingSeed: keys.auth.seed, entropy, earlier });
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
}

/** Draws (or keeps) key and object id, seals and signs. */
export async function finishSealing(input: FinishInput): Promise<SealedForPut> {
  const { directory, day, reportId, entropy, earlier, recipients } = input;
  const kept = earlier !== undefined && equal(earlier.reportId, reportId)
    && earlier.recipients.every((who) => recipients.some((recipient) => equal(recipient.who, who)));
  const dek = kept ? earlier.dek.slice() : entropy.fill(32);
  const objectId = kept ? earlier.objectId : entropy.fill(16);
  const start: HeaderStart = {
    ...input.start, mode: 0, orgId: directory.orgId, dirSeq: directory.seq, directoryHash: directory.hash, day, reportId, objectId,
  };
  const { bytes, objectHash } = await sealObject({ ...input, start, dek });
  return { bytes, objectHash, objectId, reportId, recipients: recipients.map(({ who }) => who), dek };
}
