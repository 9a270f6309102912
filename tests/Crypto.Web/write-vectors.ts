/** The known answers that TypeScript writes and C# reads (tests/Vectors/from-web): always the same bytes from the same seeds. */
import { type Bytes, deriveCodeKeys, enrol, formatCode, type ManifestRow, sealContainer, sealVault, signOfficerLogin, signReporterLogin } from "@integrity-channel/crypto";
import { concat, hex } from "../../src/Crypto/Web/bytes.ts";
import { sealChunks } from "../../src/Crypto/Web/chunkedencryption.ts";
import { encodeOfficerContent, encodeReport, encodeReporterMessage } from "../../src/Crypto/Web/content.ts";
import { encodeGrant } from "../../src/Crypto/Web/grantcontent.ts";
import { deriveKey, keyIdOf, KeyType } from "../../src/Crypto/Web/hash.ts";
import { signCandidate } from "../../src/Crypto/Web/enrolment.ts";
import { type ObjectHeader, ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { AesKey } from "../../src/Crypto/Web/primitives.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { clearCases } from "./clearcases.ts";
import { craft, type Craft } from "./craft.ts";
import { entryOf, hashOfDirectory, Host, Organisation, today, type TestOfficer } from "./organisation.ts";
import { logCases } from "./logcases.ts";
import { run } from "./procedures.ts";
import { SeededEntropy } from "./seededentropy.ts";
import { VectorFile, writeVectorFile } from "./vectorfile.ts";

type Keys = readonly (readonly [string, string | number])[];
interface Case { name: string; what: string; expect: string; comment: string; keys: Keys; bytes: Bytes }

const organisation = new Organisation("from-web");
const [responsible, deputy] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const directory = organisation.directoryBytes();
const directoryHash = hashOfDirectory(directory);
const secret = new SeededEntropy("from-web/code").fill(16);
const code = deriveCodeKeys(secret, organisation.orgId);
const zeros = new Uint8Array(16);
const ones = new Uint8Array(16).fill(255);
const reportId = new SeededEntropy("from-web/report").fill(16);
const place = { orgId: organisation.orgId, dirSeq: 1, directoryHash, day: today, reportId };
const reporter = { id: zeros, signing: code.auth };
const officer = { id: responsible.id, signing: responsible.isk };
const toOfficers = [{ who: responsible.id, kem: responsible.ek }, { who: deputy.id, kem: deputy.ek }];
const toAll = [toOfficers[0]!, { who: zeros, kem: code.kem }, { who: ones, kem: organisation.recovery }];

const reportContent = {
  kind: 1, kemPublicKey: code.kem.publicKey, authPublicKey: code.auth.publicKey, lookup: code.lookup, recoveryRefused: false,
  locale: "nl", excluded: [organisation.officers[2]!.id], answers: [{ question: 1, text: "Er verdwijnt geld uit de kas. €5 — 💶" }, { question: 6, text: "yes" }],
} as const;
const reporterHeader = { reporter: { lookup: code.lookup, authPublicKey: code.auth.publicKey } };
const seenReport = [{ author: zeros, stream: 0, seq: 0, hash: new Uint8Array(32).fill(5) }];

const newcomer = organisation.officers[2]!;
const grant = {
  kind: 8, newcomer: newcomer.id, keyId: keyIdOf(KeyType.xwing, newcomer.ek.publicKey), scope: 1,
  objectIds: [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)], reason: "Neemt het dossier over.",
} as const;
const grantBytes = (ids: readonly number[]): Bytes =>
  ids.reduce((writer, id) => writer.bytes(new Uint8Array(16).fill(id)), new SicWriter().bytes(grant.newcomer).bytes(grant.keyId).u8(1).u16(ids.length)).text("").toBytes();

interface ObjectCase { name: string; expect?: string; comment: string; craft: Omit<Craft, "entropy">; change?: (bytes: Bytes) => Bytes; who?: Bytes; seed?: Bytes; authorKey?: Bytes }

function text(value: string): Bytes {
  return encodeOfficerContent({ kind: 3, text: value });
}

const reply = { kind: ObjectKind.reply, author: officer, recipients: toAll, content: text("Sinds wanneer?"), header: { seen: seenReport } } as const;
const report = { kind: ObjectKind.report, author: reporter, recipients: [...toOfficers, toAll[2]!], content: encodeReport(reportContent), header: reporterHeader } as const;
const padded = (change: (bytes: Bytes) => void): Bytes => {
  const bytes = new SicWriter().block(text("Opvulling")).bytes(new Uint8Array(8192 - 4 - text("Opvulling").length)).toBytes();
  change(bytes);
  return bytes;
};
const flip = (at: number) => (bytes: Bytes): Bytes => {
  const copy = bytes.slice();
  copy[at < 0 ? bytes.length + at : at]! ^= 1;
  return copy;
};

