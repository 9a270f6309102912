import { concat, type Bytes } from "./bytes.ts";
import { demand } from "./failure.ts";
import { labelledHash } from "./hash.ts";
import type * as Label from "./labels.ts";
import { ed25519Sign, ed25519Verify } from "./primitives.ts";
import { readSuite, SicReader, suite } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

/** A statement that was parsed and whose signature nobody has checked yet. Only `verify` leads out. */
export class UntrustedStatement<T> {
  readonly #fields: T;
  readonly #signed: Bytes;
  readonly #signature: Bytes;
  readonly #label: Label.Any;

  constructor(label: Label.Any, fields: T, signed: Bytes, signature: Bytes) {
    this.#label = label;
    this.#fields = fields;
    this.#signed = signed;
    this.#signature = signature;
  }

  /** What the statement claims; good for finding the key to check it with, for nothing else. */
  get claimed(): T {
    return this.#fields;
  }

  /** The bytes under the signature. */
  get signed(): Bytes {
    return this.#signed;
  }

  /** The fields, when `publicKey` signed them; throws wrong-signature otherwise. */
  verify(publicKey: Bytes): T {
    const message = labelledHash(this.#label, this.#signed);
    demand(ed25519Verify(publicKey, message, this.#signature), "wrong-signature");
    return this.#fields;
  }
}

/** magic[4] ‖ suite u16 ‖ org_id[16] ‖ fields ‖ sig[64]. */
export function parseStatement<T>(
  bytes: Uint8Array, magic: string, label: Label.Any, fields: (reader: SicReader, orgId: Bytes) => T): UntrustedStatement<T> {
  const reader = new SicReader(bytes);
  reader.magic(magic);
  readSuite(reader);
  const parsed = fields(reader, reader.bytes(16));
  const signed = bytes.slice(0, reader.position) as Bytes;
  const signature = reader.bytes(64);
  reader.end();
  return new UntrustedStatement(label, parsed, signed, signature);
}

/** Writes magic, suite and organisation, lets `fields` write the rest, and signs. */
export function signStatement(
  seed: Bytes, magic: string, label: Label.Any, orgId: Bytes, fields: (writer: SicWriter) => void): Bytes {
  const writer = new SicWriter().magic(magic).u16(suite).bytes(orgId, 16);
  fields(writer);
  const body = writer.toBytes();
  return concat(body, ed25519Sign(seed, labelledHash(label, body)));
}
