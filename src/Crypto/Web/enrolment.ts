/*
 * An account made in its owner's browser: keys, vault, login (sicE), and for officers the wish to be listed (sicN). An
 * administrator gets a vault without keys, since an administrator receives and signs nothing (docs/protocol.md section 13).
 */
import { type Bytes } from "./bytes.ts";
import { officerFingerprintOf } from "./directorystatement.ts";
import * as Label from "./labels.ts";
import { officerLoginKey } from "./login.ts";
import { requireStrongParameters, type PassphraseParameters } from "./passphraseparameters.ts";
import { ed25519KeyPair, type Entropy } from "./primitives.ts";
import { suite } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";
import { signStatement } from "./statement.ts";
import { sealVault, wipeVault } from "./vault.ts";
import { createEncryptionKey, type UnlockedVault } from "./vaultcodec.ts";
import { wrapVaultKey } from "./vaultkey.ts";

const administrator = 0;

export interface EnrolmentInput {
  /** 0 for an administrator, else one of `Role`. */
  readonly role: number;
  readonly account: string;
  readonly mail: string;
  readonly locale: string;
  /** How pages name an officer; unused for an administrator. */
  readonly display: string;
  readonly orgId: Bytes;
  /** The root that the vault pins. */
  readonly rootKey: Bytes;
  /** The host's civil day, pinned as the highest day seen. */
  readonly day: number;
  readonly parameters: PassphraseParameters;
  readonly salt: Bytes;
  /** 32 bytes of Argon2id over the passphrase; wiped by the caller. */
  readonly argon: Bytes;
  readonly entropy: Entropy;
}

export interface EnrolmentMade {
  /** sicE. */
  readonly file: Bytes;
  /** sicN; null for an administrator. */
  readonly candidate: Bytes | null;
  /** What the officer reads to the holders of the root; null for an administrator. */
  readonly fingerprint: string | null;
}

/** Makes keys, vault and login. What is secret leaves only inside the sealed vault. Throws weak-parameters. */
export async function enrol(input: EnrolmentInput): Promise<EnrolmentMade> {
  requireStrongParameters(input.parameters);
  const vault = newVault(input);
  try {
    const file = await writeFile(input, vault);
    return input.role === administrator ? { file, candidate: null, fingerprint: null } : { file, ...askToBeListed(input, vault) };
  } finally {
    wipeVault(vault);
  }
}

function newVault({ role, orgId, rootKey, day, entropy }: EnrolmentInput): UnlockedVault {
  const officer = role !== administrator;
  return {
    orgId, rootKey, officerId: entropy.fill(16), vaultKey: entropy.fill(32), vaultKeyId: entropy.fill(16), version: 0,
    signingSeed: officer ? entropy.fill(32) : new Uint8Array(32),
    encryptionKeys: officer ? [createEncryptionKey(1, entropy)] : [],
    directorySeq: 0, highestDay: day, reports: [], drafts: [], aside: [],
  };
}

async function writeFile(input: EnrolmentInput, vault: UnlockedVault): Promise<Bytes> {
  const { memoryKib, iterations } = input.parameters;
  const sealed = await sealVault(vault, input.entropy);
  const wrap = await wrapVaultKey({ ...vault, argon: input.argon, parameters: input.parameters }, input.entropy);
  return new SicWriter().magic("sicE").u16(suite).bytes(input.orgId, 16).bytes(vault.officerId, 16).u8(input.role)
    .name(input.account).name(input.mail).name(input.locale).bytes(officerLoginKey(input.argon), 32).bytes(input.salt, 16)
    .u32(memoryKib).u32(iterations).bytes(vault.vaultKeyId, 16).vector(wrap)
    .u64(sealed.version).block(sealed.vault).toBytes();
}

function askToBeListed({ orgId, role, display }: EnrolmentInput, { officerId, signingSeed }: UnlockedVault): { candidate: Bytes; fingerprint: string } {
  const { publicKey } = ed25519KeyPair(signingSeed);
  return { candidate: signCandidate(signingSeed, { orgId, officerId, role, display }), fingerprint: officerFingerprintOf(publicKey) };
}

/** sicN: officer_id 16 ‖ role u8 ‖ isk 32 ‖ display, signed by that isk. */
export function signCandidate(
  signingSeed: Bytes, candidate: { readonly orgId: Bytes; readonly officerId: Bytes; readonly role: number; readonly display: string }): Bytes {
  const { orgId, officerId, role, display } = candidate;
  const { publicKey } = ed25519KeyPair(signingSeed);
  return signStatement(signingSeed, "sicN", Label.signCandidate, orgId, (writer) =>
    writer.bytes(officerId, 16).u8(role).bytes(publicKey, 32).name(display));
}
