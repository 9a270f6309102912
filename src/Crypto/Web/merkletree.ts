/* The hash tree of a log (RFC 6962 section 2.1, SHA-256): leaves and inner nodes are told apart by their first byte. */
import { concat, type Bytes } from "./bytes.ts";
import { sha256 } from "./primitives.ts";

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** SHA-256(00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Bytes => sha256(concat(leafMark, entry));

/** The root over these leaf hashes; of none, the hash of nothing. */
export function treeRoot(leaves: readonly Bytes[]): Bytes {
  if (leaves.length <= 1) return leaves[0] ?? sha256(new Uint8Array(0));
  // The left side is the largest power of two below the size, so that it never changes again once it is full.
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(concat(nodeMark, treeRoot(leaves.slice(0, left)), treeRoot(leaves.slice(left))));
}
