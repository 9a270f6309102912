import { compare, type Bytes } from "./bytes.ts";
import { isOfficerId } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { sortedIds } from "./grantcontent.ts";
import * as Label from "./labels.ts";
import { parseStatement, signStatement, type UntrustedStatement } from "./statement.ts";

/** An officer's word that a directory was the newest known on a day (sicF), with the officer's own revoked key ids. */
export interface Freshness {
  readonly orgId: Bytes;
  readonly officerId: Bytes;
  readonly directoryHash: Bytes;
  readonly day: number;
  /** key_ids of the signer's own revoked keys, cumulative. */
  readonly revoked: readonly Bytes[];
}

export function parseFreshness(bytes: Uint8Array): UntrustedStatement<Freshness> {
  return parseStatement(bytes, "sicF", Label.signFreshness, (reader, orgId) => {
    const freshness = {
      orgId, officerId: reader.bytes(16), directoryHash: reader.bytes(32), day: reader.u32(), revoked: sortedIds(reader.list(reader.u8(), () => reader.bytes(16))),
    };
    demand(isOfficerId(freshness.officerId));
    return freshness;
  });
}

/**
 * Made at unlock, only for a verified directory whose seq is not below the one pinned in the vault.
 * Throws wrong-directory otherwise.
 */
export function signFreshness(input: {
  readonly vault: { readonly signingSeed: Bytes; readonly officerId: Bytes; readonly directorySeq: number };
  readonly directory: { readonly orgId: Bytes; readonly hash: Bytes; readonly seq: number };
  readonly day: number;
  readonly revoked?: readonly Bytes[];
}): Bytes {
  const { vault, directory, day, revoked = [] } = input;
  demand(directory.seq >= vault.directorySeq, "wrong-directory");
  return signStatement(vault.signingSeed, "sicF", Label.signFreshness, directory.orgId, (writer) => {
    writer.bytes(vault.officerId, 16).bytes(directory.hash, 32).u32(day).u8(revoked.length);
    for (const keyId of revoked.toSorted(compare)) writer.bytes(keyId, 16);
  });
}
