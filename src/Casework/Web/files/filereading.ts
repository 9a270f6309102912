// Reading one file of a container: its head to judge it, the whole to show it, the whole checked to save it.

import type { Bytes, FileEntry, PartReader } from "@integrity-channel/crypto";
import { openFile, verifyContainer, wipe } from "@integrity-channel/crypto";
import { judge, judgedLength, type Judgement } from "./filekind.ts";

const nothing: Bytes = new Uint8Array(0);

/** The judgement from the file's beginning alone; a file that is saved is judged once more with its end. */
export async function judgeHead(file: FileEntry, readPart: PartReader): Promise<Judgement> {
  const head = await readUpTo(file, readPart, judgedLength);
  return judge(head, file.length <= judgedLength ? head : nothing);
}

/** The whole file, for a preview: its own digest is checked, that of the container not yet. */
export function readWhole(file: FileEntry, readPart: PartReader): Promise<Bytes> {
  return readUpTo(file, readPart, file.length);
}

/** Runs to the end when `wanted` reaches it, so that the digest behind the last piece is checked too. */
async function readUpTo(file: FileEntry, readPart: PartReader, wanted: number): Promise<Bytes> {
  const bytes = new Uint8Array(Math.min(wanted, file.length));
  let at = 0;
  for await (const piece of openFile(file, readPart, null)) {
    bytes.set(piece.subarray(0, bytes.length - at), at);
    at += piece.length;
    wipe(piece);
    if (at >= bytes.length && wanted < file.length) {
      break;
    }
  }
  return bytes;
}

export interface CheckedFile {
  readonly content: Blob;
  readonly judgement: Judgement;
}

/** How much plaintext is gathered before it goes to the browser's own store, in bytes. */
const gathered = 4 * 1024 * 1024;

/**
 * The file, after every part of its container fitted the hash that the author signed. Throws wrong-body before a byte is handed out.
 * `readAgain` brings the parts once more after they were checked.
 */
export async function readChecked(file: FileEntry, readPart: PartReader, readAgain = readPart): Promise<CheckedFile> {
  const digests = await verifyContainer(file.container, readPart);
  const head = new Uint8Array(Math.min(judgedLength, file.length));
  const tail = new Uint8Array(head.length);
  const buffer = new Uint8Array(Math.min(gathered, file.length));
  let content = new Blob([]);
  let held = 0;
  let at = 0;
  const flush = () => {
    content = new Blob([content, buffer.subarray(0, held)], { type: "application/octet-stream" });
    held = 0;
  };
  for await (const piece of openFile(file, readAgain, digests)) {
    if (held + piece.length > buffer.length) {
      flush();
    }
    buffer.set(piece, held);
    held += piece.length;
    keepEnds(piece, at, head, tail, file.length);
    at += piece.length;
    wipe(piece);
  }
  flush();
  wipe(buffer);
  return { content, judgement: judge(head, tail) };
}

/** Copies what of the piece at `at` belongs to the first or to the last bytes of the file. */
function keepEnds(piece: Bytes, at: number, head: Bytes, tail: Bytes, length: number): void {
  if (at < head.length) {
    head.set(piece.subarray(0, head.length - at), at);
  }
  const tailAt = length - tail.length;
  if (at + piece.length > tailAt) {
    const from = Math.max(0, tailAt - at);
    tail.set(piece.subarray(from), at + from - tailAt);
  }
}