const objectCases: ObjectCase[] = [
  { name: "report", comment: "kind 1 to two officers and recovery", craft: report },
  { name: "report-for-recovery", comment: "the same kind opened by the recovery key", craft: report, who: ones, seed: organisation.recovery.seed },
  {
    name: "message", comment: "kind 2, second in the reporter's chain", craft: {
      kind: ObjectKind.reporterMessage, author: reporter, recipients: toOfficers, header: { seq: 1, prev: new Uint8Array(32).fill(6) },
      content: encodeReporterMessage({ kind: 2, kemPublicKey: code.kem.publicKey, act: 4, refers: new Uint8Array(32).fill(7), text: "Ik word gepest." }),
    },
  },
  { name: "reply", comment: "kind 3", craft: reply },
  { name: "reply-for-the-reporter", comment: "kind 3 opened with the code's key", craft: reply, who: zeros, seed: code.kem.seed },
  { name: "acknowledgement", comment: "kind 4", craft: { ...reply, kind: ObjectKind.acknowledgement, content: encodeOfficerContent({ kind: 4, text: "Ontvangen." }) } },
  { name: "feedback", comment: "kind 5, both parts filled", craft: { ...reply, kind: ObjectKind.feedback, content: encodeOfficerContent({ kind: 5, action: "Kas geteld.", grounds: "Tekort." }) } },
  { name: "decision", comment: "kind 6", craft: { ...reply, kind: ObjectKind.decision, content: encodeOfficerContent({ kind: 6, decision: 4, text: "Gesloten." }) } },
  { name: "note", comment: "kind 7 in stream 1, to officers only", craft: { ...reply, kind: ObjectKind.note, recipients: toOfficers, content: encodeOfficerContent({ kind: 7, type: 1, text: "Nakijken.", archive: null }) } },
  { name: "archive-record", comment: "kind 7 that repeats the reporter's key and who was left out", craft: { ...reply, kind: ObjectKind.note, recipients: toOfficers, content: encodeOfficerContent({ kind: 7, type: 7, text: "Archief.", archive: { kemPublicKey: code.kem.publicKey, excluded: [responsible.id, deputy.id] } }) } },
  { name: "grant", comment: "kind 8, scope 1, to everybody in the case and the newcomer", craft: { ...reply, kind: ObjectKind.grant, recipients: [...toAll, { who: newcomer.id, kem: newcomer.ek }], content: encodeGrant(grant) } },
  { name: "grant-ids-not-sorted", expect: "not-canonical", comment: "object ids in falling order", craft: { ...reply, kind: ObjectKind.grant, content: grantBytes([2, 1]) } },
  { name: "grant-id-twice", expect: "not-canonical", comment: "one object handed on twice", craft: { ...reply, kind: ObjectKind.grant, content: grantBytes([1, 1]) } },
  { name: "reply-of-32-kib", comment: "two full chunks and an empty one", craft: { ...reply, recipients: [toOfficers[0]!], content: text("ë".repeat(16_000)) } },
  { name: "cut-short", expect: "malformed", comment: "last byte missing", craft: reply, change: (bytes) => bytes.slice(0, -1) },
  { name: "one-byte-more", expect: "malformed", comment: "a byte after the signature", craft: reply, change: (bytes) => concat(bytes, Uint8Array.of(0)) },
  { name: "other-magic", expect: "malformed", comment: "first byte", craft: reply, change: flip(0) },
  { name: "other-suite", expect: "unknown-suite", comment: "suite 0", craft: reply, change: flip(5) },
  { name: "reserved-test-suite", expect: "unknown-suite", comment: "suite 0x00ff", craft: reply, change: (bytes) => { const copy = bytes.slice(); copy[5] = 0xff; return copy; } },
  { name: "kind-0", expect: "unknown-kind", comment: "no such kind", craft: reply, change: (bytes) => { const copy = bytes.slice(); copy[6] = 0; return copy; } },
  { name: "kind-13", expect: "unknown-kind", comment: "no such kind", craft: reply, change: (bytes) => { const copy = bytes.slice(); copy[6] = 13; return copy; } },
  { name: "unknown-mode", expect: "malformed", comment: "mode bit 3", craft: reply, change: (bytes) => { const copy = bytes.slice(); copy[7] = 8; return copy; } },
  { name: "note-in-stream-0", expect: "malformed", comment: "kind 7 outside its stream", craft: { ...reply, kind: ObjectKind.note, recipients: toOfficers, content: encodeOfficerContent({ kind: 7, type: 1, text: "x", archive: null }), header: { stream: 0 } } },
  { name: "reply-in-stream-1", expect: "malformed", comment: "kind 3 in the notes' stream", craft: { ...reply, header: { seen: seenReport, stream: 1 } } },
  { name: "reply-by-the-reporter", expect: "malformed", comment: "kind 3 with the reporter as author", craft: { ...reply, author: reporter, header: {} } },
  { name: "first-with-a-predecessor", expect: "malformed", comment: "seq 0 with prev", craft: { ...reply, header: { prev: new Uint8Array(32).fill(1) } } },
  { name: "second-without-predecessor", expect: "malformed", comment: "seq 1 without prev", craft: { ...reply, header: { seq: 1 } } },
  { name: "seen-not-sorted", expect: "not-canonical", comment: "seen in another order", craft: { ...reply, header: { seen: [{ ...seenReport[0]!, author: deputy.id }, seenReport[0]!] } } },
  { name: "seen-twice", expect: "not-canonical", comment: "one chain named twice", craft: { ...reply, header: { seen: [seenReport[0]!, seenReport[0]!] } } },
  { name: "seen-names-the-own-chain", expect: "malformed", comment: "author and stream of the object itself", craft: { ...reply, header: { seen: [{ ...seenReport[0]!, author: responsible.id }] } } },
  { name: "seen-names-a-note", expect: "malformed", comment: "stream 1 in seen of stream 0", craft: { ...reply, header: { seen: [{ ...seenReport[0]!, stream: 1, author: deputy.id }] } } },
  { name: "report-without-lookup", expect: "malformed", comment: "kind 1 with an empty reporter field", craft: { ...report, header: {} } },
  { name: "recipient-twice", expect: "malformed", comment: "one recipient twice", craft: { ...reply, recipients: [toOfficers[0]!, toOfficers[0]!] } },
  { name: "no-recipient", expect: "malformed", comment: "a sealed kind without recipients", craft: { ...reply, recipients: [] }, who: responsible.id },
  { name: "no-commitment", expect: "malformed", comment: "key_commit zero in a sealed kind", craft: { ...reply, header: { keyCommit: new Uint8Array(32) } } },
  { name: "container-without-hash", expect: "malformed", comment: "container length without hash", craft: { ...reply, header: { containerLength: 65_536 } } },
  { name: "body-of-no-bucket", expect: "malformed", comment: "body length between buckets", craft: { ...reply, header: { bodyLength: 8_265 } } },
  { name: "wrap-for-another-key", expect: "malformed", comment: "key_id of the first wrap differs from the header's", craft: reply, change: (bytes) => flip(parseHeaderLength(bytes))(bytes) },
  { name: "other-signature", expect: "wrong-signature", comment: "last bit of the signature", craft: reply, change: flip(-1) },
  { name: "other-author-key", expect: "wrong-signature", comment: "another officer's key", craft: reply, authorKey: deputy.isk.publicKey },
  { name: "neutral-author-key", expect: "wrong-signature", comment: "public key of small order (the neutral element)", craft: reply, authorKey: Uint8Array.of(1, ...new Uint8Array(31)) },
  { name: "body-changed-after-signing", expect: "wrong-signature", comment: "a bit of the body", craft: reply, change: flip(-70) },
  { name: "header-changed-after-signing", expect: "wrong-signature", comment: "a bit of the report id", craft: reply, change: flip(70) },
  { name: "not-for-this-reader", expect: "not-a-recipient", comment: "nobody with this id among the recipients", craft: reply, who: deputy.id, seed: deputy.ek.seed },
  { name: "other-seed", expect: "wrong-key", comment: "opened with another officer's seed", craft: reply, seed: deputy.ek.seed },
  { name: "wrap-changed", expect: "wrong-key", comment: "a bit of the encapsulated key; not under the signature", craft: reply, change: (bytes) => flip(parseHeaderLength(bytes) + 100)(bytes) },
  { name: "wrap-tag-changed", expect: "wrong-key", comment: "last bit of the first wrap", craft: reply, change: (bytes) => flip(parseHeaderLength(bytes) + 1183)(bytes) },
  { name: "key-not-committed-to", expect: "wrong-commitment", comment: "the wrap holds another key than the header commits to", craft: { ...reply, wrappedKey: new Uint8Array(32).fill(3) } },
  { name: "body-salt-signed-wrong", expect: "wrong-body", comment: "a signed body with another salt", craft: { ...reply, damageBody: (body) => { body[0]! ^= 1; } } },
  { name: "body-commitment-signed-wrong", expect: "wrong-body", comment: "a signed body with another chunk commitment", craft: { ...reply, damageBody: (body) => { body[30]! ^= 1; } } },
  { name: "body-chunk-signed-wrong", expect: "wrong-body", comment: "a signed body with a damaged chunk", craft: { ...reply, damageBody: (body) => { body[60]! ^= 1; } } },
  { name: "padding-not-zero", expect: "wrong-padding", comment: "last padding byte is one", craft: { ...reply, padded: padded((bytes) => { bytes[8191] = 1; }) } },
  { name: "content-longer-than-body", expect: "wrong-padding", comment: "n beyond the body", craft: { ...reply, padded: padded((bytes) => { bytes[2] = 0xff; }) } },
  { name: "feedback-without-grounds", expect: "malformed", comment: "kind 5 with white space as grounds", craft: { ...reply, kind: ObjectKind.feedback, content: new SicWriter().text("Kas geteld.").text(" \n").toBytes() } },
  { name: "text-not-utf-8", expect: "malformed", comment: "kind 3 with a lone continuation byte", craft: { ...reply, content: new SicWriter().block(Uint8Array.of(0x80)).u16(0).toBytes() } },
  { name: "reply-with-files", expect: "malformed", comment: "a manifest with one entry", craft: { ...reply, content: new SicWriter().text("x").u16(1).toBytes() } },
  { name: "decision-5", expect: "malformed", comment: "no such decision", craft: { ...reply, kind: ObjectKind.decision, content: new SicWriter().u8(5).text("x").toBytes() } },
  { name: "excluded-not-sorted", expect: "not-canonical", comment: "who was left out, in another order", craft: { ...report, content: unsortedReport() } },
];

