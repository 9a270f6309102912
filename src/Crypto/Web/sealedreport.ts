/*
 * A sealed report as a file: the bytes of its put ‖ their SHA-256[32]. Whoever hands it in can check form, signature and that nothing was damaged on
 * the way, the wraps included, which no signature covers; and can open nothing.
 */
import { concat, equal, type Bytes } from "./bytes.ts";
import { demand } from "./failure.ts";
import { ObjectKind } from "./objectheader.ts";
import { sha256 } from "./primitives.ts";
import { maximumObject, parseObject, verifyObject } from "./sealedobject.ts";
import type { SealedForPut } from "./sealing.ts";

const digestLength = 32;

/** No file is longer, in bytes. */
export const maximumSealedReport = maximumObject + digestLength;

/** A report of which somebody else holds the key: ready to be put, as it is. */
export interface SealedReport extends SealedForPut {
  readonly orgId: Bytes;
  /** The civil day for which it was sealed: hosts take it on that day, the day before and the day after. */
  readonly day: number;
}

export function encodeSealedReport({ bytes }: Pick<SealedForPut, "bytes">): Bytes {
  return concat(bytes, sha256(bytes));
}

/**
 * Reads a report (kind 1) without files, as `encodeSealedReport` wrote it. Throws malformed for anything else and for what was damaged, wrong-signature
 * where somebody changed header or body.
 */
export function readSealedReport(file: Bytes): SealedReport {
  demand(file.length > digestLength);
  const bytes = file.slice(0, -digestLength);
  demand(equal(sha256(bytes), file.slice(-digestLength)));
  const object = parseObject(bytes);
  const { header } = object;
  demand(header.kind === ObjectKind.report && header.reporter !== null && header.containerLength === 0);
  verifyObject(object, header.reporter.authPublicKey);
  return {
    bytes, objectHash: object.objectHash, objectId: header.objectId, reportId: header.reportId, orgId: header.orgId, day: header.day,
    recipients: header.recipients.map(({ who }) => who), dek: new Uint8Array(0),
  };
}
