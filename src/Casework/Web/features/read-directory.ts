// Reads the list of keys twice, with and without this session, and compares: a server that shows an officer another list than
// it shows a stranger is caught (docs/protocol.md section 11).

import type { Bytes, Directory, DirectoryHistory, DirectoryWarning, FailureClass } from "@integrity-channel/crypto";
import { civilDayIn, equal, failureOf, fingerprintOf, findDirectory, parseChain, verifyDirectoryDocument } from "@integrity-channel/crypto";
import type { CivilDay } from "../days.ts";
import { call, RequestFailed } from "../http.ts";

/** What the vault remembers of earlier days. */
export interface DirectoryPin {
  readonly rootKey: Bytes;
  readonly directorySeq: number;
  readonly orgId: Bytes;
}

/** What anybody may know of the keys. */
export interface PublicKeys {
  readonly fingerprint: string;
  readonly earlier: readonly string[];
  readonly confirmedOn: CivilDay;
}

export type DirectoryReading =
  | { readonly read: true; readonly directory: Directory; readonly history: DirectoryHistory; readonly warnings: readonly DirectoryWarning[]; readonly day: CivilDay; readonly document: Bytes; readonly chain: Bytes }
  | { readonly read: false; readonly reason: FailureClass | "two-lists" | "none" };

/** The host may replace the list between our two questions; then both are asked once more. */
const rounds = 2;

export async function readDirectory(pin: DirectoryPin, zone: string): Promise<DirectoryReading> {
  for (let round = 1; ; round++) {
    const [own, stranger] = await Promise.all([fetchDocument(false), fetchDocument(true)]);
    const chain = own === null ? null : (await call("/d/chain")).bytes;
    if (own === null || stranger === null || chain === null) {
      return { read: false, reason: "none" };
    }
    const readings = [own, stranger].map((bytes) => verify(bytes, chain, pin, zone));
    const [mine, theirs] = readings;
    if (mine === undefined || theirs === undefined || !mine.read || !theirs.read) {
      return readings.find((reading) => !reading.read) ?? { read: false, reason: "malformed" };
    }
    if (equal(mine.directory.hash, theirs.directory.hash)) {
      return mine;
    }
    if (round === rounds) {
      return { read: false, reason: "two-lists" };
    }
  }
}

async function fetchDocument(anonymous: boolean): Promise<Bytes | null> {
  try {
    return (await call("/d", { anonymous })).bytes;
  } catch (error) {
    if (error instanceof RequestFailed && error.failure === "refused") {
      return null;
    }
    throw error;
  }
}

/** The history must lead from the pinned root to the list in use, and the list must not be older than the pinned one. */
function verify(bytes: Bytes, chain: Bytes, pin: DirectoryPin, zone: string): DirectoryReading {
  try {
    const history = parseChain(chain, { rootKey: pin.rootKey });
    const verdict = verifyDirectoryDocument(bytes, { deviceDay: civilDayIn(zone, new Date()), minimumSeq: pin.directorySeq, history });
    if (verdict.verdict === "refused") {
      return { read: false, reason: verdict.reason };
    }
    const { directory } = verdict;
    const newestRoot = history.rootKeys.at(-1);
    if (!equal(directory.orgId, pin.orgId) || newestRoot === undefined || !equal(newestRoot, directory.rootKey)) {
      return { read: false, reason: "wrong-root" };
    }
    if (findDirectory(history, directory.seq, directory.hash) === null) {
      return { read: false, reason: "wrong-directory" };
    }
    return { read: true, directory, history, warnings: verdict.warnings, day: verdict.day, document: bytes, chain };
  } catch (error) {
    return { read: false, reason: failureOf(error) };
  }
}

/**
 * What an administrator works with before the root signed the first directory: the root that the vault pins, and nobody to seal to. Only
 * administrators come this far without a directory, and administrators seal nothing.
 */
export function beforeTheFirst(pin: DirectoryPin, { day, zone }: { readonly day: CivilDay; readonly zone: string }): DirectoryReading & { read: true } {
  const nothing = new Uint8Array(0);
  const directory: Directory = {
    seq: 0, hash: nothing, orgId: pin.orgId, rootKey: pin.rootKey, fingerprint: fingerprintOf(pin.rootKey), issued: day, expires: day, acceptFrom: 0,
    previousHash: nothing, recoveryKey: nothing, recoveryShares: { needed: 0, made: 0 }, retentionDays: 0, zone, origins: [], officers: [], channel: [], quorum: 0, confirmedOn: day,
  };
  return { read: true, directory, history: { orgId: pin.orgId, directories: [], rootKeys: [pin.rootKey] }, warnings: [], day, document: nothing, chain: nothing };
}

/** Of the roots before the one in force: an older poster shows one of them, and it leads here too. */
export const earlierFingerprints = (history: DirectoryHistory, { rootKey }: Directory): string[] => history.rootKeys.filter((key) => !equal(key, rootKey)).map(fingerprintOf);

/** For the gate, before any pin is known: the fingerprint to compare with the poster. Null when there is none to show. */
export async function readFingerprint(zone: string): Promise<PublicKeys | null> {
  const bytes = await fetchDocument(true);
  return bytes === null ? null : publicKeys(bytes, (await call("/d/chain", { anonymous: true })).bytes, zone);
}

/** Null for whatever does not verify: the gate shows no fingerprint then, and unlocking says what is wrong. */
function publicKeys(bytes: Bytes, chain: Bytes, zone: string): PublicKeys | null {
  try {
    const history = parseChain(chain);
    const verdict = verifyDirectoryDocument(bytes, { deviceDay: civilDayIn(zone, new Date()), history });
    return verdict.verdict === "refused" ? null
      : { fingerprint: verdict.directory.fingerprint, earlier: earlierFingerprints(history, verdict.directory), confirmedOn: verdict.directory.confirmedOn };
  } catch {
    return null;
  }
}
