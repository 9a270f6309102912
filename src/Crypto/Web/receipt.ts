import { equal, type Bytes } from "./bytes.ts";
import { ChannelUse, type ChannelKey } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import * as Label from "./labels.ts";
import { parseStatement } from "./statement.ts";

/** 142 bytes. */
export const receiptLength = 142;

/** Intake's word that an object with this hash was stored on that day (sicQ). It proves no text and reveals nothing alone. */
export interface Receipt {
  readonly orgId: Bytes;
  readonly dirSeq: number;
  readonly objectHash: Bytes;
  readonly putDay: number;
  readonly channelKeyId: Bytes;
}

/** Throws wrong-organisation, wrong-chain (another object), wrong-key (no such channel key for receipts that day) or wrong-signature. */
export function verifyReceipt(
  bytes: Bytes, directory: { readonly orgId: Bytes; readonly channel: readonly ChannelKey[] }, objectHash: Bytes): Receipt {
  const untrusted = parseStatement(bytes, "sicQ", Label.signReceipt, (reader, orgId) => ({
    orgId, dirSeq: reader.u32(), objectHash: reader.bytes(32), putDay: reader.u32(), channelKeyId: reader.bytes(16),
  }));
  const receipt = untrusted.claimed;
  demand(equal(receipt.orgId, directory.orgId), "wrong-organisation");
  demand(equal(receipt.objectHash, objectHash), "wrong-chain");
  const channel = directory.channel.find((key) => equal(key.keyId, receipt.channelKeyId)
    && (key.uses & ChannelUse.receipts) !== 0 && key.from <= receipt.putDay && receipt.putDay <= key.to);
  demand(channel !== undefined, "wrong-key");
  return untrusted.verify(channel.publicKey);
}
