/*
 * HPKE base mode, single shot (RFC 9180 5.1, 6.1), suite KEM 0x647A X-Wing, KDF 0x0001 HKDF-SHA256,
 * AEAD 0x0003 ChaCha20Poly1305. enc 1120 bytes, tag 16. The secret of X-Wing is used as it is (no DHKEM step).
 */
import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { expand, extract } from "./hash.ts";
import { chachaOpen, chachaSeal, xwingDecapsulate, xwingEncapsulate, type Entropy } from "./primitives.ts";

const encLength = 1120;

const empty: Bytes = new Uint8Array(0);
const suiteId = concat(ascii("HPKE"), Uint8Array.of(0x64, 0x7a, 0, 1, 0, 3));
const version = ascii("HPKE-v1");

function labeledExtract(salt: Bytes, label: string, ikm: Bytes): Bytes {
  return extract(salt, concat(version, suiteId, ascii(label), ikm));
}

function labeledExpand(prk: Bytes, label: string, info: Bytes, length: number): Bytes {
  return expand(prk, concat(Uint8Array.of(length >> 8, length & 0xff), version, suiteId, ascii(label), info), length);
}

/** The key schedule of base mode: no pre-shared key, its identifier empty. */
export function keySchedule(sharedSecret: Bytes, info: Bytes): { key: Bytes; nonce: Bytes } {
  const context = concat(
    Uint8Array.of(0),
    labeledExtract(empty, "psk_id_hash", empty),
    labeledExtract(empty, "info_hash", info));
  const secret = labeledExtract(sharedSecret, "secret", empty);
  const key = labeledExpand(secret, "key", context, 32);
  const nonce = labeledExpand(secret, "base_nonce", context, 12);
  wipe(secret);
  return { key, nonce };
}

/** Returns enc ‖ ct. */
export function hpkeSeal(publicKey: Bytes, info: Bytes, aad: Bytes, plaintext: Bytes, entropy: Entropy): Bytes {
  const coins = entropy.fill(64);
  const { enc, secret } = xwingEncapsulate(publicKey, coins);
  const { key, nonce } = keySchedule(secret, info);
  const sealed = concat(enc, chachaSeal(key, nonce, aad, plaintext));
  wipe(coins, secret, key);
  return sealed;
}

/** Takes enc ‖ ct; throws wrong-key when it was not made for this seed, info and aad. */
export function hpkeOpen(seed: Bytes, info: Bytes, aad: Bytes, sealed: Bytes): Bytes {
  const secret = xwingDecapsulate(sealed.slice(0, encLength), seed);
  const { key, nonce } = keySchedule(secret, info);
  const plaintext = chachaOpen(key, nonce, aad, sealed.slice(encLength));
  wipe(secret, key);
  if (plaintext === null) throw new SicError("wrong-key");
  return plaintext;
}