function unsortedReport(): Bytes {
  const ids = [responsible.id, deputy.id].sort((left, right) => Buffer.compare(right, left));
  const one = encodeReport({ ...reportContent, excluded: [ids[0]!], answers: [] });
  const at = 1216 + 32 + 32 + 1 + 2 + 2;
  const bytes = concat(one.slice(0, at), Uint8Array.of(2), ids[0]!, ids[1]!, one.slice(at + 17));
  return bytes;
}

function parseHeaderLength(bytes: Bytes): number {
  const object = parseObject(bytes);
  return bytes.length - object.wraps.length * 1184 - object.body.length - 64;
}

async function objects(): Promise<Case[]> {
  const cases: Case[] = [];
  for (const item of objectCases) {
    const entropy = new SeededEntropy(`from-web/object/${item.name}`);
    const whole = await craft(place, { ...item.craft, entropy });
    const first = item.craft.recipients[0];
    const keys: Keys = [
      ["author-key", hex(item.authorKey ?? item.craft.author.signing.publicKey)], ["who", hex(item.who ?? first?.who ?? zeros)],
      ["kem-seed", hex(item.seed ?? first?.kem.seed ?? responsible.ek.seed)],
    ];
    cases.push({ name: `object-${item.name}`, what: "object", expect: item.expect ?? "success", comment: item.comment, keys, bytes: item.change?.(whole) ?? whole });
  }
  const notice = organisation.notice({ directory: { seq: 1, hash: directoryHash } as never, reportId, seen: seenReport, seq: 0, prev: new Uint8Array(32) });
  const noticeKeys: Keys = [["author-key", hex(organisation.notices.publicKey)], ["who", ""], ["kem-seed", ""]];
  cases.push({ name: "object-channel-notice", what: "object", expect: "success", comment: "kind 11, clear", keys: noticeKeys, bytes: notice });
  cases.push({ name: "object-channel-notice-changed", what: "object", expect: "wrong-signature", comment: "a date in a notice", keys: noticeKeys, bytes: flip(-66)(notice) });
  cases.push(...clearCases(place, officer, reporter, seenReport, deputy.id));
  return [...cases, ...await containers(), ...await entries(notice)];
}

