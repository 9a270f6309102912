/** What each kind of known answer asks for: the procedure, and the values it must give. */
import { type Bytes, failureOf, fingerprintOf, officerFingerprintOf, officerLoginKey, openFile, openVault, partSize, verifyContainer, parseChain, parseGenesis, putLog, readCode, standingSince, verifyCheckpoint, readPutAnswer, SicError, signOfficerLogin, signReporterLogin, deriveCodeKeys, verifyDirectoryDocument, verifyReceipt } from "@integrity-channel/crypto";
import { concat, equal, utf8 } from "../../src/Crypto/Web/bytes.ts";
import { openChunks } from "../../src/Crypto/Web/chunkedencryption.ts";
import { readContent } from "../../src/Crypto/Web/content.ts";
import { parseDirectoryStatement } from "../../src/Crypto/Web/directorystatement.ts";
import { signCandidate } from "../../src/Crypto/Web/enrolment.ts";
import { keyIdOf, KeyType } from "../../src/Crypto/Web/hash.ts";
import { isClear } from "../../src/Crypto/Web/objectheader.ts";
import { parseEntry, parseObjectList } from "../../src/Crypto/Web/objectlist.ts";
import { ed25519KeyPair, sha256 } from "../../src/Crypto/Web/primitives.ts";
import { parseRecovery, verifyRecovery } from "../../src/Crypto/Web/recovery.ts";
import { readSuite, SicReader } from "../../src/Crypto/Web/sicreader.ts";
import { openBody } from "../../src/Crypto/Web/sealedbody.ts";
import { openSealed, openWrap, parseObject, readSealedContent, type SignedHeader, verifyObject } from "../../src/Crypto/Web/sealedobject.ts";
import { toHex } from "./publicvectors.ts";
import type { VectorFile } from "./vectorfile.ts";

type Values = readonly (readonly [string, string | number])[];
type Procedure = (file: VectorFile) => Promise<Values> | Values;

/** The procedure's outcome: "success" with the values to compare, or a failure class. Inputs are read before anything runs. */
export async function run(file: VectorFile): Promise<{ outcome: string; values: Values }> {
  const procedure = procedures[file.what];
  if (procedure === undefined) throw new Error(`${file.name}: unknown procedure ${file.what}`);
  try {
    return { outcome: "success", values: await procedure(file) };
  } catch (error) {
    if (!(error instanceof SicError)) throw error;
    return { outcome: failureOf(error), values: [] };
  }
}

async function contentOf(signed: SignedHeader, wrap: Bytes | null, body: Bytes, kemSeed: Bytes): Promise<Bytes> {
  const { kind } = signed.header;
  if (isClear(kind)) {
    readContent(kind, body);
    return body;
  }
  if (wrap === null) throw new SicError("not-a-recipient");
  const content = await openBody(openWrap(signed, wrap, kemSeed), signed.transcript, body);
  readSealedContent(signed.header, content);
  return content;
}

async function object(file: VectorFile): Promise<Values> {
  const [authorKey, who, kemSeed] = [file.hex("author-key"), file.hex("who"), file.hex("kem-seed")];
  const parsed = parseObject(file.bytes);
  verifyObject(parsed, authorKey);
  const place = parsed.header.recipients.findIndex((recipient) => equal(recipient.who, who));
  const content = await contentOf(parsed, parsed.wraps[place] ?? null, parsed.body, kemSeed);
  return [["object-hash", toHex(parsed.objectHash)], ["content-hash", toHex(sha256(content))]];
}

async function container(file: VectorFile): Promise<Values> {
  const [authorKey, who, kemSeed] = [file.hex("author-key"), file.hex("who"), file.hex("kem-seed")];
  const reader = new SicReader(file.bytes);
  const parsed = parseObject(reader.block());
  const ciphertext = reader.bytes(reader.remaining);
  verifyObject(parsed, authorKey);
  const wrap = parsed.wraps[parsed.header.recipients.findIndex((recipient) => equal(recipient.who, who))];
  if (wrap === undefined) throw new SicError("not-a-recipient");
  const { files } = await openSealed(parsed, wrap, parsed.body, kemSeed);
  if (files.length === 0) throw new SicError("malformed");
  const readPart = async (index: number): Promise<Bytes> => ciphertext.slice(index * partSize, (index + 1) * partSize);
  const verified = await verifyContainer(files[0]!.container, readPart);
  const digests: string[] = [];
  for (const entry of files) {
    const pieces: Bytes[] = [];
    for await (const piece of openFile(entry, readPart, verified)) pieces.push(piece);
    digests.push(toHex(sha256(concat(...pieces))));
  }
  return [
    ["object-hash", toHex(parsed.objectHash)], ["names", files.map(({ name }) => toHex(utf8(name))).join(" ")],
    ["types", files.map(({ type }) => type || "-").join(" ")], ["digests", digests.join(" ")],
  ];
}

