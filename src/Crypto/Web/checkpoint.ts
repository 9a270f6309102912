/*
 * The signed head of a log (c2sp.org/tlog-checkpoint): origin, size and root, one a line, an empty line, and signature lines. One of them has to be by a
 * channel key that the directory lists for checkpoints. Notes with more lines are refused: no host of ours writes one.
 */
import { concat, equal, hex, utf8Text, type Bytes } from "./bytes.ts";
import { ChannelUse, type ChannelKey } from "./directorystatement.ts";
import { SicError } from "./failure.ts";
import { ed25519Verify, sha256 } from "./primitives.ts";

/** Bytes of the longest note that is read. */
export const maximumCheckpoint = 16 * 1024;
const maximumSignatures = 16;

/** No log of ours grows beyond. */
export const maximumLeaves = 2 ** 24;

export interface Checkpoint {
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Bytes;
}

/** The name of an organisation's keys log: the same whatever its addresses become. */
export const logOrigin = (orgId: Bytes): string => `integrity-channel/${hex(orgId)}/keys`;

/** Whether a directory lists a key that signs checkpoints on this day; without one there is no log to believe. */
export const signsCheckpoints = (channel: readonly ChannelKey[], day: number): boolean => keysFor(channel, day).length > 0;

/** Throws malformed, wrong-organisation (another log), wrong-key (nobody listed signed it) or wrong-signature. */
export function verifyCheckpoint(note: Bytes, directory: { readonly orgId: Bytes; readonly channel: readonly ChannelKey[] }, day: number): Checkpoint {
  if (note.length > maximumCheckpoint) throw new SicError("malformed");
  const whole = utf8Text(note);
  const cut = whole.lastIndexOf("\n\n");
  if (cut <= 0 || Array.from(whole).some((sign) => sign < " " && sign !== "\n")) throw new SicError("malformed");
  const text = whole.slice(0, cut + 1);
  const checkpoint = readText(text);
  if (checkpoint.origin !== logOrigin(directory.orgId)) throw new SicError("wrong-organisation");
  judgeSignatures(whole.slice(cut + 2), text, checkpoint.origin, keysFor(directory.channel, day));
  return checkpoint;
}

const keysFor = (channel: readonly ChannelKey[], day: number) => channel.filter((key) => (key.uses & ChannelUse.checkpoints) !== 0 && key.from <= day && day <= key.to);

function readText(text: string): Checkpoint {
  const [origin = "", size = "", root = "", ...rest] = text.split("\n");
  if (rest.length !== 1 || rest[0] !== "" || !/^(0|[1-9]\d{0,7})$/u.test(size) || Number(size) > maximumLeaves) throw new SicError("malformed");
  const bytes = fromBase64(root);
  if (bytes.length !== 32) throw new SicError("malformed");
  return { origin, size: Number(size), root: bytes };
}

function judgeSignatures(signatures: string, text: string, origin: string, keys: readonly ChannelKey[]): void {
  const lines = signatures.split("\n");
  if (lines.pop() !== "" || lines.length < 1 || lines.length > maximumSignatures) throw new SicError("malformed");
  const signed = new TextEncoder().encode(text);
  let verified = false;
  // Every line is read before any is judged: what is malformed is so whoever signed.
  const read = lines.map(readSignature);
  for (const { name, bytes } of read) {
    const known = name === origin ? keys.filter((key) => equal(noteKeyId(origin, key.publicKey), bytes.subarray(0, 4))) : [];
    if (known.length === 0) continue;
    if (bytes.length !== 68 || !known.some((key) => ed25519Verify(key.publicKey, signed, bytes.subarray(4)))) throw new SicError("wrong-signature");
    verified = true;
  }
  if (!verified) throw new SicError("wrong-key");
}

function readSignature(line: string): { readonly name: string; readonly bytes: Bytes } {
  const [mark, name, encoded, ...rest] = line.split(" ");
  if (mark !== "\u2014" || name === undefined || name === "" || encoded === undefined || rest.length > 0) throw new SicError("malformed");
  const bytes = fromBase64(encoded);
  if (bytes.length <= 4) throw new SicError("malformed");
  return { name, bytes };
}

/** First four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key). */
const noteKeyId = (name: string, publicKey: Bytes): Bytes => sha256(concat(new TextEncoder().encode(name), Uint8Array.of(0x0a, 0x01), publicKey)).slice(0, 4);

/** Standard base64 in its one spelling. */
function fromBase64(text: string): Bytes {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    if (btoa(String.fromCharCode(...bytes)) === text) return bytes;
  } catch {
    // Not base64 at all.
  }
  throw new SicError("malformed");
}
