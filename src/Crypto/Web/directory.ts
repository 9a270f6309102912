/*
 * How a browser knows that a key is genuine: root → directory → officer's signing key → certificate → freshness
 * (docs/protocol.md section 11). Officers being away makes the page warn; only what cannot be trusted makes it refuse.
 */
import { compare, equal, hex, includes, type Bytes } from "./bytes.ts";
import { type Certificate, parseCertificate } from "./certificate.ts";
import { type DirectoryStatement, fingerprintOf, parseDirectoryStatement, type StatedOfficer } from "./directorystatement.ts";
import { demand, failureOf, SicError, type FailureClass } from "./failure.ts";
import { type Freshness, parseFreshness } from "./freshness.ts";
import { keyIdOf, KeyType, orgIdOf } from "./hash.ts";
import { isXwingKey } from "./primitives.ts";
import { SicReader } from "./sicreader.ts";
import { type UntrustedStatement } from "./statement.ts";

/** Days without a fresh confirmation before the page warns. */
export const freshnessDays = 14;
/** Days past its expiry during which a directory is still used, with a warning. */
export const graceDays = 60;

const maximumDocument = 1024 * 1024;

export interface OfficerKey {
  readonly keyId: Bytes;
  readonly publicKey: Bytes;
  /** Last civil day of its certificate. */
  readonly to: number;
  readonly expired: boolean;
}

export interface Officer extends StatedOfficer {
  /** Null when nothing can be sealed to this officer: no valid certificate, or no longer in office. */
  readonly kem: OfficerKey | null;
  /** The newest day on which this officer signed freshness. */
  readonly lastSeenDay: number | null;
}

/** A verified directory in use. */
export interface Directory extends Omit<DirectoryStatement, "officers"> {
  readonly officers: readonly Officer[];
  /** Of the root key, to compare with the poster: five groups of four symbols. */
  readonly fingerprint: string;
  /** The later of the issue and the quorum-th newest freshness: "keys confirmed on". */
  readonly confirmedOn: number;
}

/** `device-day`: only this device's date says that the directory is too old to use; show both dates. */
export type DirectoryWarning = "freshness" | "certificate" | "directory-expired" | "device-day";

export type DirectoryVerdict =
  | {
    readonly verdict: "accepted";
    readonly directory: Directory;
    readonly warnings: readonly DirectoryWarning[];
    /** The server's civil day: the day to seal with. */
    readonly day: number;
    /** The latest of the server's, any signed and the device's day: what expiry was judged by. */
    readonly latestDay: number;
  }
  | { readonly verdict: "refused"; readonly reason: FailureClass };

export interface DirectoryOptions {
  /** Today's civil day in the organisation's time zone by this device's clock. */
  readonly deviceDay: number;
  /** The pinned root: another one is refused (wrong-root). */
  readonly rootKey?: Bytes;
  /** The organisation expected: another one is refused (wrong-organisation). */
  readonly orgId?: Bytes;
  /** The newest directory seen before: an older one is refused (wrong-directory). */
  readonly minimumSeq?: number;
  /** Where the root was replaced: the verified history that leads from the first root to this one. */
  readonly history?: { readonly orgId: Bytes; readonly rootKeys: readonly Bytes[] };
}

/** Verifies what GET /d answered. Never throws: anything unexpected is a refusal. */
export function verifyDirectoryDocument(bytes: Bytes, options: DirectoryOptions): DirectoryVerdict {
  try {
    return judge(parseDocument(bytes), options);
  } catch (error) {
    return { verdict: "refused", reason: failureOf(error) };
  }
}

interface DirectoryDocument {
  readonly day: number;
  readonly directory: UntrustedStatement<DirectoryStatement>;
  readonly certificates: readonly UntrustedStatement<Certificate>[];
  readonly freshness: readonly UntrustedStatement<Freshness>[];
}

/** Everything is parsed before anything is verified. */
function parseDocument(bytes: Bytes): DirectoryDocument {
  demand(bytes.length <= maximumDocument);
  const reader = new SicReader(bytes);
  reader.magic("sicP");
  const document = {
    day: reader.u32(),
    directory: parseDirectoryStatement(reader.block()),
    certificates: reader.list(reader.u8(), () => parseCertificate(reader.vector())),
    freshness: reader.list(reader.u8(), () => parseFreshness(reader.vector())),
  };
  reader.end();
  return document;
}

