/** A recipient of an age file as people hand it on: Bech32 (BIP 173, without its limit of length) of an X-Wing public key under "age1pq". */
import { type Bytes } from "./bytes.ts";
import { isXwingKey } from "./primitives.ts";

/**
 * empty: nothing was given. classic: a recipient of age without ML-KEM, or another kind of it. secret: a private key, which nobody may
 * hand out. damaged: mistyped, cut short, or no recipient at all.
 */
export type AgeRecipientReading =
  | { readonly fault: null; readonly publicKey: Bytes }
  | { readonly fault: "empty" | "classic" | "secret" | "damaged" };

const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const prefix = "age1pq";
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const checksumLength = 6;
const publicKeyLength = 1216;
/** "age1pq", the separator, 1216 bytes in symbols of five bits, the checksum. */
const recipientLength = prefix.length + 1 + Math.ceil((publicKeyLength * 8) / 5) + checksumLength;

/** Takes line breaks and spaces, as they come with copying; never throws. */
export function parseAgeRecipient(given: string): AgeRecipientReading {
  const text = given.slice(0, 4 * recipientLength).replace(/\s/gu, "");
  const lower = text.toLowerCase();
  if (text === "") return { fault: "empty" };
  if (lower.startsWith("age-secret-key-")) return { fault: "secret" };
  if (!lower.startsWith(`${prefix}1`)) return { fault: isClassic(lower) ? "classic" : "damaged" };
  if (lower.length !== recipientLength || (text !== lower && text !== text.toUpperCase())) return { fault: "damaged" };
  const symbols = [...lower.slice(prefix.length + 1)].map((letter) => alphabet.indexOf(letter));
  const publicKey = symbols.includes(-1) || checksum([...expanded(prefix), ...symbols]) !== 1 ? null : toBytes(symbols.slice(0, -checksumLength));
  return publicKey === null || !isXwingKey(publicKey) ? { fault: "damaged" } : { fault: null, publicKey };
}

/** A key of another kind; one of age's own may begin like ours by chance, but is far shorter. */
const isClassic = (lower: string) => lower.startsWith("ssh-") || (/^age1[a-z0-9]/u.test(lower) && (!lower.startsWith(prefix) || lower.length === 62));

/** The readable part as the checksum takes it: the high bits, a zero, the low bits. */
function expanded(text: string): number[] {
  const codes = [...text].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generator.forEach((term, bit) => (sum ^= (top >>> bit) & 1 ? term : 0));
  }
  return sum;
}

/** Symbols of five bits to bytes; null when the bits left over are not zero. */
function toBytes(symbols: readonly number[]): Bytes | null {
  const bytes = new Uint8Array(Math.floor((symbols.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const symbol of symbols) {
    held = ((held << 5) | symbol) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >>> bits;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
