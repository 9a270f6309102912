/*
 * Argon2id v1.3 with one lane for officers' passphrases, by libsodium in WebAssembly. An entry of its own
 * ("@integrity-channel/crypto/passphrase"), so that the reporter's page never loads it. Salt 16, output 32.
 */
import sodium from "libsodium-wrappers-sumo";
import { wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { requireStrongParameters } from "./passphraseparameters.ts";

/** The passphrase as bytes: compatibility-decomposed, lower case, single spaces, trimmed. */
export function encodePassphrase(text: string): Bytes {
  const normal = text.normalize("NFKD").toLowerCase().trim().replace(/\s+/gu, " ");
  return new TextEncoder().encode(normal);
}

/**
 * 32 bytes for `openVault` and `signOfficerLogin`; wipe them. The passphrase is wiped here. Throws weak-parameters below
 * 64 MiB and 3 passes or above 1 GiB, whatever the server says.
 */
export async function argon2id(passphrase: Bytes, salt: Bytes, memoryKib: number, iterations: number): Promise<Bytes> {
  requireStrongParameters({ memoryKib, iterations });
  if (salt.length !== 16) throw new SicError("malformed");
  await sodium.ready;
  try {
    const derived = sodium.crypto_pwhash(32, passphrase, salt, iterations, memoryKib * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
    return new Uint8Array(derived);
  } finally {
    wipe(passphrase);
  }
}
