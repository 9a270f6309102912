import { compare, equal, isZero, reporterId, allOnesId, type Bytes } from "./bytes.ts";
import { isContainerLength } from "./containerlength.ts";
import { isOfficerId } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { isSealedLength, maximumClearBody } from "./sealedbody.ts";
import { readSuite, type SicReader, suite } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

/** What an object is; stands in clear, so that the statutory clock needs no second message. */
export const ObjectKind = {
  report: 1, reporterMessage: 2, reply: 3, acknowledgement: 4, feedback: 5, decision: 6, note: 7, grant: 8, control: 9,
  removal: 10, channelNotice: 11, identity: 12,
} as const;
export type ObjectKind = (typeof ObjectKind)[keyof typeof ObjectKind];

/** How an object came to be: bits of `mode`. */
export const Mode = { sealedByServer: 1, scriptlessLoginAllowed: 2, enteredByOfficer: 4 } as const;

/** Position of a chain: the newest object of (author, stream) that someone knows. */
export interface ChainHead {
  readonly author: Bytes;
  readonly stream: number;
  readonly seq: number;
  readonly hash: Bytes;
}

export interface Recipient {
  /** Officer id; zeros = reporter, FFs = recovery. */
  readonly who: Bytes;
  readonly keyId: Bytes;
}

/** The clear part of every object (docs/protocol.md section 5). */
export interface ObjectHeader {
  readonly kind: ObjectKind;
  readonly mode: number;
  readonly orgId: Bytes;
  readonly dirSeq: number;
  readonly directoryHash: Bytes;
  readonly day: number;
  readonly reportId: Bytes;
  readonly objectId: Bytes;
  /** Officer id; zeros = reporter, FFs = channel. */
  readonly author: Bytes;
  /** 1 if and only if a note. */
  readonly stream: number;
  readonly seq: number;
  readonly prev: Bytes;
  readonly seen: readonly ChainHead[];
  readonly reporter: { readonly lookup: Bytes; readonly authPublicKey: Bytes } | null;
  readonly keyCommit: Bytes;
  readonly bodyLength: number;
  /** Ciphertext bytes; 0 without a container. */
  readonly containerLength: number;
  readonly containerHash: Bytes;
  readonly recipients: readonly Recipient[];
}

export function isClear(kind: ObjectKind): boolean {
  return kind === ObjectKind.control || kind === ObjectKind.removal || kind === ObjectKind.channelNotice;
}

/** Kinds whose content has a manifest. */
export function mayHaveFiles(kind: ObjectKind): boolean {
  return ([ObjectKind.report, ObjectKind.reporterMessage, ObjectKind.reply, ObjectKind.note] as number[]).includes(kind);
}

/** Kinds that an order may erase by themselves. The report goes only with everything; a grant says who may read, and clear kinds say what was done. */
export function mayBeErased(kind: ObjectKind): boolean {
  return (kind >= ObjectKind.reporterMessage && kind <= ObjectKind.note) || kind === ObjectKind.identity;
}

export function streamOf(kind: ObjectKind): number {
  return kind === ObjectKind.note ? 1 : 0;
}

export function isWrittenByReporter(kind: ObjectKind): boolean {
  return ([ObjectKind.report, ObjectKind.reporterMessage, ObjectKind.removal, ObjectKind.identity] as number[]).includes(kind);
}

function mayWrite(kind: ObjectKind, author: Bytes): boolean {
  if (isWrittenByReporter(kind)) return equal(author, reporterId);
  return kind === ObjectKind.channelNotice ? equal(author, allOnesId) : isOfficerId(author);
}

export function encodeHeader(header: ObjectHeader): Bytes {
  const writer = new SicWriter().magic("sicO").u16(suite).u8(header.kind).u8(header.mode).bytes(header.orgId, 16)
    .u32(header.dirSeq).bytes(header.directoryHash, 32).u32(header.day).bytes(header.reportId, 16).bytes(header.objectId, 16)
    .bytes(header.author, 16).u8(header.stream).u32(header.seq).bytes(header.prev, 32).u8(header.seen.length);
  for (const head of header.seen) writeHead(writer, head);
  if (header.reporter === null) writer.u16(0);
  else writer.u16(64).bytes(header.reporter.lookup, 32).bytes(header.reporter.authPublicKey, 32);
  writer.bytes(header.keyCommit, 32).u32(header.bodyLength).u64(header.containerLength).bytes(header.containerHash, 32);
  writer.u8(header.recipients.length);
  for (const { who, keyId } of header.recipients) writer.bytes(who, 16).bytes(keyId, 16);
  return writer.toBytes();
}