function judge(document: DirectoryDocument, options: DirectoryOptions): DirectoryVerdict {
  const statement = verifyStatement(document.directory, options);
  const freshness = document.freshness.flatMap((item) => verifyOwn(item, statement));
  const certificates = document.certificates.flatMap((item) => verifyOwn(item, statement));
  const serverDay = Math.max(document.day, statement.issued, ...freshness.map((item) => item.day));
  const latestDay = Math.max(serverDay, options.deviceDay);
  if (serverDay > statement.expires + graceDays) throw new SicError("expired");
  const confirmedOn = confirmationDay(statement, freshness);
  const officers = statement.officers.map((officer) =>
    withKey(officer, certificates, freshness, Math.min(latestDay, statement.expires), latestDay));
  const warnings: DirectoryWarning[] = [];
  if (latestDay - confirmedOn > freshnessDays) warnings.push("freshness");
  if (officers.some((officer) => officer.kem?.expired === true)) warnings.push("certificate");
  if (latestDay > statement.expires) warnings.push("directory-expired");
  if (latestDay > statement.expires + graceDays) warnings.push("device-day");
  const directory = { ...statement, officers, fingerprint: fingerprintOf(statement.rootKey), confirmedOn };
  return { verdict: "accepted", directory, warnings, day: document.day, latestDay };
}

function verifyStatement(untrusted: UntrustedStatement<DirectoryStatement>, options: DirectoryOptions): DirectoryStatement {
  const { rootKey: claimed, orgId } = untrusted.claimed;
  const { history, minimumSeq = 0 } = options;
  const root = options.rootKey ?? claimed;
  const replaced = history?.rootKeys.some((known) => equal(known, root)) === true ? history.orgId : null;
  if (!equal(orgId, options.orgId ?? replaced ?? orgIdOf(root))) throw new SicError("wrong-organisation");
  demand(equal(claimed, root), "wrong-root");
  const statement = untrusted.verify(root);
  demand(statement.seq >= minimumSeq, "wrong-directory");
  return statement;
}

/** Statements of people who are no longer listed are passed over; a listed officer's must verify. */
function verifyOwn<T extends { orgId: Bytes; officerId: Bytes }>(
  untrusted: { claimed: T; verify: (key: Bytes) => T }, directory: DirectoryStatement): T[] {
  const { orgId, officerId } = untrusted.claimed;
  demand(equal(orgId, directory.orgId), "wrong-organisation");
  const officer = directory.officers.find((listed) => equal(listed.id, officerId));
  return officer === undefined ? [] : [untrusted.verify(officer.signingKey)];
}

/** Only freshness of this very directory confirms it; one voice for each officer. */
function confirmationDay(directory: DirectoryStatement, freshness: readonly Freshness[]): number {
  const newest = new Map<string, number>();
  for (const { officerId, directoryHash, day } of freshness) {
    if (!equal(directoryHash, directory.hash)) continue;
    const key = hex(officerId);
    newest.set(key, Math.max(day, newest.get(key) ?? 0));
  }
  const days = [...newest.values()].sort((left, right) => right - left);
  return Math.max(directory.issued, days[directory.quorum - 1] ?? 0);
}

function withKey(
  officer: StatedOfficer, certificates: readonly Certificate[], freshness: readonly Freshness[],
  officeDay: number, day: number): Officer {
  const own = freshness.filter((item) => equal(item.officerId, officer.id));
  const lastSeenDay = own.length === 0 ? null : Math.max(...own.map((item) => item.day));
  const inOffice = officer.from <= officeDay && officeDay <= officer.to;
  const revoked = own.flatMap((item) => item.revoked);
  return { ...officer, lastSeenDay, kem: inOffice ? currentKey(officer.id, certificates, revoked, day) : null };
}

/** The highest serial that is not revoked; a key that two officers claim is nobody's, and neither is one that is no X-Wing key. */
function currentKey(
  officerId: Bytes, certificates: readonly Certificate[], revoked: readonly Bytes[], day: number): OfficerKey | null {
  const usable = certificates
    .filter((item) => equal(item.officerId, officerId)
      && !certificates.some((other) => !equal(other.officerId, officerId) && equal(other.kemKey, item.kemKey)))
    .map((item) => ({ ...item, keyId: keyIdOf(KeyType.xwing, item.kemKey) }))
    .filter(({ keyId }) => !includes(revoked, keyId))
    .sort((left, right) => right.serial - left.serial || compare(left.keyId, right.keyId));
  const best = usable.find(({ kemKey }) => isXwingKey(kemKey));
  return best === undefined ? null : { keyId: best.keyId, publicKey: best.kemKey, to: best.to, expired: best.to < day };
}
