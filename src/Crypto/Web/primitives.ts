/*
 * The only file that names noble and WebCrypto.
 *
 * X-Wing        ML-KEM-768 + X25519, draft-connolly-cfrg-xwing-kem; seed 32, public key 1216, enc 1120, secret 32
 * Ed25519       RFC 8032 with the strict profile of SIC-1: A and R canonical and of prime order, S < L
 * ChaCha20-Poly1305 (RFC 8439)  key wraps; key 32, nonce 12, tag 16
 * AES-256-GCM   bodies and vaults, by WebCrypto (native also where WebAssembly and JIT are off)
 * SHA-256, HMAC-SHA-256, HMAC-SHA-512
 */
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256, sha512 } from "@noble/hashes/sha2.js";
import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import { type Bytes } from "./bytes.ts";
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

export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(nobleSha256, key, data) as Bytes;
}

export function hmacSha512(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(sha512, key, data) as Bytes;
}

export interface KeyPair {
  readonly seed: Bytes;
  readonly publicKey: Bytes;
}

export function xwingKeyPair(seed: Bytes): KeyPair {
  return { seed, publicKey: ml_kem768_x25519.keygen(seed).publicKey as Bytes };
}

/** Whether these bytes are an X-Wing public key (length, and coefficients below the modulus). */
export function isXwingKey(publicKey: Bytes): boolean {
  try {
    ml_kem768_x25519.encapsulate(publicKey, new Uint8Array(64));
    return true;
  } catch {
    return false;
  }
}

/** `coins` are 64 random bytes. Throws wrong-key for a public key that is no X-Wing key. */
export function xwingEncapsulate(publicKey: Bytes, coins: Bytes): { enc: Bytes; secret: Bytes } {
  try {
    const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(publicKey, coins);
    return { enc: cipherText as Bytes, secret: sharedSecret as Bytes };
  } catch {
    throw new SicError("wrong-key");
  }
}

export function xwingDecapsulate(enc: Bytes, seed: Bytes): Bytes {
  try {
    return ml_kem768_x25519.decapsulate(enc, seed) as Bytes;
  } catch {
    throw new SicError("wrong-key");
  }
}

export function ed25519KeyPair(seed: Bytes): KeyPair {
  return { seed, publicKey: ed25519.getPublicKey(seed) as Bytes };
}

export function ed25519Sign(seed: Bytes, message: Bytes): Bytes {
  return ed25519.sign(message, seed) as Bytes;
}

/** Whether these 32 bytes are a canonical point of prime order. */
export function isPrimeOrderPoint(encoded: Uint8Array): boolean {
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
    const parameters = { name: "AES-GCM", iv: nonce, additionalData: aad, tagLength };
    return new Uint8Array(await crypto.subtle.encrypt(parameters, this.#key, plaintext));
  }

  /** Null when the tag does not fit. */
  async open(nonce: Bytes, aad: Bytes, ciphertext: Bytes): Promise<Bytes | null> {
    if (ciphertext.length < tagLength / 8) return null;
    const parameters = { name: "AES-GCM", iv: nonce, additionalData: aad, tagLength };
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters, this.#key, ciphertext));
    } catch {
      return null;
    }
  }
}
