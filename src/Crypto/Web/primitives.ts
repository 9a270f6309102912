/*
 * The only file that names noble and WebCrypto.
 *
 * X-Wing        ML-KEM-768 + X25519, draft-connolly-cfrg-xwing-kem; seed 32, public key 1216, enc 1120, secret 32
 * Ed25519       RFC 8032 with the strict profile of SIC-1: A and R canonical and of prime order, S < L
 * ChaCha20-Poly1305 (RFC 8439)  key wraps; key 32, nonce 12, tag 16
 * AES-256-GCM   bodies and vaults, by WebCrypto (native also where WebAssembly and JIT are off)
 * SHA-256, HMAC-SHA-256, HMAC-SHA-512; scrypt (RFC 7914) for passphrases of exported files only, because age files are so made
 */
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 as nobleSha256, sha512 } from "@noble/hashes/sha2.js";
import { sha3_256, shake256 } from "@noble/hashes/sha3.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { concat, wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";

/** A source of random bytes; tests hand in a seeded one. */
export interface Entropy {
  /** A fresh array of `length` random bytes. */
  fill(length: number): Bytes;
}

/** The browser's own generator. */
export const systemEntropy: Entropy = {
  fill: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

export function sha256(data: Uint8Array): Bytes {
  return nobleSha256(data) as Bytes;
}

/** SHA-256 by WebCrypto, for much at once: native also where there is no JIT. */
export async function digest(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

/** SHA-256 of what comes piece by piece. */
export function runningSha256(): { update(data: Bytes): unknown; digest(): Uint8Array } {
  return nobleSha256.create();
}

export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(nobleSha256, key, data) as Bytes;
}

export function hmacSha512(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(sha512, key, data) as Bytes;
}

/** 32 bytes by scrypt with N = 2^`workFactor`, r = 8, p = 1; takes 2^(workFactor + 10) bytes of memory, and lets the page breathe meanwhile. */
export async function scryptKey(passphrase: Bytes, salt: Bytes, workFactor: number): Promise<Bytes> {
  return (await scryptAsync(passphrase, salt, { N: 2 ** workFactor, r: 8, p: 1, dkLen: 32 })) as Bytes;
}

export interface KeyPair {
  readonly seed: Bytes;
  readonly publicKey: Bytes;
}

// The combination is written out (draft-connolly-cfrg-xwing-kem, section 5): noble's general hybrid module would weigh more
// than a kilobyte of the reporter's first visit.
const mlkemPublicLength = 1184;
const mlkemCipherLength = 1088;
const xwingLength = { publicKey: 1216, enc: 1120, seed: 32, coins: 64 } as const;
const xwingLabel = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c);

/** SHAKE-256 of the seed: 64 bytes make the ML-KEM key, 32 are the X25519 secret. */
function expandXwing(seed: Bytes): { mlkem: { publicKey: Uint8Array; secretKey: Uint8Array }; curveSecret: Bytes } {
  if (seed.length !== xwingLength.seed) throw new SicError("wrong-key");
  const expanded = shake256(seed, { dkLen: 96 });
  const keys = { mlkem: ml_kem768.keygen(expanded.subarray(0, 64)), curveSecret: expanded.slice(64) as Bytes };
  wipe(expanded as Bytes);
  return keys;
}

function combineXwing(mlkemSecret: Uint8Array, curveShared: Uint8Array, curveCipher: Uint8Array, curvePublic: Uint8Array): Bytes {
  const input = concat(mlkemSecret, curveShared, curveCipher, curvePublic, xwingLabel);
  const secret = sha3_256(input) as Bytes;
  wipe(input);
  return secret;
}

export function xwingKeyPair(seed: Bytes): KeyPair {
  const { mlkem, curveSecret } = expandXwing(seed);
  const publicKey = concat(mlkem.publicKey, x25519.getPublicKey(curveSecret));
  wipe(curveSecret, mlkem.secretKey as Bytes);
  return { seed, publicKey };
}

