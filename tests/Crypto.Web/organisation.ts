import { type Bytes, type Directory, type DirectoryHistory, parseChain, Role, signCertificate, signFreshness, type UnlockedVault, verifyDirectoryDocument } from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { keyIdOf, KeyType, labelledHash, orgIdOf } from "../../src/Crypto/Web/hash.ts";
import { encodeHeader, type ObjectHeader } from "../../src/Crypto/Web/objectheader.ts";
import { ed25519KeyPair, ed25519Sign, sha256, type KeyPair, xwingKeyPair } from "../../src/Crypto/Web/primitives.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { SicReader } from "../../src/Crypto/Web/sicreader.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { signStatement } from "../../src/Crypto/Web/statement.ts";
import { SeededEntropy } from "./seededentropy.ts";

export const today = 20_000;

export interface TestOfficer { id: Bytes; role: number; defaultSet: boolean; isk: KeyPair; ek: KeyPair; serial: number }

export interface DirectoryFields {
  seq: number; previousHash: Bytes; issued: number; expires: number; acceptFrom: number; quorum: number; suites: number[];
  officers: TestOfficer[];
  /** Of casework's channel key: 2 notices, 4 checkpoints. */
  caseworkUses: number;
}

/** An organisation with a root, recovery, one channel key for each host and three officers; everything from one seed. */
export class Organisation {
  readonly entropy: SeededEntropy;
  readonly root: KeyPair;
  readonly recovery: KeyPair;
  readonly receipts: KeyPair;
  readonly notices: KeyPair;
  readonly officers: TestOfficer[];
  readonly orgId: Bytes;

  constructor(seed: string) {
    this.entropy = new SeededEntropy(seed);
    this.root = ed25519KeyPair(this.entropy.fill(32));
    this.orgId = orgIdOf(this.root.publicKey);
    this.recovery = xwingKeyPair(this.entropy.fill(32));
    this.receipts = ed25519KeyPair(this.entropy.fill(32));
    this.notices = ed25519KeyPair(this.entropy.fill(32));
    this.officers = [Role.responsible, Role.deputy, Role.confidant].map((role) => this.createOfficer(role));
  }

  createOfficer(role: number): TestOfficer {
    return {
      id: this.entropy.fill(16), role, defaultSet: role !== Role.confidant, isk: ed25519KeyPair(this.entropy.fill(32)),
      ek: xwingKeyPair(this.entropy.fill(32)), serial: 1,
    };
  }

  directoryBytes(change: Partial<DirectoryFields> = {}): Bytes {
    const fields: DirectoryFields = {
      seq: 1, previousHash: new Uint8Array(32), issued: today - 10, expires: today + 356, acceptFrom: 1, quorum: 2,
      suites: [1], officers: this.officers, caseworkUses: 2, ...change,
    };
    return signStatement(this.root.seed, "sicD", "sic1/sig/dir", this.orgId, (writer) => this.#write(writer, fields));
  }

  #write(writer: SicWriter, fields: DirectoryFields): void {
    writer.u32(fields.seq).bytes(fields.previousHash).u32(fields.issued).u32(fields.expires).u32(fields.acceptFrom)
      .bytes(this.root.publicKey).bytes(this.recovery.publicKey).u8(2).u8(3).u8(2);
    writer.bytes(this.receipts.publicKey).u8(1).u32(today - 10).u32(today + 400);
    writer.bytes(this.notices.publicKey).u8(fields.caseworkUses).u32(today - 10).u32(today + 400);
    writer.u8(fields.quorum).name("Europe/Brussels").u16(1).name("https://meld.example").u8(fields.officers.length);
    fields.officers.forEach((officer, index) => writer.bytes(officer.id).u8(officer.role).u8(officer.defaultSet ? 1 : 0)
      .bytes(officer.isk.publicKey).u32(today - 10).u32(today + 400).name(`Officer ${index + 1}`));
    writer.u8(fields.suites.length);
    for (const number of fields.suites) writer.u16(number);
    writer.u32(730);
  }

  certificate(officer: TestOfficer, to = today + 300): Bytes {
    return signCertificate(officer.isk.seed, {
      orgId: this.orgId, officerId: officer.id, serial: officer.serial, kemKey: officer.ek.publicKey, from: today - 10, to,
    });
  }

