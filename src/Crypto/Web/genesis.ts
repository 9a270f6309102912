import { equal, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { orgIdOf } from "./hash.ts";
import * as Label from "./labels.ts";
import { parseStatement } from "./statement.ts";

/** The public half of the root ceremony (sicG), signed by the root that it names. Whose root it is, people settle by its fingerprint. */
export interface Genesis {
  readonly orgId: Bytes;
  readonly rootKey: Bytes;
  /** X-Wing, 1216 bytes. */
  readonly recoveryKey: Bytes;
  /** So many of `sharesMade` recovery shares open together. */
  readonly sharesNeeded: number;
  readonly sharesMade: number;
}

/** Reads and verifies in one step. Throws malformed, unknown-suite, wrong-organisation or wrong-signature. */
export function parseGenesis(bytes: Uint8Array): Genesis {
  const untrusted = parseStatement(bytes, "sicG", Label.signGenesis, (reader, orgId) => {
    const genesis = { orgId, rootKey: reader.bytes(32), recoveryKey: reader.bytes(1216), sharesNeeded: reader.u8(), sharesMade: reader.u8() };
    if (genesis.sharesNeeded < 1 || genesis.sharesNeeded > genesis.sharesMade) throw new SicError("malformed");
    return genesis;
  });
  const { orgId, rootKey } = untrusted.claimed;
  if (!equal(orgId, orgIdOf(rootKey))) throw new SicError("wrong-organisation");
  return untrusted.verify(rootKey);
}
