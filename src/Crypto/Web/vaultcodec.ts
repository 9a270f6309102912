/** What stands inside a vault: "sicV" … (docs/protocol.md section 13). */
import { type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { keyIdOf, KeyType } from "./hash.ts";
import { type ChainHead, readHead, writeHead } from "./objectheader.ts";
import { xwingKeyPair, type Entropy, type KeyPair } from "./primitives.ts";
import { readSuite, SicReader, suite } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

/** An own X-Wing key; the newest serial is certified, older ones stay for what was sealed to them. */
export interface EncryptionKey extends KeyPair {
  readonly serial: number;
  readonly keyId: Bytes;
}

/** What an officer's browser remembers of one report. */
export interface VaultReport {
  readonly reportId: Bytes;
  readonly kemKey: Bytes | null;
  readonly authKey: Bytes | null;
  readonly excluded: readonly Bytes[] | null;
  readonly heads: readonly ChainHead[];
}

export interface Draft { readonly reportId: Bytes; readonly text: string }

/** A case that this officer laid aside as junk, as it was then: with the reporter's next object it counts no more. */
export interface AsideMark { readonly reportId: Bytes; readonly seq: number }

/** Everything an officer holds while signed in. Wipe with `wipeVault` on lock, idle and sign-out. */
export interface UnlockedVault {
  readonly orgId: Bytes;
  readonly officerId: Bytes;
  readonly vaultKey: Bytes;
  readonly vaultKeyId: Bytes;
  /** Of the stored vault; the next write carries version + 1. */
  readonly version: number;
  readonly signingSeed: Bytes;
  readonly encryptionKeys: readonly EncryptionKey[];
  /** Pinned. */
  readonly rootKey: Bytes;
  readonly directorySeq: number;
  readonly highestDay: number;
  readonly reports: readonly VaultReport[];
  readonly drafts: readonly Draft[];
  readonly aside: readonly AsideMark[];
}

export function writeVault(vault: UnlockedVault): Bytes {
  const writer = new SicWriter().magic("sicV").u16(suite).bytes(vault.orgId, 16).bytes(vault.officerId, 16)
    .bytes(vault.signingSeed, 32).u8(vault.encryptionKeys.length);
  for (const { serial, seed } of vault.encryptionKeys) writer.u32(serial).bytes(seed, 32);
  writer.bytes(vault.rootKey, 32).u32(vault.directorySeq).u32(vault.highestDay).u16(vault.reports.length);
  for (const report of vault.reports) writeReport(writer, report);
  writer.u8(vault.drafts.length);
  for (const { reportId, text } of vault.drafts) writer.bytes(reportId, 16).text(text);
  writeAside(writer, vault.aside);
  return writer.toBytes();
}

/** Left out where there is none, so that vaults of before this list are read and written as they were. */
function writeAside(writer: SicWriter, aside: readonly AsideMark[]): void {
  if (aside.length === 0) return;
  writer.u16(aside.length);
  for (const { reportId, seq } of aside) writer.bytes(reportId, 16).u32(seq);
}

function readAside(reader: SicReader): AsideMark[] {
  if (reader.remaining === 0) return [];
  const count = reader.u16();
  if (count === 0) throw new SicError("malformed");
  return reader.list(count, () => ({ reportId: reader.bytes(16), seq: reader.u32() }));
}

function writeReport(writer: SicWriter, report: VaultReport): void {
  const none = new Uint8Array(0);
  writer.bytes(report.reportId, 16).vector(report.kemKey ?? none).vector(report.authKey ?? none);
  const excluded = report.excluded ?? [];
  writer.u8(excluded.length);
  for (const id of excluded) writer.bytes(id, 16);
  writer.u8(report.heads.length);
  for (const head of report.heads) writeHead(writer, head);
}

/** `known` is what stands outside the sealed content. */
export function readVault(
  content: Bytes, known: Pick<UnlockedVault, "vaultKey" | "vaultKeyId" | "version">): UnlockedVault {
  const reader = new SicReader(content);
  reader.magic("sicV");
  readSuite(reader);
  const vault = {
    ...known, orgId: reader.bytes(16), officerId: reader.bytes(16), signingSeed: reader.bytes(32),
    encryptionKeys: reader.list(reader.u8(), () => readEncryptionKey(reader)),
    rootKey: reader.bytes(32), directorySeq: reader.u32(), highestDay: reader.u32(),
    reports: reader.list(reader.u16(), () => readReport(reader)),
    drafts: reader.list(reader.u8(), () => ({ reportId: reader.bytes(16), text: reader.text() })),
    aside: readAside(reader),
  };
  reader.end();
  return vault;
}

/** A new key of an officer. Certify it only after the vault with its seed was stored and read back. */
export function createEncryptionKey(serial: number, entropy: Entropy): EncryptionKey {
  return encryptionKey(serial, entropy.fill(32));
}

function readEncryptionKey(reader: SicReader): EncryptionKey {
  const serial = reader.u32();
  return encryptionKey(serial, reader.bytes(32));
}

function encryptionKey(serial: number, seed: Bytes): EncryptionKey {
  const pair = xwingKeyPair(seed);
  return { serial, ...pair, keyId: keyIdOf(KeyType.xwing, pair.publicKey) };
}

function readReport(reader: SicReader): VaultReport {
  const reportId = reader.bytes(16);
  const kemKey = optional(reader, 1216);
  const authKey = optional(reader, 32);
  const excluded = reader.list(reader.u8(), () => reader.bytes(16));
  const heads = reader.list(reader.u8(), () => readHead(reader));
  // The codec has no "unknown": a report whose key was never opened has no known list of those left out either.
  return { reportId, kemKey, authKey, excluded: kemKey === null ? null : excluded, heads };
}

function optional(reader: SicReader, length: number): Bytes | null {
  const value = reader.vector(length);
  if (value.length !== 0 && value.length !== length) throw new SicError("malformed");
  return value.length === 0 ? null : value;
}
