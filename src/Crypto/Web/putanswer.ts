import { isZero, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { receiptLength } from "./receipt.ts";
import { SicReader } from "./sicreader.ts";

/** Why an object was not stored; docs/errors.md says each for people. */
export const PutRefusal = {
  malformed: 1, tooLarge: 2, unknownSuite: 3, kindNotAccepted: 4, unknownRecipient: 5, wrongSignature: 6, unknownReport: 7,
  wrongDirectory: 8, containerMissing: 10, partRefused: 11, taken: 20, stale: 21, wrongOrder: 22, exists: 23, storageFull: 30, busy: 31, notOpen: 32, internal: 33,
  uploadsFull: 34,
} as const;
export type PutRefusal = (typeof PutRefusal)[keyof typeof PutRefusal];

export type PutAnswer =
  | { readonly outcome: "accepted"; readonly receipt: Bytes }
  | { readonly outcome: "refused"; readonly code: PutRefusal };

const answerLength = 512;
const codes: readonly number[] = Object.values(PutRefusal);

/** Reads the answer of a put: always 512 bytes. Throws malformed for anything else, so that a page never takes noise for an answer. */
export function readPutAnswer(bytes: Bytes): PutAnswer {
  if (bytes.length !== answerLength) throw new SicError("malformed");
  const reader = new SicReader(bytes);
  const code = reader.u16();
  if (code !== 0 && !codes.includes(code)) throw new SicError("malformed");
  const receipt = reader.bytes(code === 0 ? receiptLength : 0);
  if (!isZero(reader.bytes(reader.remaining))) throw new SicError("not-canonical");
  return code === 0 ? { outcome: "accepted", receipt } : { outcome: "refused", code: code as PutRefusal };
}