async function containers(): Promise<Case[]> {
  const entropy = new SeededEntropy("from-web/container");
  const files = ([["foto é.jpg", "image/jpeg", 66_000], ["leeg.txt", "text/plain", 0], ["film", "", 5]] as const).map(([name, type, length]) => {
    const bytes = new SeededEntropy(`from-web/container/${name}`).fill(length);
    return { name, type, length, read: async (from: number, to: number) => bytes.slice(from, to) };
  });
  const sealing = sealContainer({ files, orgId: organisation.orgId, entropy });
  const parts: Bytes[] = [];
  for await (const part of sealing.parts()) parts.push(part.bytes);
  const { container } = sealing;
  const ciphertext = concat(...parts);
  const withFiles = async (name: string, manifest: readonly ManifestRow[], header: Partial<ObjectHeader> = {}): Promise<Bytes> => craft(place, {
    ...reply, entropy: new SeededEntropy(`from-web/container/${name}`), dek: container.dek, content: encodeOfficerContent({ kind: 3, text: "Zie bijlagen." }, manifest),
    header: { seen: seenReport, objectId: container.objectId, containerLength: container.length, containerHash: container.hash, ...header },
  });
  const whole = await withFiles("reply", container.manifest);
  const keys: Keys = [["author-key", hex(responsible.isk.publicKey)], ["who", hex(responsible.id)], ["kem-seed", hex(responsible.ek.seed)]];
  const item = (name: string, expect: string, comment: string, object: Bytes, bytes: Bytes): Case =>
    ({ name: `container-${name}`, what: "container", expect, comment, keys, bytes: concat(new SicWriter().block(object).toBytes(), bytes) });
  const none = new Uint8Array(0);
  const [first, ...rest] = container.manifest;
  return [
    item("three-files", "success", "kind 3 with three files, one of them empty", whole, ciphertext),
    item("bit-in-a-chunk", "wrong-body", "a bit of the first file", whole, flip(1000)(ciphertext)),
    item("byte-more", "wrong-body", "a byte behind the container", whole, concat(ciphertext, Uint8Array.of(0))),
    item("other-digest", "wrong-body", "the manifest names another SHA-256", await withFiles("digest", [{ ...first!, digest: new Uint8Array(32) }, ...rest]), ciphertext),
    item("other-object-id", "wrong-body", "the object has another id than the container was sealed for", await withFiles("id", container.manifest, { objectId: new Uint8Array(16).fill(9) }), ciphertext),
    item("manifest-shorter", "malformed", "files that give another length", await withFiles("shorter", rest.map((row) => ({ ...row, offset: row.offset - first!.length }))), none),
    item("no-manifest", "malformed", "a container without files", await withFiles("none", []), none),
    item("manifest-alone", "malformed", "files without a container", await withFiles("alone", container.manifest, { containerLength: 0, containerHash: new Uint8Array(32) }), none),
    item("below-the-floor", "malformed", "a container shorter than 64 KiB", await withFiles("floor", container.manifest, { containerLength: 1000 }), none),
  ];
}