  freshness(officer: TestOfficer, hash: Bytes, day = today, revoked: Bytes[] = []): Bytes {
    return signFreshness({
      vault: { signingSeed: officer.isk.seed, officerId: officer.id, directorySeq: 1 },
      directory: { orgId: this.orgId, hash, seq: 1 }, day, revoked,
    });
  }

  document(parts: { day?: number; directory?: Bytes; certificates?: Bytes[]; freshness?: Bytes[] } = {}): Bytes {
    const directory = parts.directory ?? this.directoryBytes();
    const hash = hashOfDirectory(directory);
    const certificates = parts.certificates ?? this.officers.map((officer) => this.certificate(officer));
    const freshness = parts.freshness ?? this.officers.map((officer) => this.freshness(officer, hash));
    const writer = new SicWriter().magic("sicP").u32(parts.day ?? today).block(directory).u8(certificates.length);
    for (const bytes of certificates) writer.vector(bytes);
    writer.u8(freshness.length);
    for (const bytes of freshness) writer.vector(bytes);
    return writer.toBytes();
  }

  /** The verified directory in use. */
  directory(document = this.document()): Directory {
    const verdict = verifyDirectoryDocument(document, { deviceDay: today });
    if (verdict.verdict !== "accepted") throw new Error(verdict.reason);
    return verdict.directory;
  }

  chain(...directories: Bytes[]): Bytes {
    const list = directories.length === 0 ? [this.directoryBytes()] : directories;
    const writer = new SicWriter().magic("sicH").u16(list.length);
    for (const bytes of list) writer.u8(1).block(bytes);
    return writer.toBytes();
  }

  history(...directories: Bytes[]): DirectoryHistory {
    return parseChain(this.chain(...directories));
  }

  vault(officer: TestOfficer): UnlockedVault {
    return {
      orgId: this.orgId, officerId: officer.id, vaultKey: this.entropy.fill(32), vaultKeyId: this.entropy.fill(16), version: 1,
      signingSeed: officer.isk.seed,
      encryptionKeys: [{ ...officer.ek, serial: officer.serial, keyId: keyIdOf(KeyType.xwing, officer.ek.publicKey) }],
      rootKey: this.root.publicKey, directorySeq: 1, highestDay: today, reports: [], drafts: [], aside: [],
    };
  }

  /** A channel notice (kind 11), signed by casework's channel key. */
  notice(place: Pick<ObjectHeader, "reportId" | "seen" | "seq" | "prev"> & { directory: Directory; day?: number }): Bytes {
    const keyId = keyIdOf(KeyType.ed25519, this.notices.publicKey);
    const body = new SicWriter().bytes(keyId).u16(1).u32(today).u32(today + 7).u32(today + 97).toBytes();
    const header = encodeHeader({
      kind: 11, mode: 0, orgId: this.orgId, dirSeq: place.directory.seq, directoryHash: place.directory.hash,
      day: place.day ?? today, reportId: place.reportId, objectId: this.entropy.fill(16), author: new Uint8Array(16).fill(255),
      stream: 0, seq: place.seq, prev: place.prev, seen: place.seen, reporter: null, keyCommit: new Uint8Array(32),
      bodyLength: body.length, containerLength: 0, containerHash: new Uint8Array(32), recipients: [],
    });
    const objectHash = labelledHash("sic1/oh", labelledHash("sic1/th", header), sha256(body));
    return concat(header, body, ed25519Sign(this.notices.seed, labelledHash("sic1/sig/object", objectHash)));
  }

  /** sicR: recovery lets an officer into a report. */
  recoveryOf(reportId: Bytes, newcomer: TestOfficer, change: { day?: number; reason?: number; root?: KeyPair; directoryHash?: Bytes; orgId?: Bytes } = {}): Bytes {
    const { day = today, reason = 1, root = this.root, directoryHash = hashOfDirectory(this.directoryBytes()), orgId = this.orgId } = change;
    return signStatement(root.seed, "sicR", "sic1/sig/recovery", orgId, (writer) =>
      writer.bytes(reportId).bytes(newcomer.id).bytes(keyIdOf(KeyType.xwing, newcomer.ek.publicKey)).bytes(directoryHash).u32(day).u16(reason));
  }

