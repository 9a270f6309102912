/*
 * The officer's vault: u32 n ‖ "sicV" … ‖ zeros to a multiple of 4096, sealed as nonce 12 ‖ AES-256-GCM(VK) with associated
 * data officer_id ‖ vk_id ‖ version u64. VK is wrapped as nonce 12 ‖ AES-256-GCM(KEK, VK) ‖ tag (60 bytes) with associated
 * data officer_id ‖ vk_id ‖ memory_kib u32 ‖ iterations u32 ‖ parallelism u32; KEK = X(Argon2id(…), "sic1/kek-pass", 32).
 */
import { concat, equal, wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { deriveKey, keyIdOf, KeyType } from "./hash.ts";
import { Label } from "./labels.ts";
import { type ChainHead, readHead, writeHead } from "./objectheader.ts";
import { AesKey, xwingKeyPair, type Entropy, type KeyPair } from "./primitives.ts";
import { pad, unpad } from "./sealedbody.ts";
import { readSuite, SicReader, suite } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

const nonceLength = 12;
const block = 4096;

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
}

export interface PassphraseParameters {
  readonly memoryKib: number;
  readonly iterations: number;
}

const parallelism = 1;

/** Whether the parameters lie between the floor (64 MiB, 3 passes) and the ceiling (1 GiB); throws weak-parameters. */
export function requireStrongParameters({ memoryKib, iterations }: PassphraseParameters): void {
  const strong = memoryKib >= 64 * 1024 && memoryKib <= 1024 * 1024 && iterations >= 3 && iterations <= 64;
  if (!strong) throw new SicError("weak-parameters");
}

export interface OpenVaultInput {
  /** 32 bytes of Argon2id; wiped by the caller. */
  readonly argon: Bytes;
  readonly parameters: PassphraseParameters;
  readonly officerId: Bytes;
  readonly vaultKeyId: Bytes;
  /** 60 bytes. */
  readonly vaultKeyWrap: Bytes;
  readonly version: number;
  readonly vault: Bytes;
}

/** Throws weak-parameters, wrong-key (passphrase, wrap or its parameters), wrong-body (vault or its version), wrong-padding or malformed. */
export async function openVault(input: OpenVaultInput): Promise<UnlockedVault> {
  requireStrongParameters(input.parameters);
  return openContent(await openVaultKey(input), input);
}

/**
 * Opens what another session of the same officer stored, with the key in hand; the passphrase is gone by then. For the 409 of
 * a write and for reading back. Throws wrong-body, wrong-padding or malformed.
 */
export async function reopenVault(
  unlocked: UnlockedVault, stored: { readonly version: number; readonly vault: Bytes }): Promise<UnlockedVault> {
  const { officerId, vaultKey, vaultKeyId } = unlocked;
  return openContent(vaultKey, { officerId, vaultKeyId, ...stored });
}

type StoredVault = Pick<OpenVaultInput, "officerId" | "vaultKeyId" | "version" | "vault">;

async function openContent(vaultKey: Bytes, input: StoredVault): Promise<UnlockedVault> {
  const plaintext = await openWith(vaultKey, vaultAad(input.officerId, input.vaultKeyId, input.version), input.vault);
  if (plaintext === null) throw new SicError("wrong-body");
  const content = unpad(plaintext);
  if (plaintext.length % block !== 0) throw new SicError("wrong-padding");
  const unlocked = readVault(content, vaultKey, input);
  wipe(plaintext, content);
  if (!equal(unlocked.officerId, input.officerId)) throw new SicError("not-an-officer");
  return unlocked;
}

async function openVaultKey(input: OpenVaultInput): Promise<Bytes> {
  const kek = deriveKey(input.argon, Label.passphraseKek);
  const { memoryKib, iterations } = input.parameters;
  const aad = new SicWriter().bytes(input.officerId, 16).bytes(input.vaultKeyId, 16)
    .u32(memoryKib).u32(iterations).u32(parallelism).toBytes();
  const vaultKey = await openWith(kek, aad, input.vaultKeyWrap);
  wipe(kek);
  if (vaultKey?.length !== 32) throw new SicError("wrong-key");
  return vaultKey;
}

async function openWith(key: Bytes, aad: Bytes, sealed: Bytes): Promise<Bytes | null> {
  if (sealed.length < nonceLength) return null;
  return (await AesKey.import(key)).open(sealed.slice(0, nonceLength), aad, sealed.slice(nonceLength));
}

function vaultAad(officerId: Bytes, vaultKeyId: Bytes, version: number): Bytes {
  return new SicWriter().bytes(officerId, 16).bytes(vaultKeyId, 16).u64(version).toBytes();
}

/** Seals under the next version: PUT it with ifVersion = vault.version; on 409 fetch, open, `mergeVault`, and seal again. */
export async function sealVault(vault: UnlockedVault, entropy: Entropy): Promise<{ version: number; vault: Bytes }> {
  const version = vault.version + 1;
  const content = writeVault(vault);
  const plaintext = pad(content, Math.ceil((content.length + 4) / block) * block);
  const nonce = entropy.fill(nonceLength);
  const aes = await AesKey.import(vault.vaultKey);
  const sealed = await aes.seal(nonce, vaultAad(vault.officerId, vault.vaultKeyId, version), plaintext);
  wipe(content, plaintext);
  return { version, vault: concat(nonce, sealed) };
}

export function wipeVault(vault: UnlockedVault): void {
  wipe(vault.vaultKey, vault.signingSeed, ...vault.encryptionKeys.map((key) => key.seed));
}

function writeVault(vault: UnlockedVault): Bytes {
  const writer = new SicWriter().magic("sicV").u16(suite).bytes(vault.orgId, 16).bytes(vault.officerId, 16)
    .bytes(vault.signingSeed, 32).u8(vault.encryptionKeys.length);
  for (const { serial, seed } of vault.encryptionKeys) writer.u32(serial).bytes(seed, 32);
  writer.bytes(vault.rootKey, 32).u32(vault.directorySeq).u32(vault.highestDay).u16(vault.reports.length);
  for (const report of vault.reports) writeReport(writer, report);
  writer.u8(vault.drafts.length);
  for (const { reportId, text } of vault.drafts) writer.bytes(reportId, 16).text(text);
  return writer.toBytes();
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

function readVault(content: Bytes, vaultKey: Bytes, { vaultKeyId, version }: StoredVault): UnlockedVault {
  const reader = new SicReader(content);
  reader.magic("sicV");
  readSuite(reader);
  const vault = {
    orgId: reader.bytes(16), officerId: reader.bytes(16), vaultKey, vaultKeyId, version, signingSeed: reader.bytes(32),
    encryptionKeys: reader.list(reader.u8(), () => readEncryptionKey(reader)),
    rootKey: reader.bytes(32), directorySeq: reader.u32(), highestDay: reader.u32(),
    reports: reader.list(reader.u16(), () => readReport(reader)),
    drafts: reader.list(reader.u8(), () => ({ reportId: reader.bytes(16), text: reader.text() })),
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