async function entries(notice: Bytes): Promise<Case[]> {
  const whole = await craft(place, { ...reply, entropy: new SeededEntropy("from-web/entry") });
  const authorKey = hex(responsible.isk.publicKey);
  const host = new Host();
  host.put(whole);
  host.put(notice);
  const reader: Keys = [["author-key", authorKey], ["kem-seed", hex(code.kem.seed)]];
  const stub: Keys = [["author-key", authorKey], ["kem-seed", ""]];
  const forReader = entryOf(whole, today, zeros);
  const list = host.list(zeros);
  return [
    { name: "entry-for-reader", what: "entry", expect: "success", comment: "form 2", keys: reader, bytes: forReader },
    { name: "entry-stub", what: "entry", expect: "success", comment: "form 1", keys: stub, bytes: entryOf(whole, today, zeros, true) },
    { name: "entry-clear", what: "entry", expect: "success", comment: "form 3", keys: [["author-key", hex(organisation.notices.publicKey)], ["kem-seed", ""]], bytes: entryOf(notice, today, zeros) },
    { name: "entry-form-4", what: "entry", expect: "unknown-kind", comment: "no such form", keys: reader, bytes: Uint8Array.of(4, ...forReader.slice(1)) },
    { name: "entry-sealed-as-clear", what: "entry", expect: "malformed", comment: "form 3 around a sealed object", keys: reader, bytes: Uint8Array.of(3, ...forReader.slice(1)) },
    { name: "list", what: "list", expect: "success", comment: "two entries in order", keys: [], bytes: list },
    { name: "list-other-order", what: "list", expect: "not-canonical", comment: "the same two the other way round", keys: [], bytes: concat(list.slice(0, 12), entryOf(notice, today, zeros), forReader, new Uint8Array(2)) },
    { name: "list-empty", what: "list", expect: "success", comment: "nothing", keys: [], bytes: new SicWriter().magic("sicL").u32(today).u32(0).u16(0).toBytes() },
    { name: "list-with-a-recovery", what: "list", expect: "success", comment: "whom recovery let in", keys: [], bytes: new SicWriter().magic("sicL").u32(today).u32(0).u16(1).bytes(organisation.recoveryOf(reportId, deputy)).toBytes() },
    { name: "list-without-recoveries", what: "list", expect: "malformed", comment: "their count is missing", keys: [], bytes: new SicWriter().magic("sicL").u32(today).u32(0).toBytes() },
  ];
}

function documentCase(name: string, expect: string, comment: string, bytes: Bytes, change: { device?: number; root?: Bytes; org?: Bytes; seq?: number } = {}): Case {
  const keys: Keys = [["device-day", change.device ?? today], ["root-key", change.root ? hex(change.root) : ""], ["org-id", change.org ? hex(change.org) : ""], ["minimum-seq", change.seq ?? 0]];
  return { name: `document-${name}`, what: "document", expect, comment, keys, bytes };
}