async function entry(file: VectorFile): Promise<Values> {
  const [authorKey, kemSeed] = [file.hex("author-key"), file.hex("kem-seed")];
  const parsed = parseEntry(file.bytes);
  verifyObject(parsed, authorKey);
  const content = parsed.body === null ? null : await contentOf(parsed, parsed.wrap, parsed.body, kemSeed);
  return [
    ["put-day", parsed.putDay], ["object-hash", toHex(parsed.objectHash)],
    ["content-hash", content === null ? "" : toHex(sha256(content))],
  ];
}

function list(file: VectorFile): Values {
  const parsed = parseObjectList(file.bytes);
  return [
    ["day", parsed.day], ["object-hashes", parsed.entries.map((item) => toHex(item.objectHash)).join(" ")],
    ["newcomers", parsed.recoveries.map(({ claimed }) => toHex(claimed.newcomer)).join(" ")],
  ];
}

function recovery(file: VectorFile): Values {
  const [history, reportId] = [parseChain(file.hex("chain")), file.hex("report-id")];
  const { newcomer, day, reason } = verifyRecovery(parseRecovery(file.bytes), reportId, history);
  return [["newcomer", toHex(newcomer)], ["day", day], ["reason", reason]];
}

function document(file: VectorFile): Values {
  const [rootKey, orgId] = [file.hex("root-key"), file.hex("org-id")];
  const verdict = verifyDirectoryDocument(file.bytes, {
    deviceDay: file.number("device-day"), minimumSeq: file.number("minimum-seq"),
    ...rootKey.length === 0 ? {} : { rootKey }, ...orgId.length === 0 ? {} : { orgId },
  });
  if (verdict.verdict === "refused") throw new SicError(verdict.reason);
  const { directory } = verdict;
  return [
    ["warnings", verdict.warnings.join(" ")], ["day", verdict.day], ["latest-day", verdict.latestDay],
    ["confirmed-on", directory.confirmedOn], ["fingerprint", directory.fingerprint],
    ["officer-keys", directory.officers.map(({ kem }) => kem === null ? "-" : toHex(kem.keyId)).join(" ")],
  ];
}

function chain(file: VectorFile): Values {
  return [["directory-hashes", parseChain(file.bytes).directories.map(({ hash }) => toHex(hash)).join(" ")]];
}

function receipt(file: VectorFile): Values {
  const directory = parseDirectoryStatement(file.hex("directory")).claimed;
  return [["put-day", verifyReceipt(file.bytes, directory, file.hex("object-hash")).putDay]];
}

function keysLog(file: VectorFile): Values {
  const directory = parseDirectoryStatement(file.hex("directory")).claimed;
  const [day, size, root] = [file.number("day"), file.number("since-size"), file.hex("since-root")];
  const reader = new SicReader(file.bytes);
  const [note, entries, openings] = [reader.block(), reader.block(), reader.block()];
  reader.end();
  const checkpoint = verifyCheckpoint(note, directory, day);
  const bundles = (bundle: Bytes): Bytes[] => checkpoint.size === 0 && bundle.length === 0 ? [] : [bundle];
  const log = putLog(checkpoint, bundles(entries), bundles(openings));
  return [
    ["root", toHex(checkpoint.root)], ["entries", log.entries.map((entry) => entry === null ? "-" : `${entry.kind}:${entry.day}:${toHex(entry.hash)}`).join(" ")],
    ["standing", standingSince(log, size, root)],
  ];
}

async function vault(file: VectorFile): Promise<Values> {
  const opened = await openVault({
    argon: file.hex("argon"), parameters: { memoryKib: file.number("memory-kib"), iterations: file.number("iterations") },
    officerId: file.hex("officer-id"), vaultKeyId: file.hex("vk-id"), vaultKeyWrap: file.hex("vk-wrap"), version: file.number("version"),
    vault: file.bytes,
  });
  return [
    ["signing-key", toHex(ed25519KeyPair(opened.signingSeed).publicKey)],
    ["key-ids", opened.encryptionKeys.map(({ keyId }) => toHex(keyId)).join(" ")], ["root-key", toHex(opened.rootKey)],
    ["directory-seq", opened.directorySeq], ["highest-day", opened.highestDay], ["reports", opened.reports.length],
  ];
}

