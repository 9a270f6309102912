/** Makes objects the product would never make, properly signed, so that a reader meets exactly one thing wrong. */
import { type Bytes } from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { sealChunks, sealedLength } from "../../src/Crypto/Web/chunkedencryption.ts";
import { deriveKey, keyIdOf, KeyType, labelledHash } from "../../src/Crypto/Web/hash.ts";
import { hpkeSeal } from "../../src/Crypto/Web/hpke.ts";
import { encodeHeader, type ObjectHeader, ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { ed25519Sign, type KeyPair, sha256 } from "../../src/Crypto/Web/primitives.ts";
import { padBody } from "../../src/Crypto/Web/sealedbody.ts";
import { SeededEntropy } from "./seededentropy.ts";

export interface Craft {
  readonly kind: ObjectKind;
  readonly header?: Partial<ObjectHeader>;
  readonly author: { readonly id: Bytes; readonly signing: KeyPair };
  readonly recipients: readonly { readonly who: Bytes; readonly kem: KeyPair }[];
  /** The content, or with `padded` the whole padded plaintext. */
  readonly content: Bytes;
  readonly padded?: Bytes;
  /** The object's own key, where a container was sealed under it. */
  readonly dek?: Bytes;
  /** The key the wraps hold; the header always commits to the one the body is sealed with. */
  readonly wrappedKey?: Bytes;
  readonly damageBody?: (body: Bytes) => void;
  readonly entropy: SeededEntropy;
}

export interface Place { readonly orgId: Bytes; readonly dirSeq: number; readonly directoryHash: Bytes; readonly day: number; readonly reportId: Bytes }

export async function craft(place: Place, input: Craft): Promise<Bytes> {
  const { entropy, kind } = input;
  const dek = input.dek ?? entropy.fill(32);
  const padded = input.padded ?? padBody(input.content);
  const header = encodeHeader({
    kind, mode: 0, ...place, objectId: entropy.fill(16), author: input.author.id, stream: kind === ObjectKind.note ? 1 : 0, seq: 0,
    prev: new Uint8Array(32), seen: [], reporter: null, keyCommit: deriveKey(dek, "sic1/commit"), bodyLength: sealedLength(padded.length),
    containerLength: 0, containerHash: new Uint8Array(32),
    recipients: input.recipients.map(({ who, kem }) => ({ who, keyId: keyIdOf(KeyType.xwing, kem.publicKey) })), ...input.header,
  });
  const transcript = labelledHash("sic1/th", header);
  const info = concat(new TextEncoder().encode("sic1/wrap"), Uint8Array.of(0, 0, 1, kind));
  const wraps = input.recipients.map(({ kem }) => {
    const keyId = keyIdOf(KeyType.xwing, kem.publicKey);
    return concat(keyId, hpkeSeal(kem.publicKey, info, concat(transcript, keyId), input.wrappedKey ?? dek, entropy));
  });
  const context = concat(new TextEncoder().encode("sic1/body"), transcript);
  const body = await sealChunks(deriveKey(dek, "sic1/k-body"), context, padded, entropy);
  input.damageBody?.(body);
  const objectHash = labelledHash("sic1/oh", transcript, sha256(body));
  return concat(header, ...wraps, body, ed25519Sign(input.author.signing.seed, labelledHash("sic1/sig/object", objectHash)));
}

/** A clear object of any body, properly signed. */
export function craftClear(place: Place, kind: ObjectKind, author: Craft["author"], body: Bytes, header: Partial<ObjectHeader>, entropy: SeededEntropy): Bytes {
  const encoded = encodeHeader({
    kind, mode: 0, ...place, objectId: entropy.fill(16), author: author.id, stream: 0, seq: 0, prev: new Uint8Array(32), seen: [], reporter: null,
    keyCommit: new Uint8Array(32), bodyLength: body.length, containerLength: 0, containerHash: new Uint8Array(32), recipients: [], ...header,
  });
  const objectHash = labelledHash("sic1/oh", labelledHash("sic1/th", encoded), sha256(body));
  return concat(encoded, body, ed25519Sign(author.signing.seed, labelledHash("sic1/sig/object", objectHash)));
}
