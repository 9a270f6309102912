/*
 * What an exported case holds, under the signature of the officer who made it (docs/protocol.md section 21): manifest.json in one canonical
 * form, and manifest.sig, 64 bytes over H("sic1/sig/export", manifest.json). Readers who know the directory can check the whole archive.
 */
import { equal, hex, utf8, utf8Text, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { labelledHash } from "./hash.ts";
import { findDirectory, isAcceptable, type DirectoryHistory } from "./history.ts";
import * as Label from "./labels.ts";
import { ed25519Sign, ed25519Verify, sha256 } from "./primitives.ts";

const manifestName = "manifest.json";
const signatureName = "manifest.sig";
const format = "integrity-channel-export/1";
const longestManifest = 4 * 1024 * 1024;

export interface ManifestFile {
  /** Path inside the archive. */
  readonly name: string;
  /** In bytes. */
  readonly length: number;
  /** SHA-256, 32 bytes. */
  readonly digest: Bytes;
}

export interface ExportManifest {
  readonly orgId: Bytes;
  readonly reportId: Bytes;
  readonly caseNumber: string;
  /** Who exported, by the directory below. */
  readonly officerId: Bytes;
  readonly dirSeq: number;
  readonly directoryHash: Bytes;
  /** Civil day of the export, as days since 1970-01-01. */
  readonly day: number;
  /** OH of every object of the case, in the order of the dialogue. */
  readonly objects: readonly Bytes[];
  /** Every other file of the archive. */
  readonly files: readonly ManifestFile[];
}

export interface VerifiedExport {
  readonly manifest: ExportManifest;
  /** The name of the officer as the directory lists it. */
  readonly display: string;
}

export function signManifest(signingSeed: Bytes, manifest: ExportManifest): { readonly bytes: Bytes; readonly signature: Bytes } {
  const bytes = utf8(encode(manifest));
  return { bytes, signature: ed25519Sign(signingSeed, labelledHash(Label.signExport, bytes)) };
}

/**
 * Checks a whole archive, given as its files by name, against a verified history of directories. Throws malformed, not-canonical,
 * wrong-organisation, wrong-directory, not-an-officer, wrong-signature, or wrong-body when files are missing, added or changed.
 */
export function verifyExport(files: ReadonlyMap<string, Bytes>, history: DirectoryHistory): VerifiedExport {
  const bytes = files.get(manifestName);
  const signature = files.get(signatureName);
  if (bytes === undefined || signature === undefined || bytes.length > longestManifest) throw new SicError("malformed");
  const manifest = decode(bytes);
  if (!equal(manifest.orgId, history.orgId)) throw new SicError("wrong-organisation");
  const directory = findDirectory(history, manifest.dirSeq, manifest.directoryHash);
  if (directory === null || !isAcceptable(history, manifest.dirSeq, manifest.day)) throw new SicError("wrong-directory");
  const officer = directory.officers.find(({ id, from, to }) => equal(id, manifest.officerId) && from <= manifest.day && manifest.day <= to);
  if (officer === undefined) throw new SicError("not-an-officer");
  if (!ed25519Verify(officer.signingKey, labelledHash(Label.signExport, bytes), signature)) throw new SicError("wrong-signature");
  const held = [...files.keys()].filter((name) => name !== manifestName && name !== signatureName);
  const fits = ({ name, length, digest }: ManifestFile) => files.get(name)?.length === length && equal(sha256(files.get(name)!), digest);
  if (held.length !== manifest.files.length || !manifest.files.every(fits)) throw new SicError("wrong-body");
  return { manifest, display: officer.display };
}

function encode(manifest: ExportManifest): string {
  const plain = {
    format,
    organisation: hex(manifest.orgId),
    report: hex(manifest.reportId),
    case: manifest.caseNumber,
    officer: hex(manifest.officerId),
    directory: { seq: manifest.dirSeq, hash: hex(manifest.directoryHash) },
    day: manifest.day,
    objects: manifest.objects.map(hex),
    files: manifest.files.map(({ name, length, digest }) => ({ name, length, sha256: hex(digest) })),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function decode(bytes: Bytes): ExportManifest {
  const fields = new Fields(parse(utf8Text(bytes)));
  const directory = fields.within("directory");
  const manifest: ExportManifest = {
    orgId: fields.bytes("organisation", 16), reportId: fields.bytes("report", 16), caseNumber: fields.text("case"),
    officerId: fields.bytes("officer", 16), dirSeq: directory.count("seq"), directoryHash: directory.bytes("hash", 32), day: fields.count("day"),
    objects: fields.list("objects").map((value) => new Fields({ value }).bytes("value", 32)),
    files: fields.list("files").map((value) => new Fields(value)).map((file) => ({ name: file.text("name"), length: file.count("length"), digest: file.bytes("sha256", 32) })),
  };
  if (new Set(manifest.files.map(({ name }) => name)).size !== manifest.files.length) throw new SicError("malformed");
  // One form only: what a reader saw and what was signed can then never be two things.
  if (!equal(utf8(encode(manifest)), bytes)) throw new SicError("not-canonical");
  return manifest;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SicError("malformed");
  }
}

/** Fields of a JSON object, each demanded in its shape. */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    if (typeof value !== "object" || value === null) throw new SicError("malformed");
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== "string") throw new SicError("malformed");
    return value;
  }

  count(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new SicError("malformed");
    return value;
  }

  bytes(name: string, length: number): Bytes {
    const text = this.text(name);
    if (text.length !== 2 * length || !/^[0-9a-f]*$/u.test(text)) throw new SicError("malformed");
    return Uint8Array.from({ length }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields[name];
    if (!Array.isArray(value)) throw new SicError("malformed");
    return value;
  }

  within(name: string): Fields {
    return new Fields(this.#fields[name]);
  }
}
