/*
 * Recovery: an officer's passphrase is lost, and the root says whom the holders of the shares let into a report instead (sicR,
 * docs/protocol.md section 24). "sicR" suite org_id report_id[16] newcomer[16] key_id[16] directory_hash[32] day u32 reason u16 sig[64].
 */
import { allOnesId, equal, includes, type Bytes } from "./bytes.ts";
import { isOfficerId } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { type DirectoryHistory, isAcceptable } from "./history.ts";
import * as Label from "./labels.ts";
import { type ObjectHeader } from "./objectheader.ts";
import { parseStatement, type UntrustedStatement } from "./statement.ts";

/** Bytes of a statement. */
export const recoveryLength = 172;

/** 1 passphrase lost, 2 out of reach, 3 left the organisation, 4 died. */
const highestReason = 4;

export interface RecoveryStatement {
  readonly orgId: Bytes;
  readonly reportId: Bytes;
  /** The officer who was let in. */
  readonly newcomer: Bytes;
  readonly keyId: Bytes;
  readonly directoryHash: Bytes;
  /** Civil day of the ceremony. */
  readonly day: number;
  readonly reason: number;
}

/** A statement as one reader judges it. `counts` is false for one that lets nobody in; nobody honest makes such a one. */
export interface OpenedRecovery {
  readonly newcomer: Bytes;
  readonly day: number;
  readonly reason: number;
  readonly counts: boolean;
}

export function parseRecovery(bytes: Uint8Array): UntrustedStatement<RecoveryStatement> {
  return parseStatement(bytes, "sicR", Label.signRecovery, (reader, orgId) => {
    const id = () => reader.bytes(16);
    const statement = { orgId, reportId: id(), newcomer: id(), keyId: id(), directoryHash: reader.bytes(32), day: reader.u32(), reason: reader.u16() };
    demand(isOfficerId(statement.newcomer) && statement.reason >= 1 && statement.reason <= highestReason);
    return statement;
  });
}

/**
 * Verifies under the directory that the statement names, which lists the newcomer in office on that day. Throws wrong-organisation, wrong-chain
 * (another report), wrong-directory, not-an-officer or wrong-signature, in this order.
 */
export function verifyRecovery(untrusted: UntrustedStatement<RecoveryStatement>, reportId: Bytes, history: DirectoryHistory): RecoveryStatement {
  const { orgId, reportId: stated, newcomer, directoryHash, day } = untrusted.claimed;
  demand(equal(orgId, history.orgId), "wrong-organisation");
  demand(equal(stated, reportId), "wrong-chain");
  const directory = history.directories.find(({ hash }) => equal(hash, directoryHash))!;
  demand(directory !== undefined && isAcceptable(history, directory.seq, day), "wrong-directory");
  demand(directory.officers.some(({ id, from, to }) => equal(id, newcomer) && from <= day && day <= to), "not-an-officer");
  return untrusted.verify(directory.rootKey);
}

/** Every statement, and whether it lets somebody in: genuine, of a report that did not refuse recovery, and for nobody whom the reporter left out. */
export function judgeRecoveries(
  statements: readonly UntrustedStatement<RecoveryStatement>[], { recipients, reportId }: ObjectHeader, leftOut: readonly Bytes[], history: DirectoryHistory): OpenedRecovery[] {
  return statements.map((untrusted) => {
    const { newcomer, day, reason } = untrusted.claimed;
    let counts = recipients.some(({ who }) => equal(who, allOnesId)) && !includes(leftOut, newcomer);
    try {
      verifyRecovery(untrusted, reportId, history);
    } catch {
      counts = false;
    }
    return { newcomer, day, reason, counts };
  });
}
