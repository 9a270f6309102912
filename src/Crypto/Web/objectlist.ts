/*
 * What a host hands out of one report: "sicL" ‖ day u32 ‖ u32 count ‖ entries, each form u8 ‖ put_day u32 ‖ u32 length ‖ bytes,
 * ordered by put day, author, stream, seq. Form 1 stub: header ‖ body_hash 32 ‖ sig 64. Form 2 for one reader: header ‖
 * wrap 1184 ‖ body ‖ sig 64. Form 3: a clear object whole. Then u16 count ‖ recovery statements of 172 bytes, ordered by newcomer.
 */
import { compare, type Bytes } from "./bytes.ts";
import { requireClearBody } from "./clearbody.ts";
import { demand, SicError } from "./failure.ts";
import { sortedIds } from "./grantcontent.ts";
import { isClear, readHeader } from "./objectheader.ts";
import { sha256 } from "./primitives.ts";
import { parseRecovery, recoveryLength, type RecoveryStatement } from "./recovery.ts";
import { maximumObject, signedHeader, type SignedHeader, wrapLength } from "./sealedobject.ts";
import { SicReader } from "./sicreader.ts";
import { type UntrustedStatement } from "./statement.ts";

const Form = { stub: 1, forReader: 2, clear: 3 } as const;

export interface ObjectEntry extends SignedHeader {
  /** The server's civil day when it stored the object. */
  readonly putDay: number;
  /** The reader's own wrap; null in stubs and clear objects. */
  readonly wrap: Bytes | null;
  /** Null in stubs. */
  readonly body: Bytes | null;
}

export interface ObjectList {
  /** The server's civil day. */
  readonly day: number;
  readonly entries: readonly ObjectEntry[];
  /** Whom recovery let in; nothing in them is verified. */
  readonly recoveries: readonly UntrustedStatement<RecoveryStatement>[];
}

/** Parses one entry with its form, day and length; trailing bytes are refused. */
export function parseEntry(bytes: Bytes): ObjectEntry {
  const reader = new SicReader(bytes);
  const entry = readEntry(reader);
  reader.end();
  return entry;
}

export function parseObjectList(bytes: Bytes): ObjectList {
  const reader = new SicReader(bytes);
  reader.magic("sicL");
  const day = reader.u32();
  let last: ObjectEntry | null = null;
  const entries = reader.list(reader.u32(), () => {
    const entry = readEntry(reader);
    if (last !== null && compareEntries(last, entry) >= 0) throw new SicError("not-canonical");
    return last = entry;
  });
  const recoveries = reader.list(reader.u16(), () => parseRecovery(reader.bytes(recoveryLength)));
  sortedIds(recoveries.map(({ claimed }) => claimed.newcomer));
  reader.end();
  return { day, entries, recoveries };
}

function compareEntries(left: ObjectEntry, right: ObjectEntry): number {
  return left.putDay - right.putDay || compare(left.header.author, right.header.author)
    || left.header.stream - right.header.stream || left.header.seq - right.header.seq
    || compare(left.objectHash, right.objectHash);
}

function readEntry(outer: SicReader): ObjectEntry {
  const form = outer.u8();
  const putDay = outer.u32();
  const bytes = outer.block();
  demand(bytes.length <= maximumObject);
  if (form < Form.stub || form > Form.clear) throw new SicError("unknown-kind");
  const reader = new SicReader(bytes);
  const header = readHeader(reader);
  if (form !== Form.stub && (form === Form.clear) !== isClear(header.kind)) throw new SicError("malformed");
  const headerBytes = bytes.subarray(0, reader.position);
  const wrap = form === Form.forReader ? reader.bytes(wrapLength) : null;
  const stubHash = form === Form.stub ? reader.bytes(32) : null;
  const body = form === Form.stub ? null : reader.bytes(header.bodyLength);
  const signature = reader.bytes(64);
  reader.end();
  if (form === Form.clear) requireClearBody(header.kind, body!);
  return { ...signedHeader(header, headerBytes, stubHash ?? sha256(body!), signature), putDay, wrap, body };
}

/** The answer to a reporter's login: u32 n ‖ list[n] ‖ random padding. Bytes without a list mean an unknown code. */
export function readLoginAnswer(answer: Bytes): ObjectList {
  try {
    return parseObjectList(new SicReader(answer).block());
  } catch {
    throw new SicError("bad-code");
  }
}
