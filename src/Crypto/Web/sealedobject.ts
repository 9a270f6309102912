/*
 * An object as it is put: header ‖ wraps (one for each recipient, in their order: key_id 16 ‖ enc 1120 ‖ ct 48) ‖ body ‖ sig 64.
 * TH = H("sic1/th", header), OH = H("sic1/oh", TH, SHA-256(body)), sig = Ed25519(author, H("sic1/sig/object", OH)).
 */
import { ascii, concat, equal, wipe, zeroHash, type Bytes } from "./bytes.ts";
import { sealedLength } from "./chunkedencryption.ts";
import { requireClearBody } from "./clearbody.ts";
import { containerLength } from "./containerlength.ts";
import type { SealedContainer } from "./container.ts";
import { readContentWithFiles, type Content, type ContentWithFiles } from "./content.ts";
import { demand, SicError } from "./failure.ts";
import type { FileEntry } from "./fileopening.ts";
import { deriveKey, labelledHash } from "./hash.ts";
import { hpkeOpen, hpkeSeal } from "./hpke.ts";
import * as Label from "./labels.ts";
import { filesLength } from "./manifest.ts";
import { encodeHeader, isClear, type ObjectHeader, type ObjectKind, readHeader, type Recipient } from "./objectheader.ts";
import { ed25519Sign, ed25519Verify, sha256, type Entropy } from "./primitives.ts";
import { openBody, padBody, sealBody } from "./sealedbody.ts";
import { SicReader, suite } from "./sicreader.ts";

export const wrapLength = 16 + 1120 + 48;
export const maximumObject = 640 * 1024;

/** A header with the hash of its body and the signature over both: all that a chain needs. */
export interface SignedHeader {
  readonly header: ObjectHeader;
  readonly transcript: Bytes;
  readonly objectHash: Bytes;
  readonly signature: Bytes;
}

export function signedHeader(header: ObjectHeader, headerBytes: Uint8Array, bodyHash: Bytes, signature: Bytes): SignedHeader {
  const transcript = labelledHash(Label.transcript, headerBytes);
  return { header, transcript, objectHash: labelledHash(Label.objectHash, transcript, bodyHash), signature };
}

/** Throws wrong-signature unless the author's key signed this object. */
export function verifyObject(signed: SignedHeader, authorKey: Bytes): void {
  if (!ed25519Verify(authorKey, labelledHash(Label.signObject, signed.objectHash), signed.signature)) {
    throw new SicError("wrong-signature");
  }
}

export interface SealedObject extends SignedHeader {
  readonly wraps: readonly Bytes[];
  readonly body: Bytes;
}

/** Structure only; nobody vouches for the object until `verifyObject`. */
export function parseObject(bytes: Bytes): SealedObject {
  demand(bytes.length <= maximumObject);
  const reader = new SicReader(bytes);
  const header = readHeader(reader);
  const headerBytes = bytes.subarray(0, reader.position);
  const wraps = header.recipients.map(({ keyId }) => {
    const wrap = reader.bytes(wrapLength);
    if (!equal(wrap.subarray(0, 16), keyId)) throw new SicError("malformed");
    return wrap;
  });
  const body = reader.bytes(header.bodyLength);
  const signature = reader.bytes(64);
  reader.end();
  if (isClear(header.kind)) requireClearBody(header.kind, body);
  return { ...signedHeader(header, headerBytes, sha256(body), signature), wraps, body };
}

function wrapInfo(kind: ObjectKind): Bytes {
  return concat(ascii(Label.wrap), Uint8Array.of(0, suite >> 8, suite & 0xff, kind));
}

/** The key inside a wrap: wrong-key when it is not for this seed, wrong-commitment when it is not the one of the header. */
export function openWrap(signed: SignedHeader, wrap: Bytes, kemSeed: Bytes): Bytes {
  const aad = concat(signed.transcript, wrap.subarray(0, 16));
  const dek = hpkeOpen(kemSeed, wrapInfo(signed.header.kind), aad, wrap.slice(16));
  demand(dek.length === 32, "wrong-key");
  if (!equal(deriveKey(dek, Label.commitment), signed.header.keyCommit)) throw new SicError("wrong-commitment");
  return dek;
}

