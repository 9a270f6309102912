/*
 * Sealing a file in the format age v1 (c2sp.org/age), so that whoever receives it opens it with standard tools and not with ours.
 * A header names one way to the file key; the payload is a stream of chunks of 64 KiB. Opening is not our business, and there is none.
 *
 * recipient   -> mlkem768x25519: HPKE of the file key to an X-Wing key, the same HPKE as our wraps under another info
 * passphrase  -> scrypt: ChaCha20-Poly1305 of the file key under scrypt of the passphrase, nonce zero
 * payload     nonce 16 ‖ ChaCha20-Poly1305 of each chunk, nonce = u88 number of the chunk ‖ u8 1 for the last
 */
import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { expand, extract } from "./hash.ts";
import { hpkeSeal } from "./hpke.ts";
import { chachaSeal, hmacSha256, scryptKey, type Entropy } from "./primitives.ts";

const encLength = 1120;
const fileKeyLength = 16;
const chunkLength = 64 * 1024;
/** age's own default: 256 MiB and about a second. Readers refuse much more. */
const workFactor = 18;

const none: Bytes = new Uint8Array(0);

/** One file being sealed. Push the content, write what comes back in order, then `end`; `wipe` when it is given up before. */
export class AgeSealing {
  /** What stands before the chunks: the header and the nonce. */
  readonly head: Bytes;
  readonly #key: Bytes;
  readonly #chunk = new Uint8Array(chunkLength);
  #held = 0;
  #number = 0;

  private constructor(fileKey: Bytes, stanza: string, entropy: Entropy) {
    const header = `age-encryption.org/v1\n${stanza}---`;
    const macKey = derive(fileKey, none, "header");
    const mac = hmacSha256(macKey, ascii(header));
    const nonce = entropy.fill(16);
    this.head = concat(ascii(`${header} ${base64(mac)}\n`), nonce);
    this.#key = derive(fileKey, nonce, "payload");
    wipe(fileKey, macKey);
  }

  /** For the holder of an X-Wing key. Throws wrong-key when it is none. */
  static toRecipient(publicKey: Bytes, entropy: Entropy): AgeSealing {
    const fileKey = entropy.fill(fileKeyLength);
    const sealed = hpkeSeal(publicKey, ascii("age-encryption.org/mlkem768x25519"), none, fileKey, entropy);
    return new AgeSealing(fileKey, `-> mlkem768x25519 ${base64(sealed.subarray(0, encLength))}\n${base64(sealed.subarray(encLength))}\n`, entropy);
  }

  /** For whoever knows the passphrase: UTF-8, exactly as it will be typed. The caller wipes it. */
  static async toPassphrase(passphrase: Bytes, entropy: Entropy): Promise<AgeSealing> {
    const fileKey = entropy.fill(fileKeyLength);
    const salt = entropy.fill(16);
    const key = await scryptKey(passphrase, concat(ascii("age-encryption.org/v1/scrypt"), salt), workFactor);
    const sealed = chachaSeal(key, new Uint8Array(12), none, fileKey);
    wipe(key);
    return new AgeSealing(fileKey, `-> scrypt ${base64(salt)} ${workFactor}\n${base64(sealed)}\n`, entropy);
  }

  /** Takes the next bytes and returns the chunks that became full. A full last chunk waits for `end`, which alone may mark it. */
  push(content: Uint8Array): Bytes[] {
    const full: Bytes[] = [];
    for (let at = 0; at < content.length; ) {
      if (this.#held === chunkLength) full.push(this.#seal(false));
      const piece = content.subarray(at, at + chunkLength - this.#held);
      this.#chunk.set(piece, this.#held);
      this.#held += piece.length;
      at += piece.length;
    }
    return full;
  }

  /** The last chunk. */
  end(): Bytes {
    const last = this.#seal(true);
    this.wipe();
    return last;
  }

  wipe(): void {
    wipe(this.#key, this.#chunk);
  }

  #seal(last: boolean): Bytes {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(7, this.#number++);
    nonce[11] = last ? 1 : 0;
    const sealed = chachaSeal(this.#key, nonce, none, this.#chunk.subarray(0, this.#held));
    this.#held = 0;
    return sealed;
  }
}

/** HKDF-SHA-256, 32 bytes. */
function derive(fileKey: Bytes, salt: Bytes, info: string): Bytes {
  const prk = extract(salt, fileKey);
  const key = expand(prk, ascii(info), 32);
  wipe(prk);
  return key;
}

/** Standard alphabet, without padding. */
function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/u, "");
}