function documents(): Case[] {
  const other = new Organisation("from-web/other");
  const old = organisation.directoryBytes({ issued: today - 300, expires: today - 60 });
  const none = { certificates: [], freshness: [] };
  const second = organisation.directoryBytes({ seq: 2, previousHash: directoryHash, issued: today });
  const forged = organisation.certificate({ ...responsible, isk: deputy.isk });
  return [
    documentCase("in-order", "success", "no warning", organisation.document()),
    documentCase("pinned", "success", "root and organisation pinned", organisation.document(), { root: organisation.root.publicKey, org: organisation.orgId, seq: 1 }),
    documentCase("not-fresh", "success", "nobody confirmed for fifteen days", organisation.document({ directory: organisation.directoryBytes({ issued: today - 15 }), freshness: [] })),
    documentCase("certificate-expired", "success", "sealed to with a warning", organisation.document({ certificates: [organisation.certificate(responsible, today - 1)] })),
    documentCase("sixty-days-past", "success", "the last day of grace", organisation.document({ directory: old, ...none })),
    documentCase("sixty-one-days-past", "expired", "the first day after it", organisation.document({ directory: old, day: today + 1, ...none }), { device: today - 100 }),
    documentCase("only-the-device-says-expired", "success", "warns, shows both dates", organisation.document(none), { device: today + 1000 }),
    documentCase("other-root", "wrong-root", "root of the same organisation pinned, another signs", organisation.document(), { root: other.root.publicKey, org: organisation.orgId }),
    documentCase("other-organisation", "wrong-organisation", "another organisation pinned", organisation.document(), { org: other.orgId }),
    documentCase("older-than-seen", "wrong-directory", "seq below the one pinned", organisation.document(), { seq: 2 }),
    documentCase("signature-changed", "wrong-signature", "last bit of the directory", organisation.document({ directory: flip(-1)(directory) })),
    documentCase("suite-not-listed", "unknown-suite", "the directory allows suite 2 only", organisation.document({ directory: organisation.directoryBytes({ suites: [2] }) })),
    documentCase("certificate-by-another", "wrong-signature", "signed with another officer's key", organisation.document({ certificates: [forged] })),
    documentCase("lives-too-long", "malformed", "401 days", organisation.document({ directory: organisation.directoryBytes({ expires: today + 391 }) })),
    documentCase("trailing-byte", "malformed", "one byte more", concat(organisation.document(), Uint8Array.of(0))),
    { name: "chain-of-two", what: "chain", expect: "success", comment: "each names the one before", keys: [], bytes: organisation.chain(directory, second) },
    { name: "chain-with-a-gap", what: "chain", expect: "wrong-chain", comment: "the first is missing", keys: [], bytes: organisation.chain(second) },
    { name: "chain-of-another-root", what: "chain", expect: "wrong-organisation", comment: "the second belongs to someone else", keys: [], bytes: organisation.chain(directory, other.directoryBytes({ seq: 2, previousHash: directoryHash })) },
    { name: "chain-empty", what: "chain", expect: "malformed", comment: "no directory", keys: [], bytes: new SicWriter().magic("sicH").u16(0).toBytes() },
  ];
}

function receipts(): Case[] {
  const objectHash = new SeededEntropy("from-web/receipt").fill(32);
  const receipt = organisation.receipt(objectHash);
  const keys = (wanted: Bytes): Keys => [["directory", hex(directory)], ["object-hash", hex(wanted)]];
  const answer = (code: number, rest: Bytes): Bytes => concat(new SicWriter().u16(code).toBytes(), rest, new Uint8Array(510 - rest.length));
  const empty = new Uint8Array(0);
  return [
    { name: "receipt", what: "receipt", expect: "success", comment: "by the channel key for receipts", keys: keys(objectHash), bytes: receipt },
    { name: "receipt-of-another-object", what: "receipt", expect: "wrong-chain", comment: "another object hash", keys: keys(new Uint8Array(32)), bytes: receipt },
    { name: "receipt-changed", what: "receipt", expect: "wrong-signature", comment: "last bit", keys: keys(objectHash), bytes: flip(-1)(receipt) },
    { name: "receipt-before-the-key", what: "receipt", expect: "wrong-key", comment: "a day before the channel key's first", keys: keys(objectHash), bytes: organisation.receipt(objectHash, today - 11) },
    { name: "put-answer-accepted", what: "put-answer", expect: "success", comment: "with a receipt", keys: [], bytes: answer(0, receipt) },
    { name: "put-answer-stale", what: "put-answer", expect: "success", comment: "code 21", keys: [], bytes: answer(21, empty) },
    { name: "put-answer-unknown-code", what: "put-answer", expect: "malformed", comment: "code 99", keys: [], bytes: answer(99, empty) },
    { name: "put-answer-short", what: "put-answer", expect: "malformed", comment: "511 bytes", keys: [], bytes: answer(21, empty).slice(1) },
    { name: "put-answer-not-zero", what: "put-answer", expect: "not-canonical", comment: "a bit behind the code", keys: [], bytes: flip(-1)(answer(21, empty)) },
  ];
}

