import { type Bytes } from "./bytes.ts";
import { isOfficerId } from "./directorystatement.ts";
import { SicError } from "./failure.ts";
import * as Label from "./labels.ts";
import { parseStatement, signStatement, type UntrustedStatement } from "./statement.ts";

/** An officer's own statement of an X-Wing key (sicK). */
export interface Certificate {
  readonly orgId: Bytes;
  readonly officerId: Bytes;
  readonly serial: number;
  readonly kemKey: Bytes;
  /** First and last civil day. */
  readonly from: number;
  readonly to: number;
}

/** No certificate runs longer, in days. */
const longestCertificate = 400;

export function parseCertificate(bytes: Uint8Array): UntrustedStatement<Certificate> {
  return parseStatement(bytes, "sicK", Label.signCertificate, (reader, orgId) => {
    const certificate = {
      orgId, officerId: reader.bytes(16), serial: reader.u32(), kemKey: reader.bytes(1216), from: reader.u32(), to: reader.u32(),
    };
    const { officerId, from, to } = certificate;
    if (!isOfficerId(officerId) || to < from || to - from > longestCertificate) throw new SicError("malformed");
    return certificate;
  });
}

/** Signs a certificate for the officer's own key; publish it only after the vault with its seed was stored and read back. */
export function signCertificate(signingSeed: Bytes, certificate: Certificate): Bytes {
  const { orgId, officerId, serial, kemKey, from, to } = certificate;
  return signStatement(signingSeed, "sicK", Label.signCertificate, orgId, (writer) =>
    writer.bytes(officerId, 16).u32(serial).bytes(kemKey, 1216).u32(from).u32(to));
}
