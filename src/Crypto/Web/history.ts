/*
 * The chain of directories: GET /d/chain, "sicH" ‖ u16 × {kind u8 (1 sicD, 2 root change), u32 length ‖ bytes}, oldest first.
 * The first directory is signed by the root whose hash is org_id; each names the hash of the one before; a new root
 * needs a root change, signed by the old root and the new one (sicT), or where the old one is lost by every officer (sicJ).
 */
import { equal, includes, type Bytes } from "./bytes.ts";
import { type DirectoryStatement, parseDirectoryStatement } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { labelledHash, orgIdOf } from "./hash.ts";
import * as Label from "./labels.ts";
import { ed25519Verify } from "./primitives.ts";
import { readSuite, SicReader } from "./sicreader.ts";

/** Every directory of the organisation, verified from the first root on. */
export interface DirectoryHistory {
  readonly orgId: Bytes;
  /** Oldest first; directory n stands at n - 1. */
  readonly directories: readonly DirectoryStatement[];
  /** Every root that ever signed, oldest first. */
  readonly rootKeys: readonly Bytes[];
}

export interface HistoryOptions {
  /** A directory that must be part of the history, such as the one in use (else wrong-directory). */
  readonly directory?: { readonly seq: number; readonly hash: Bytes };
  /** A pinned root that must be part of the history (else wrong-root). */
  readonly rootKey?: Bytes;
}

/** Verifies a whole history; throws on the first thing that does not hold. */
export function parseChain(bytes: Bytes, options: HistoryOptions = {}): DirectoryHistory {
  const reader = new SicReader(bytes);
  reader.magic("sicH");
  const entries = reader.list(reader.u16(), () => readEntry(reader));
  reader.end();
  const history = verifyEntries(entries);
  const { directory, rootKey } = options;
  demand(rootKey === undefined || includes(history.rootKeys, rootKey), "wrong-root");
  demand(directory === undefined || findDirectory(history, directory.seq, directory.hash) !== null, "wrong-directory");
  return history;
}

function readEntry(reader: SicReader): { kind: number; bytes: Bytes } {
  const kind = reader.u8();
  demand(kind === 1 || kind === 2, "unknown-kind");
  return { kind, bytes: reader.block() };
}

/** The directory with this number and hash; null when the history has no such one. */
export function findDirectory(history: DirectoryHistory, seq: number, hash: Bytes): DirectoryStatement | null {
  const found = history.directories[seq - 1];
  return found !== undefined && equal(found.hash, hash) ? found : null;
}

/**
 * Whether a reader may accept an object made under directory `seq` on `day`: it was issued by then (one day of slack), and
 * no directory issued two or more days before had ended its acceptance.
 */
export function isAcceptable(history: DirectoryHistory, seq: number, day: number): boolean {
  const directory = history.directories[seq - 1];
  return directory !== undefined && directory.issued <= day + 1
    && !history.directories.some((other) => other.issued <= day - 2 && other.acceptFrom > seq);
}

function verifyEntries(entries: readonly { readonly kind: number; readonly bytes: Bytes }[]): DirectoryHistory {
  const directories: DirectoryStatement[] = [];
  const rootKeys: Bytes[] = [];
  for (const { kind, bytes } of entries) {
    const last = directories.at(-1);
    const root = rootKeys.at(-1);
    if (kind === 1) directories.push(verifyNext(bytes, last, root));
    else rootKeys.push(verifyRootChange(bytes, last, root));
    if (rootKeys.length === 0) rootKeys.push(directories[0]!.rootKey);
  }
  const first = directories[0];
  demand(first !== undefined);
  return { orgId: first.orgId, directories, rootKeys };
}

/** Same organisation, the root in force, the next in the chain; in this order, before the signature. */
function verifyNext(bytes: Bytes, last?: DirectoryStatement, root?: Bytes): DirectoryStatement {
  const untrusted = parseDirectoryStatement(bytes);
  const { orgId, rootKey, seq, previousHash } = untrusted.claimed;
  demand(last === undefined || equal(orgId, last.orgId), "wrong-organisation");
  demand(root === undefined ? equal(orgId, orgIdOf(rootKey)) : equal(rootKey, root), "wrong-root");
  demand(last === undefined ? seq === 1 : seq === last.seq + 1 && equal(previousHash, last.hash), "wrong-chain");
  return untrusted.verify(rootKey);
}

/**
 * The new root. from_seq u32 ‖ old_pk 32 ‖ new_pk 32 ‖ day u32, and 64 bytes by each signer: sicT the old root and the new one; sicJ, where the old
 * one is lost, the new root and every officer of the directory before.
 */
function verifyRootChange(bytes: Bytes, last?: DirectoryStatement, root?: Bytes): Bytes {
  const reader = new SicReader(bytes);
  const lost = bytes[3] === 74;
  reader.magic(lost ? "sicJ" : "sicT");
  readSuite(reader);
  const orgId = reader.bytes(16);
  const fromSeq = reader.u32();
  const oldKey = reader.bytes(32);
  const newKey = reader.bytes(32);
  reader.u32();
  const message = labelledHash(lost ? Label.signRootLost : Label.signRoot, bytes.subarray(0, reader.position));
  const signatures = bytes.subarray(reader.position);
  demand(lost || signatures.length === 128);
  demand(last !== undefined && root !== undefined && fromSeq === last.seq + 1, "wrong-chain");
  demand(equal(orgId, last.orgId), "wrong-organisation");
  demand(equal(oldKey, root), "wrong-root");
  const signers = lost ? [newKey, ...last.officers.map(({ signingKey }) => signingKey)] : [oldKey, newKey];
  demand(signatures.length === signers.length * 64
    && signers.every((key, at) => ed25519Verify(key, message, signatures.subarray(at * 64, at * 64 + 64))), "wrong-signature");
  return newKey;
}
