/*
 * What is said while a container is uploaded, and when a reporter fetches one (docs/protocol.md section 9). The upload id is
 * random and stands for one container; a page that slept asks which parts are held and sends the others.
 */
import { concat, isZero, type Bytes } from "./bytes.ts";
import { isContainerLength, partCount, partLength, partSize } from "./containerlength.ts";
import { type ContainerPart } from "./container.ts";
import { SicError } from "./failure.ts";
import { SicReader } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

export const uploadIdLength = 16;

const answerStep = 512;

/** Why a part was not stored; docs/errors.md says each for people. */
export const UploadRefusal = {
  malformed: 1, tooLarge: 2, partRefused: 11, storageFull: 30, busy: 31, internal: 33, uploadsFull: 34,
} as const;
export type UploadRefusal = (typeof UploadRefusal)[keyof typeof UploadRefusal];
const codes: readonly number[] = Object.values(UploadRefusal);

/** `stored`: the part is on the host's disk, also after a crash. */
export type PartAnswer = { readonly outcome: "stored" } | { readonly outcome: "refused"; readonly code: UploadRefusal };

/** The body of POST /r/part and /o/part: "sicU" ‖ upload_id 16 ‖ total u64 ‖ index u32 ‖ the part. */
export function encodePart(uploadId: Bytes, { total, index, bytes }: ContainerPart): Bytes {
  if (!isContainerLength(total) || index >= partCount(total)) throw new SicError("malformed");
  return concat(uploadHead(uploadId, total).u32(index).toBytes(), new SicWriter().bytes(bytes, partLength(total, index)).toBytes());
}

function uploadHead(uploadId: Bytes, total: number): SicWriter {
  return new SicWriter().magic("sicU").bytes(uploadId, uploadIdLength).u64(total);
}

/** Throws malformed for anything but an answer, so that a page never takes noise for one. */
export function readPartAnswer(bytes: Bytes): PartAnswer {
  if (bytes.length !== answerStep) throw new SicError("malformed");
  const reader = new SicReader(bytes);
  const code = reader.u16();
  if (code !== 0 && !codes.includes(code)) throw new SicError("malformed");
  if (!isZero(reader.bytes(reader.remaining))) throw new SicError("not-canonical");
  return code === 0 ? { outcome: "stored" } : { outcome: "refused", code: code as UploadRefusal };
}

/** The body of POST /r/parts and /o/parts: "sicU" ‖ upload_id 16 ‖ total u64. */
export function encodePartsQuestion(uploadId: Bytes, total: number): Bytes {
  return uploadHead(uploadId, total).toBytes();
}

export type HeldParts =
  /** The indexes that need not be sent again; none for an upload the host does not know. */
  | { readonly outcome: "held"; readonly indexes: ReadonlySet<number> }
  | { readonly outcome: "refused"; readonly code: UploadRefusal };

/** code u16 ‖ count u32 ‖ bitmap (part 0 is the highest bit of the first byte) ‖ zeros up to a multiple of 512. */
export function readHeldParts(bytes: Bytes, total: number): HeldParts {
  if (bytes.length === 0 || bytes.length % answerStep !== 0) throw new SicError("malformed");
  const reader = new SicReader(bytes);
  const code = reader.u16();
  if (code !== 0) {
    if (!codes.includes(code)) throw new SicError("malformed");
    return { outcome: "refused", code: code as UploadRefusal };
  }
  const count = reader.u32();
  if (count !== partCount(total)) throw new SicError("malformed");
  const bitmap = reader.bytes(Math.ceil(count / 8));
  const indexes = new Set<number>();
  for (let index = 0; index < count; index++) if ((bitmap[index >> 3]! & (0x80 >> (index & 7))) !== 0) indexes.add(index);
  return { outcome: "held", indexes };
}

/** The body of POST /r/read: what `signReporterLogin` gives (148 bytes) ‖ object_id 16 ‖ index u32. */
export function encodeReadPart(login: Bytes, objectId: Bytes, index: number): Bytes {
  return new SicWriter().bytes(login, 148).bytes(objectId, 16).u32(index).toBytes();
}

/**
 * The part in an answer of POST /r/read: length u32 ‖ bytes, always 4 bytes and 1 MiB long. A host that does not know mailbox,
 * object or part answers with random bytes; `verifyContainer` and `openFile` find out.
 */
export function readPartBytes(answer: Bytes): Bytes {
  if (answer.length !== 4 + partSize) throw new SicError("malformed");
  const reader = new SicReader(answer);
  return reader.bytes(reader.u32());
}