  receipt(objectHash: Bytes, day = today): Bytes {
    return signStatement(this.receipts.seed, "sicQ", "sic1/sig/receipt", this.orgId, (writer) =>
      writer.u32(1).bytes(objectHash).u32(day).bytes(keyIdOf(KeyType.ed25519, this.receipts.publicKey)));
  }
}

export function hashOfDirectory(directory: Bytes): Bytes {
  return labelledHash("sic1/dir", directory.slice(0, -64));
}

/** What a host does: keeps whole objects, hands each reader a list with that reader's wrap. */
export class Host {
  readonly #objects: { putDay: number; bytes: Bytes }[] = [];
  /** Wraps that came with grants, by object and reader. */
  readonly #granted = new Map<string, Bytes>();

  /** What recovery left here. */
  readonly #recoveries: Bytes[] = [];

  recover(statement: Bytes): void {
    this.#recoveries.push(statement);
  }

  /** A wrap that came with a recovery. */
  wrap(objectId: Bytes, who: Bytes, wrap: Bytes): void {
    this.#granted.set(Buffer.from(concat(objectId, who)).toString("hex"), wrap);
  }

  put(bytes: Bytes, putDay = today): void {
    parseObject(bytes);
    this.#objects.push({ putDay, bytes });
  }

  /** Takes the body of POST /o/grant: the object, and wraps of earlier ones. */
  grant(request: Bytes): void {
    const reader = new SicReader(request);
    reader.magic("sicG");
    this.put(reader.block());
    reader.list(reader.u16(), () => this.#granted.set(Buffer.from(reader.bytes(32)).toString("hex"), reader.bytes(1184)));
    reader.end();
  }

  /** The list for an officer id, zeros (the reporter) or anyone; `withhold` leaves out objects or makes stubs of them. */
  list(who: Bytes, choose: (index: number) => "whole" | "stub" | "absent" = () => "whole"): Bytes {
    const entries = this.#objects.flatMap(({ putDay, bytes }, index) => {
      const object = parseObject(bytes);
      const choice = choose(index);
      return choice === "absent" ? [] : [{ key: `${sortKey(putDay, object.header)}/${Buffer.from(object.objectHash).toString("hex")}`, bytes: entryOf(bytes, putDay, who, choice === "stub", this.#granted.get(Buffer.from(concat(object.header.objectId, who)).toString("hex"))) }];
    }).sort((left, right) => left.key < right.key ? -1 : 1);
    const writer = new SicWriter().magic("sicL").u32(today).u32(entries.length);
    for (const entry of entries) writer.bytes(entry.bytes);
    const recoveries = this.#recoveries.toSorted((left, right) => Buffer.compare(left.subarray(38, 54), right.subarray(38, 54)));
    writer.u16(recoveries.length);
    for (const statement of recoveries) writer.bytes(statement);
    return writer.toBytes();
  }

  /** The padded answer to a reporter's login. */
  answer(choose?: (index: number) => "whole" | "stub" | "absent"): Bytes {
    return padAnswer(this.list(new Uint8Array(16), choose));
  }
}

export function padAnswer(list: Bytes): Bytes {
  const filled = new SicWriter().block(list).toBytes();
  const size = 32_768 * 2 ** Math.max(0, Math.ceil(Math.log2(filled.length / 32_768)));
  return concat(filled, new SeededEntropy("padding").fill(size - filled.length));
}

function sortKey(putDay: number, header: ObjectHeader): string {
  return [putDay, Buffer.from(header.author).toString("hex"), header.stream, header.seq].map((part) => String(part).padStart(10, "0")).join("/");
}

export function entryOf(bytes: Bytes, putDay: number, who: Bytes, stub = false, granted?: Bytes): Bytes {
  const object = parseObject(bytes);
  const header = bytes.slice(0, bytes.length - object.wraps.length * 1184 - object.body.length - 64);
  const place = object.header.recipients.findIndex((recipient) => Buffer.compare(recipient.who, who) === 0);
  const clear = object.header.recipients.length === 0;
  const form = clear ? 3 : stub || (place < 0 && granted === undefined) ? 1 : 2;
  const inner = form === 3 ? bytes
    : form === 1 ? concat(header, sha256(object.body), object.signature)
    : concat(header, object.wraps[place] ?? granted!, object.body, object.signature);
  return new SicWriter().u8(form).u32(putDay).block(inner).toBytes();
}