/** Whether these bytes are an X-Wing public key (length, coefficients below the modulus, a curve point of large order). */
export function isXwingKey(publicKey: Bytes): boolean {
  try {
    xwingEncapsulate(publicKey, new Uint8Array(64));
    return true;
  } catch {
    return false;
  }
}

/** `coins` are 64 random bytes. Throws wrong-key for a public key that is no X-Wing key. */
export function xwingEncapsulate(publicKey: Bytes, coins: Bytes): { enc: Bytes; secret: Bytes } {
  if (publicKey.length !== xwingLength.publicKey || coins.length !== xwingLength.coins) throw new SicError("wrong-key");
  try {
    const curvePublic = publicKey.subarray(mlkemPublicLength);
    const curveSecret = coins.subarray(32);
    const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey.subarray(0, mlkemPublicLength), coins.subarray(0, 32));
    const curveCipher = x25519.getPublicKey(curveSecret);
    const curveShared = x25519.getSharedSecret(curveSecret, curvePublic);
    return { enc: concat(cipherText, curveCipher), secret: combineXwing(sharedSecret, curveShared, curveCipher, curvePublic) };
  } catch {
    throw new SicError("wrong-key");
  }
}

export function xwingDecapsulate(enc: Bytes, seed: Bytes): Bytes {
  if (enc.length !== xwingLength.enc) throw new SicError("wrong-key");
  const { mlkem, curveSecret } = expandXwing(seed);
  try {
    const curveCipher = enc.subarray(mlkemCipherLength);
    const mlkemSecret = ml_kem768.decapsulate(enc.subarray(0, mlkemCipherLength), mlkem.secretKey);
    const curveShared = x25519.getSharedSecret(curveSecret, curveCipher);
    return combineXwing(mlkemSecret, curveShared, curveCipher, x25519.getPublicKey(curveSecret));
  } catch {
    throw new SicError("wrong-key");
  } finally {
    wipe(curveSecret, mlkem.secretKey as Bytes);
  }
}

export function ed25519KeyPair(seed: Bytes): KeyPair {
  return { seed, publicKey: ed25519.getPublicKey(seed) as Bytes };
}

export function ed25519Sign(seed: Bytes, message: Bytes): Bytes {
  return ed25519.sign(message, seed) as Bytes;
}

/** Whether these 32 bytes are a canonical point of prime order. */
function isPrimeOrderPoint(encoded: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(encoded, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/** The strict profile. With A and R of prime order the cofactored equation noble checks equals the cofactorless one. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (!isPrimeOrderPoint(publicKey) || !isPrimeOrderPoint(signature.subarray(0, 32))) return false;
  return ed25519.verify(signature, message, publicKey, { zip215: false });
}

export function chachaSeal(key: Bytes, nonce: Bytes, aad: Bytes, plaintext: Bytes): Bytes {
  return chacha20poly1305(key, nonce, aad).encrypt(plaintext) as Bytes;
}

/** Null when the tag does not fit. */
export function chachaOpen(key: Bytes, nonce: Bytes, aad: Bytes, ciphertext: Bytes): Bytes | null {
  try {
    return chacha20poly1305(key, nonce, aad).decrypt(ciphertext) as Bytes;
  } catch {
    return null;
  }
}

const tagLength = 128;
const gcm = (iv: Bytes, additionalData: Bytes) => ({ name: "AES-GCM", iv, additionalData, tagLength });

/** One AES-256-GCM key inside WebCrypto; not extractable. */
export class AesKey {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  static async import(key: Bytes): Promise<AesKey> {
    return new AesKey(await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]));
  }

  async seal(nonce: Bytes, aad: Bytes, plaintext: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(gcm(nonce, aad), this.#key, plaintext));
  }

  /** Null when the tag does not fit. */
  async open(nonce: Bytes, aad: Bytes, ciphertext: Bytes): Promise<Bytes | null> {
    if (ciphertext.length < tagLength / 8) return null;
    try {
      return new Uint8Array(await crypto.subtle.decrypt(gcm(nonce, aad), this.#key, ciphertext));
    } catch {
      return null;
    }
  }
}
