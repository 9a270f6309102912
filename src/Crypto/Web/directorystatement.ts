import { hex, isZero, type Bytes } from "./bytes.ts";
import { groupsOfFour, symbolText, toSymbols } from "./crockford.ts";
import { demand, SicError } from "./failure.ts";
import { keyIdOf, KeyType, labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { type SicReader, suite } from "./sicreader.ts";
import { parseStatement, type UntrustedStatement } from "./statement.ts";

export const Role = { responsible: 1, deputy: 2, confidant: 3, investigator: 4, chief: 5, dataProtection: 6 } as const;

/** What a channel key may sign. */
export const ChannelUse = { receipts: 1, notices: 2, checkpoints: 4 } as const;

export interface StatedOfficer {
  readonly id: Bytes;
  /** One of `Role`. */
  readonly role: number;
  /** Chosen for the reporter unless the reporter decides otherwise. */
  readonly defaultSet: boolean;
  readonly signingKey: Bytes;
  /** First and last civil day in office. */
  readonly from: number;
  readonly to: number;
  readonly display: string;
}

export interface ChannelKey {
  readonly keyId: Bytes;
  readonly publicKey: Bytes;
  /** Bits of `ChannelUse`. */
  readonly uses: number;
  readonly from: number;
  readonly to: number;
}

/** The fields of a directory statement (sicD); days are civil days since 1970-01-01. */
export interface DirectoryStatement {
  readonly orgId: Bytes;
  readonly seq: number;
  readonly hash: Bytes;
  readonly previousHash: Bytes;
  readonly issued: number;
  readonly expires: number;
  readonly acceptFrom: number;
  readonly rootKey: Bytes;
  readonly recoveryKey: Bytes;
  /** How many shares of the recovery key were made, and how many together can use it. */
  readonly recoveryShares: { readonly needed: number; readonly made: number };
  readonly channel: readonly ChannelKey[];
  readonly quorum: number;
  /** IANA time zone name of the organisation's civil days. */
  readonly zone: string;
  readonly origins: readonly string[];
  readonly officers: readonly StatedOfficer[];
  readonly retentionDays: number;
}

const longestLife = 400;
const nameLimit = 256;
const maximumSize = 64 * 1024;

export function parseDirectoryStatement(bytes: Uint8Array): UntrustedStatement<DirectoryStatement> {
  demand(bytes.length <= maximumSize);
  const hash = labelledHash(Label.directory, bytes.subarray(0, Math.max(0, bytes.length - 64)));
  return parseStatement(bytes, "sicD", Label.signDirectory, (reader, orgId) => readFields(reader, orgId, hash));
}

/** Fields are judged where they stand, rules between fields at the end: the C# twin names the same first failure. */
function readFields(reader: SicReader, orgId: Bytes, hash: Bytes): DirectoryStatement {
  const start = {
    orgId, hash, seq: reader.u32(), previousHash: reader.bytes(32), issued: reader.u32(), expires: reader.u32(),
    acceptFrom: reader.u32(), rootKey: reader.bytes(32), recoveryKey: reader.bytes(1216),
    recoveryShares: { needed: reader.u8(), made: reader.u8() },
  };
  const statement = {
    ...start,
    channel: reader.list(reader.u8(), () => readChannelKey(reader)),
    quorum: reader.u8(),
    zone: reader.name(nameLimit),
    origins: reader.list(reader.u16(), () => reader.name(nameLimit)),
    officers: reader.list(reader.u8(), () => readOfficer(reader)),
  };
  const suites = reader.list(reader.u8(), () => reader.u16());
  const complete = { ...statement, retentionDays: reader.u32() };
  requireRules(complete);
  demand(start.recoveryShares.needed >= 1 && start.recoveryShares.needed <= start.recoveryShares.made);
  if (!suites.includes(suite)) throw new SicError("unknown-suite");
  return complete;
}

function requireRules(statement: DirectoryStatement): void {
  const { seq, previousHash, acceptFrom, issued, expires, quorum, officers, origins, channel } = statement;
  demand(seq >= 1 && (seq === 1) === isZero(previousHash));
  demand(acceptFrom >= 1 && acceptFrom <= seq);
  demand(issued <= expires && expires - issued <= longestLife);
  demand(quorum >= 1 && officers.length >= 1 && origins.length >= 1);
  demand(isDistinct(officers.map((officer) => officer.id)));
  demand(isDistinct(officers.map((officer) => officer.signingKey)));
  demand(isDistinct(channel.map((key) => key.publicKey)));
}

function readChannelKey(reader: SicReader): ChannelKey {
  const publicKey = reader.bytes(32);
  const uses = reader.u8();
  demand(uses >= 1 && uses <= 7);
  return { keyId: keyIdOf(KeyType.ed25519, publicKey), publicKey, uses, from: reader.u32(), to: reader.u32() };
}

function readOfficer(reader: SicReader): StatedOfficer {
  const id = reader.bytes(16);
  demand(isOfficerId(id));
  const role = reader.u8();
  demand(role >= Role.responsible && role <= Role.dataProtection);
  const flags = reader.u8();
  demand(flags <= 1);
  return {
    id, role, defaultSet: flags === 1, signingKey: reader.bytes(32), from: reader.u32(), to: reader.u32(),
    display: reader.name(nameLimit),
  };
}

/** Neither the reporter's zeros nor the channel's FFs. */
export function isOfficerId(id: Bytes): boolean {
  return !isZero(id) && !id.every((byte) => byte === 0xff);
}

function isDistinct(values: readonly Bytes[]): boolean {
  return new Set(values.map(hex)).size === values.length;
}

/** First 100 bits of a hash: 20 symbols in five groups. */
const fingerprintText = (hash: Bytes): string => groupsOfFour(symbolText(toSymbols(hash, 20))).join("-");

/** The fingerprint of H("sic1/root", root key), as on the poster. */
export function fingerprintOf(rootKey: Bytes): string {
  return fingerprintText(labelledHash(Label.root, rootKey));
}

/** The fingerprint of H("sic1/isk", signing key): what an officer reads to the holders of the root. */
export function officerFingerprintOf(signingKey: Bytes): string {
  return fingerprintText(labelledHash(Label.officerFingerprint, signingKey));
}
