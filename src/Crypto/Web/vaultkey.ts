/*
 * The key of a vault and its wrap under a passphrase: making one, and changing the passphrase. A changed passphrase re-makes VK too, so
 * that whoever once learned the old passphrase and copied the old wrap opens nothing that is stored from then on (docs/protocol.md
 * section 13). VK is never wrapped to anybody else.
 */
import { concat, wipe, type Bytes } from "./bytes.ts";
import { deriveKey } from "./hash.ts";
import * as Label from "./labels.ts";
import { officerLoginKey } from "./login.ts";
import { requireStrongParameters, type PassphraseParameters } from "./passphraseparameters.ts";
import { AesKey, type Entropy } from "./primitives.ts";
import { sealVault, wrapAad } from "./vault.ts";
import type { UnlockedVault } from "./vaultcodec.ts";

const nonceLength = 12;

export interface PassphraseWrapInput {
  /** 32 bytes of Argon2id over the passphrase; wiped by the caller. */
  readonly argon: Bytes;
  readonly parameters: PassphraseParameters;
  readonly officerId: Bytes;
  readonly vaultKeyId: Bytes;
  /** 32 bytes. */
  readonly vaultKey: Bytes;
}

/** nonce 12 ‖ AES-256-GCM ‖ tag: 60 bytes. Throws weak-parameters. */
export async function wrapVaultKey(input: PassphraseWrapInput, entropy: Entropy): Promise<Bytes> {
  requireStrongParameters(input.parameters);
  const kek = deriveKey(input.argon, Label.passphraseKek);
  const aes = await AesKey.import(kek);
  wipe(kek);
  const nonce = entropy.fill(nonceLength);
  return concat(nonce, await aes.seal(nonce, wrapAad(input.officerId, input.vaultKeyId, input.parameters), input.vaultKey));
}

export interface RekeyInput {
  /** As it is unlocked now; it is left as it is. */
  readonly vault: UnlockedVault;
  /** 32 bytes of Argon2id over the new passphrase and the new salt; wiped by the caller. */
  readonly argon: Bytes;
  readonly parameters: PassphraseParameters;
}

/** What the server stores in one act in place of the old wrap, vault and login key. */
export interface RekeyedVault {
  /** The same content under a new VK and the next version; the caller wipes whichever of the two it gives up. */
  readonly unlocked: UnlockedVault;
  readonly vaultKeyWrap: Bytes;
  readonly loginKey: Bytes;
  readonly vault: Bytes;
}

/** A vault under a new VK, a new vk_id and a new passphrase. Throws weak-parameters. */
export async function rekeyVault({ vault, argon, parameters }: RekeyInput, entropy: Entropy): Promise<RekeyedVault> {
  const fresh = { ...vault, vaultKey: entropy.fill(32), vaultKeyId: entropy.fill(16) };
  const sealed = await sealVault(fresh, entropy);
  const vaultKeyWrap = await wrapVaultKey({ argon, parameters, officerId: vault.officerId, vaultKeyId: fresh.vaultKeyId, vaultKey: fresh.vaultKey }, entropy);
  return { unlocked: { ...fresh, version: sealed.version }, vaultKeyWrap, loginKey: officerLoginKey(argon), vault: sealed.vault };
}