function recoveries(): Case[] {
  const good = organisation.recoveryOf(reportId, deputy);
  const keys: Keys = [["report-id", hex(reportId)], ["chain", hex(organisation.chain())]];
  const one = (name: string, expect: string, comment: string, bytes: Bytes): Case => ({ name: `recovery${name}`, what: "recovery", expect, comment, keys, bytes });
  return [
    one("", "success", "by the root, for the deputy", good),
    one("-died", "success", "the last reason", organisation.recoveryOf(reportId, deputy, { reason: 4 })),
    one("-reason-5", "malformed", "no such reason", organisation.recoveryOf(reportId, deputy, { reason: 5 })),
    one("-changed", "wrong-signature", "last bit", flip(-1)(good)),
    one("-of-another-report", "wrong-chain", "another report", organisation.recoveryOf(new Uint8Array(16).fill(9), deputy)),
    one("-of-another-organisation", "wrong-organisation", "another organisation", organisation.recoveryOf(reportId, deputy, { orgId: new Uint8Array(16).fill(9) })),
    one("-not-in-office", "not-an-officer", "past the officer's last day", organisation.recoveryOf(reportId, deputy, { day: today + 401 })),
    one("-by-an-officer", "wrong-signature", "signed by the responsible officer", organisation.recoveryOf(reportId, deputy, { root: responsible.isk })),
  ];
}

async function vaults(): Promise<Case[]> {
  const entropy = new SeededEntropy("from-web/vault");
  const argon = entropy.fill(32);
  const known = { reportId, kemKey: code.kem.publicKey, authKey: code.auth.publicKey, excluded: [deputy.id], heads: [...seenReport, { author: responsible.id, stream: 1, seq: 4, hash: new Uint8Array(32).fill(8) }] };
  const unknown = { reportId: ones.slice().fill(3), kemKey: null, authKey: code.auth.publicKey, excluded: null, heads: [] };
  const vault = { ...organisation.vault(responsible), vaultKey: entropy.fill(32), vaultKeyId: entropy.fill(16), version: 6, reports: [known, unknown], drafts: [{ reportId, text: "Nog niet verstuurd — één zin" }] };
  const aad = new SicWriter().bytes(vault.officerId).bytes(vault.vaultKeyId).u32(262_144).u32(3).u32(1).toBytes();
  const nonce = entropy.fill(12);
  const wrap = concat(nonce, await (await AesKey.import(deriveKey(argon, "sic1/kek-pass"))).seal(nonce, aad, vault.vaultKey));
  const sealed = await sealVault(vault, entropy);
  const keys = (change: Record<string, string | number> = {}): Keys => Object.entries({
    argon: hex(argon), "memory-kib": 262_144, iterations: 3, "officer-id": hex(vault.officerId), "vk-id": hex(vault.vaultKeyId), "vk-wrap": hex(wrap), version: 7, ...change,
  });
  const one = (name: string, expect: string, comment: string, change: Record<string, string | number> = {}, bytes = sealed.vault): Case => ({ name: `vault${name}`, what: "vault", expect, comment, keys: keys(change), bytes });
  return [
    one("", "success", "version 7, one key, two reports, one draft"),
    one("-with-cases-laid-aside", "success", "version 7, two cases laid aside", {}, (await sealVault({ ...vault, aside: [{ reportId, seq: 0 }, { reportId: unknown.reportId, seq: 3 }] }, new SeededEntropy("from-web/vault/aside"))).vault),
    one("-older-version", "wrong-body", "version 6 is claimed", { version: 6 }),
    one("-other-passphrase", "wrong-key", "another Argon2id output", { argon: hex(new Uint8Array(32)) }),
    one("-other-parameters", "wrong-key", "parameters are bound to the wrap", { iterations: 4 }),
    one("-weak-parameters", "weak-parameters", "below 64 MiB", { "memory-kib": 65_535 }),
    one("-changed", "wrong-body", "last bit", {}, flip(-1)(sealed.vault)),
  ];
}

async function enrolments(): Promise<Case[]> {
  const seeds = new SeededEntropy("from-web/enrolment");
  const [signingSeed, argon, salt] = [seeds.fill(32), seeds.fill(32), seeds.fill(16)];
  const [orgId, officerId] = [organisation.orgId, responsible.id];
  const wish = { orgId, officerId, role: 2, display: "Plaatsvervanger – dienst één" };
  const shown: Keys = [["signing-seed", hex(signingSeed)], ["org-id", hex(orgId)], ["officer-id", hex(officerId)], ["role", wish.role], ["display", wish.display]];
  const made = async (role: number): Promise<Bytes> => (await enrol({
    role, account: "plaatsvervanger", mail: "plaatsvervanger@zone.example", locale: "nl", display: wish.display, orgId, rootKey: organisation.root.publicKey,
    day: today, parameters: { memoryKib: 65_536, iterations: 3 }, salt, argon, entropy: new SeededEntropy(`from-web/enrolment/${role}`),
  })).file;
  const one = (name: string, expect: string, comment: string, bytes: Bytes, key = argon): Case =>
    ({ name: `enrolment-${name}`, what: "enrolment", expect, comment, keys: [["argon", hex(key)]], bytes });
  const officer = await made(2);
  return [
    { name: "candidate", what: "candidate", expect: "success", comment: "a wish to be listed as deputy", keys: shown, bytes: signCandidate(signingSeed, wish) },
    { name: "candidate-changed", what: "candidate", expect: "wrong-signature", comment: "last bit", keys: shown, bytes: flip(-1)(signCandidate(signingSeed, wish)) },
    one("of-an-officer", "success", "one receiving key, version 1", officer),
    one("of-an-administrator", "success", "no keys", await made(0)),
    one("other-passphrase", "wrong-key", "another Argon2id output", officer, new Uint8Array(32)),
    one("vault-changed", "wrong-body", "last bit", flip(-1)(officer)),
  ];
}