/** Content and files of a sealed body; malformed when the manifest does not fit the container that the header names. */
export function readSealedContent(header: ObjectHeader, plaintext: Bytes): ContentWithFiles {
  const read = readContentWithFiles(header.kind, plaintext);
  const expected = read.manifest.length === 0 ? 0 : containerLength(filesLength(read.manifest));
  demand(header.containerLength === expected);
  return read;
}

/** What an object holds for one who may read it. */
export interface OpenedContent { readonly content: Content; readonly files: readonly FileEntry[] }

/** Opens wrap and body of an object whose signature was verified. */
export async function openSealed(signed: SignedHeader, wrap: Bytes, body: Bytes, kemSeed: Bytes): Promise<OpenedContent> {
  const dek = openWrap(signed, wrap, kemSeed);
  const plaintext = await openBody(dek, signed.transcript, body);
  try {
    const { content, manifest } = readSealedContent(signed.header, plaintext);
    return { content, files: manifest.length === 0 ? [] : filesOf(signed.header, dek, manifest) };
  } finally {
    wipe(dek, plaintext);
  }
}

function filesOf(header: ObjectHeader, dek: Bytes, manifest: ContentWithFiles["manifest"]): FileEntry[] {
  const container = { header, key: deriveKey(dek, Label.containerKey) };
  return manifest.map((row) => ({ ...row, container }));
}

/** A recipient together with the X-Wing key to wrap to. */
export interface RecipientKey extends Recipient {
  readonly publicKey: Bytes;
}

/** A wrap of an object's data key to one more recipient: with the same associated data as those it was put with. */
export function wrapFor({ header, transcript }: SignedHeader, { keyId, publicKey }: RecipientKey, dek: Bytes, entropy: Entropy): Bytes {
  return concat(keyId, hpkeSeal(publicKey, wrapInfo(header.kind), concat(transcript, keyId), dek, entropy));
}

export type HeaderStart =
  Omit<ObjectHeader, "keyCommit" | "bodyLength" | "containerLength" | "containerHash" | "recipients">;

export interface SealInput {
  readonly start: HeaderStart;
  readonly content: Bytes;
  readonly recipients: readonly RecipientKey[];
  readonly dek: Bytes;
  /** Under the same key and object id; `content` holds its manifest. */
  readonly container?: SealedContainer | undefined;
  readonly signingSeed: Bytes;
  readonly entropy: Entropy;
}

/** Seals, wraps and signs. The caller keeps and wipes `dek`; `content` is wiped here. */
export async function sealObject(input: SealInput): Promise<{ bytes: Bytes; objectHash: Bytes }> {
  const { start, dek, entropy, recipients } = input;
  demand(recipients.length !== 0, "not-a-recipient");
  const padded = padBody(input.content);
  wipe(input.content);
  const header = encodeHeader({
    ...start, keyCommit: deriveKey(dek, Label.commitment), bodyLength: sealedLength(padded.length),
    containerLength: input.container?.length ?? 0, containerHash: input.container?.hash ?? zeroHash, recipients,
  });
  const transcript = labelledHash(Label.transcript, header);
  const wraps = recipients.map(({ keyId, publicKey }) =>
    concat(keyId, hpkeSeal(publicKey, wrapInfo(start.kind), concat(transcript, keyId), dek, entropy)));
  const body = await sealBody(dek, transcript, padded, entropy);
  wipe(padded);
  const objectHash = labelledHash(Label.objectHash, transcript, sha256(body));
  const signature = ed25519Sign(input.signingSeed, labelledHash(Label.signObject, objectHash));
  return { bytes: concat(header, ...wraps, body, signature), objectHash };
}
