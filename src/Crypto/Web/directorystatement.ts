import { compare, equal, isZero, type Bytes } from "./bytes.ts";
import { groupsOfFour, symbolText, toSymbols } from "./crockford.ts";
import { SicError } from "./failure.ts";
import { keyIdOf, KeyType, labelledHash } from "./hash.ts";
import { Label } from "./labels.ts";
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
  readonly channel: readonly ChannelKey[];
  readonly quorum: number;
  /** IANA time zone name of the organisation's civil days. */
  readonly zone: string;
  readonly origins: readonly string[];
  readonly officers: readonly StatedOfficer[];
  readonly retentionDays: number;
}

const longestLife = 400;

export function parseDirectoryStatement(bytes: Uint8Array): UntrustedStatement<DirectoryStatement> {
  const hash = labelledHash(Label.directory, bytes.subarray(0, Math.max(0, bytes.length - 64)));
  return parseStatement(bytes, "sicD", Label.signDirectory, (reader, orgId) => readFields(reader, orgId, hash));
}

function require(holds: boolean): void {
  if (!holds) throw new SicError("malformed");
}

function readFields(reader: SicReader, orgId: Bytes, hash: Bytes): DirectoryStatement {
  const seq = reader.u32();
  const previousHash = reader.bytes(32);
  require(seq >= 1 && (seq === 1) === isZero(previousHash));
  const issued = reader.u32();
  const expires = reader.u32();
  require(issued <= expires && expires - issued <= longestLife);
  const acceptFrom = reader.u32();
  require(acceptFrom <= seq);
  const rootKey = reader.bytes(32);
  const recoveryKey = reader.bytes(1216);
  const threshold = reader.u8();
  require(threshold >= 1 && threshold <= reader.u8());
  const channel = reader.list(reader.u8(), () => readChannelKey(reader));
  const quorum = reader.u8();
  require(quorum >= 1);
  const zone = reader.name();
  const origins = reader.list(reader.u16(), () => reader.name());
  const officers = reader.list(reader.u8(), () => readOfficer(reader));
  requireDistinct(officers);
  const suites = reader.list(reader.u8(), () => reader.u16());
  if (!suites.includes(suite)) throw new SicError("unknown-suite");
  return {
    orgId, seq, hash, previousHash, issued, expires, acceptFrom, rootKey, recoveryKey, channel, quorum, zone, origins,
    officers, retentionDays: reader.u32(),
  };
}

function readChannelKey(reader: SicReader): ChannelKey {
  const publicKey = reader.bytes(32);
  const uses = reader.u8();
  require(uses >= 1 && uses <= 7);
  return { keyId: keyIdOf(KeyType.ed25519, publicKey), publicKey, uses, from: reader.u32(), to: reader.u32() };
}

function readOfficer(reader: SicReader): StatedOfficer {
  const id = reader.bytes(16);
  require(isOfficerId(id));
  const role = reader.u8();
  require(role >= Role.responsible && role <= Role.dataProtection);
  const flags = reader.u8();
  require(flags <= 1);
  return {
    id, role, defaultSet: flags === 1, signingKey: reader.bytes(32), from: reader.u32(), to: reader.u32(), display: reader.name(),
  };
}

/** Neither the reporter's zeros nor the channel's FFs. */
export function isOfficerId(id: Bytes): boolean {
  return !isZero(id) && !id.every((byte) => byte === 0xff);
}

function requireDistinct(officers: readonly StatedOfficer[]): void {
  const byId = officers.map((officer) => officer.id).sort(compare);
  const byKey = officers.map((officer) => officer.signingKey).sort(compare);
  for (const list of [byId, byKey]) {
    require(!list.some((item, index) => index > 0 && equal(item, list[index - 1]!)));
  }
}

/** First 100 bits of H("sic1/root", root key): 20 symbols in five groups, as on the poster. */
export function fingerprintOf(rootKey: Bytes): string {
  return groupsOfFour(symbolText(toSymbols(labelledHash(Label.root, rootKey), 20))).join("-");
}