function code(file: VectorFile): Values {
  const orgId = file.hex("org-id");
  const reading = readCode(file.text("text"));
  if (reading.state !== "complete") throw new SicError("bad-code");
  const keys = deriveCodeKeys(reading.secret, orgId);
  return [
    ["secret", toHex(reading.secret)], ["mailbox-id", toHex(keys.mailboxId)], ["lookup", toHex(keys.lookup)],
    ["auth-key", toHex(keys.auth.publicKey)], ["kem-key-id", toHex(keyIdOf(KeyType.xwing, keys.kem.publicKey))],
  ];
}

function genesis(file: VectorFile): Values {
  const begun = parseGenesis(file.bytes);
  return [
    ["org-id", toHex(begun.orgId)], ["root-key", toHex(begun.rootKey)], ["fingerprint", fingerprintOf(begun.rootKey)],
    ["recovery-key-id", toHex(keyIdOf(KeyType.xwing, begun.recoveryKey))], ["shares", `${begun.sharesNeeded} ${begun.sharesMade}`],
  ];
}

function candidate(file: VectorFile): Values {
  const seed = file.hex("signing-seed");
  const made = signCandidate(seed, { orgId: file.hex("org-id"), officerId: file.hex("officer-id"), role: file.number("role"), display: file.text("display") });
  requireSame(made, file);
  return [["fingerprint", officerFingerprintOf(ed25519KeyPair(seed).publicKey)]];
}

/** The page writes enrolments and never reads one; this reader is the test's own. */
async function enrolment(file: VectorFile): Promise<Values> {
  const argon = file.hex("argon");
  const reader = new SicReader(file.bytes);
  reader.magic("sicE");
  readSuite(reader);
  reader.bytes(16);
  const [officerId, role, account, mail, locale] = [reader.bytes(16), reader.u8(), reader.name(256), reader.name(256), reader.name(256)];
  const [loginKey, , memoryKib, iterations, vaultKeyId] = [reader.bytes(32), reader.bytes(16), reader.u32(), reader.u32(), reader.bytes(16)];
  const [vaultKeyWrap, , version] = [reader.vector(60), reader.u32(), reader.u32()];
  const vault = reader.bytes(reader.u32());
  reader.end();
  if (!equal(officerLoginKey(argon), loginKey)) throw new SicError("wrong-key");
  const opened = await openVault({ argon, parameters: { memoryKib, iterations }, officerId, vaultKeyId, vaultKeyWrap, version, vault });
  return [
    ["officer-id", toHex(officerId)], ["role", role], ["account", account], ["mail", mail], ["locale", locale],
    ["root-key", toHex(opened.rootKey)], ["keys", opened.encryptionKeys.length],
  ];
}

function requireSame(made: Bytes, file: VectorFile): Values {
  if (!equal(made, file.bytes)) throw new SicError("wrong-signature");
  return [];
}

function reporterLogin(file: VectorFile): Values {
  const { secret, orgId, origin, nonce } = { secret: file.hex("secret"), orgId: file.hex("org-id"), origin: file.text("origin"), nonce: file.hex("nonce") };
  return requireSame(signReporterLogin({ secret, orgId, origin, nonce }), file);
}

function officerLogin(file: VectorFile): Values {
  const parameters = { memoryKib: file.number("memory-kib"), iterations: file.number("iterations") };
  return requireSame(signOfficerLogin({
    argon: file.hex("argon"), parameters, orgId: file.hex("org-id"), officerId: file.hex("officer-id"), origin: file.text("origin"),
    nonce: file.hex("nonce"),
  }), file);
}

async function chunks(file: VectorFile): Promise<Values> {
  const plaintext = await openChunks(file.hex("key"), file.hex("context"), file.bytes);
  return [["plaintext-hash", toHex(sha256(plaintext))], ["length", plaintext.length]];
}

function putAnswer(file: VectorFile): Values {
  const answer = readPutAnswer(file.bytes);
  return answer.outcome === "accepted" ? [["code", 0], ["receipt", toHex(answer.receipt)]] : [["code", answer.code], ["receipt", ""]];
}

const procedures: Readonly<Record<string, Procedure>> = {
  object, container, entry, list, document, chain, receipt, recovery, genesis, candidate, enrolment, vault, code, "reporter-login": reporterLogin, "officer-login": officerLogin, chunks,
  "put-answer": putAnswer, "keys-log": keysLog,
};
