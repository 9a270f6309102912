/*
 * The officer's vault: u32 n ‖ "sicV" … ‖ zeros to a multiple of 4096, sealed as nonce 12 ‖ AES-256-GCM(VK) with associated
 * data officer_id ‖ vk_id ‖ version u64. VK is wrapped as nonce 12 ‖ AES-256-GCM(KEK, VK) ‖ tag (60 bytes) with associated
 * data officer_id ‖ vk_id ‖ memory_kib u32 ‖ iterations u32 ‖ parallelism u32; KEK = X(Argon2id(…), "sic1/kek-pass", 32).
 */
import { concat, equal, wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { deriveKey } from "./hash.ts";
import * as Label from "./labels.ts";
import { requireStrongParameters, type PassphraseParameters } from "./passphraseparameters.ts";
import { AesKey, type Entropy } from "./primitives.ts";
import { pad, unpad } from "./sealedbody.ts";
import { SicWriter } from "./sicwriter.ts";
import { readVault, type UnlockedVault, writeVault } from "./vaultcodec.ts";

const nonceLength = 12;
const block = 4096;
const parallelism = 1;

/** What is bound to a wrap of VK: officer_id ‖ vk_id ‖ memory_kib u32 ‖ iterations u32 ‖ parallelism u32. */
export function wrapAad(officerId: Bytes, vaultKeyId: Bytes, { memoryKib, iterations }: PassphraseParameters): Bytes {
  return new SicWriter().bytes(officerId, 16).bytes(vaultKeyId, 16).u32(memoryKib).u32(iterations).u32(parallelism).toBytes();
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
  const unlocked = readVault(content, { vaultKey, vaultKeyId: input.vaultKeyId, version: input.version });
  wipe(plaintext, content);
  if (!equal(unlocked.officerId, input.officerId)) throw new SicError("not-an-officer");
  return unlocked;
}

async function openVaultKey(input: OpenVaultInput): Promise<Bytes> {
  const kek = deriveKey(input.argon, Label.passphraseKek);
  const vaultKey = await openWith(kek, wrapAad(input.officerId, input.vaultKeyId, input.parameters), input.vaultKeyWrap);
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