/** Fields are judged in the order in which they stand, so that the C# twin names the same first failure. */
export function readHeader(reader: SicReader): ObjectHeader {
  reader.magic("sicO");
  readSuite(reader);
  const kind = reader.u8() as ObjectKind;
  demand(kind >= 1 && kind <= 12, "unknown-kind");
  const mode = reader.u8();
  demand(mode <= 7);
  const place = {
    orgId: reader.bytes(16), dirSeq: reader.u32(), directoryHash: reader.bytes(32), day: reader.u32(),
    reportId: reader.bytes(16), objectId: reader.bytes(16),
  };
  const header = { kind, mode, ...place, ...readChain(reader, kind), ...readRest(reader, kind) };
  demand((header.containerLength === 0) === isZero(header.containerHash));
  demand(header.containerLength === 0 || (mayHaveFiles(kind) && isContainerLength(header.containerLength)));
  demand(!header.seen.some((head) => equal(head.author, header.author) && head.stream === header.stream));
  return header;
}

function readChain(reader: SicReader, kind: ObjectKind): Pick<ObjectHeader, "author" | "stream" | "seq" | "prev" | "seen"> {
  const author = reader.bytes(16);
  demand(mayWrite(kind, author));
  const stream = reader.u8();
  demand(stream === streamOf(kind));
  const seq = reader.u32();
  const prev = reader.bytes(32);
  demand((seq === 0) === isZero(prev));
  let last: ChainHead | null = null;
  const seen = reader.list(reader.u8(), () => {
    const head = readHead(reader);
    demand(head.stream <= stream);
    demand(last === null || compareChains(last, head) < 0, "not-canonical");
    return last = head;
  });
  return { author, stream, seq, prev, seen };
}

function readRest(reader: SicReader, kind: ObjectKind):
  Pick<ObjectHeader, "reporter" | "keyCommit" | "bodyLength" | "containerLength" | "containerHash" | "recipients"> {
  const clear = isClear(kind);
  demand(reader.u16() === (kind === ObjectKind.report ? 64 : 0));
  const reporter = kind === ObjectKind.report ? { lookup: reader.bytes(32), authPublicKey: reader.bytes(32) } : null;
  const keyCommit = reader.bytes(32);
  demand(clear === isZero(keyCommit));
  const bodyLength = reader.u32();
  demand(clear ? bodyLength > 0 && bodyLength <= maximumClearBody : isSealedLength(bodyLength));
  const container = { containerLength: reader.u64(), containerHash: reader.bytes(32) };
  const count = reader.u8();
  demand(clear === (count === 0));
  const recipients: Recipient[] = [];
  for (let i = 0; i < count; i++) {
    const recipient = { who: reader.bytes(16), keyId: reader.bytes(16) };
    demand(!recipients.some((other) => equal(other.who, recipient.who) || equal(other.keyId, recipient.keyId)));
    recipients.push(recipient);
  }
  return { reporter, keyCommit, bodyLength, ...container, recipients };
}

/** The order of `seen`: author bytewise, then stream. */
export function compareChains(left: ChainHead, right: ChainHead): number {
  return compare(left.author, right.author) || left.stream - right.stream;
}

export function sameChain(left: { author: Bytes; stream: number }, right: { author: Bytes; stream: number }): boolean {
  return left.stream === right.stream && equal(left.author, right.author);
}

export function writeHead(writer: SicWriter, head: ChainHead): void {
  writer.bytes(head.author, 16).u8(head.stream).u32(head.seq).bytes(head.hash, 32);
}

export function readHead(reader: SicReader): ChainHead {
  return { author: reader.bytes(16), stream: reader.u8(), seq: reader.u32(), hash: reader.bytes(32) };
}