function codes(): Case[] {
  const shown = formatCode(secret).join(" ");
  const nonce = new SeededEntropy("from-web/nonce").fill(52);
  const argon = new SeededEntropy("from-web/argon").fill(32);
  const orgId = organisation.orgId;
  const [reporterOrigin, officerOrigin] = ["https://meld.example", "http://localhost:8081"];
  const one = (name: string, expect: string, comment: string, typed: string): Case =>
    ({ name: `code${name}`, what: "code", expect, comment, keys: [["text", typed], ["org-id", hex(orgId)]], bytes: new Uint8Array(0) });
  return [
    one("", "success", "as shown", shown),
    one("-as-typed", "success", "small letters, look-alikes and dashes", shown.toLowerCase().replaceAll("1", "l").replaceAll("0", "o").replaceAll(" ", "-")),
    one("-one-wrong-symbol", "bad-code", "last symbol", shown.slice(0, -1) + (shown.endsWith("7") ? "8" : "7")),
    one("-too-short", "bad-code", "27 symbols", shown.slice(0, -1)),
    one("-with-u", "bad-code", "U is no symbol", `U${shown.slice(1)}`),
    {
      name: "reporter-login", what: "reporter-login", expect: "success", comment: "body of POST /r/open",
      keys: [["secret", hex(secret)], ["org-id", hex(orgId)], ["origin", reporterOrigin!], ["nonce", hex(nonce)]],
      bytes: signReporterLogin({ secret, orgId, origin: reporterOrigin!, nonce }),
    },
    {
      name: "officer-login", what: "officer-login", expect: "success", comment: "signature of POST /o/sign-in",
      keys: [["argon", hex(argon)], ["memory-kib", 65_536], ["iterations", 3], ["org-id", hex(orgId)], ["officer-id", hex(responsible.id)], ["origin", officerOrigin!], ["nonce", hex(nonce)]],
      bytes: signOfficerLogin({ argon, parameters: { memoryKib: 65_536, iterations: 3 }, orgId, officerId: responsible.id, origin: officerOrigin!, nonce }),
    },
  ];
}

async function chunks(): Promise<Case[]> {
  const cases: Case[] = [];
  for (const length of [0, 1, 16_383, 16_384, 16_385]) {
    const entropy = new SeededEntropy(`from-web/chunks/${length}`);
    const [key, context] = [entropy.fill(32), entropy.fill(41)];
    const bytes = await sealChunks(key, context, entropy.fill(length), entropy);
    const keys: Keys = [["key", hex(key)], ["context", hex(context)]];
    cases.push({ name: `chunks-${length}`, what: "chunks", expect: "success", comment: `${length} bytes`, keys, bytes });
    if (length !== 16_384) continue;
    cases.push({ name: "chunks-without-the-last", what: "chunks", expect: "wrong-body", comment: "the empty last chunk is missing", keys, bytes: bytes.slice(0, -16) });
    cases.push({ name: "chunks-other-context", what: "chunks", expect: "wrong-body", comment: "the commitment does not fit", keys: [keys[0]!, ["context", ""]], bytes });
  }
  return cases;
}

/** File name and text of every case; the compared values are what this implementation gives, once it gives what is expected. */
export async function writeVectors(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const cases = [...await objects(), ...documents(), ...receipts(), ...recoveries(), ...await vaults(), ...await enrolments(), ...codes(), ...await chunks(), ...logCases(organisation.orgId, organisation.directoryBytes({ caseworkUses: 6 }), organisation.notices, today)];
  for (const { name, what, expect, comment, keys, bytes } of cases) {
    const head = [["what", what], ["expect", expect], ["comment", comment], ...keys] as const;
    const { outcome, values } = await run(new VectorFile(name, writeVectorFile(head, bytes)));
    if (outcome !== expect) throw new Error(`${name}: expected ${expect}, got ${outcome}`);
    files.set(`${name}.vector`, writeVectorFile([...head, ...values], bytes));
  }
  return files;
}
