/** Keys logs of the known answers that TypeScript writes: the signing half, which no page has, stands here. */
import { logOrigin, type Bytes } from "@integrity-channel/crypto";
import { concat, hex } from "../../src/Crypto/Web/bytes.ts";
import { labelledHash } from "../../src/Crypto/Web/hash.ts";
import * as Label from "../../src/Crypto/Web/labels.ts";
import { leafHash, treeRoot } from "../../src/Crypto/Web/merkletree.ts";
import { ed25519Sign, sha256, type KeyPair } from "../../src/Crypto/Web/primitives.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import type { ClearCase } from "./clearcases.ts";

const ascii = (text: string): Bytes => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bundle = (items: readonly Bytes[]): Bytes => concat(...items.map((item) => concat(Uint8Array.of(item.length >> 8, item.length & 255), item)));

export const leafOf = (opening: Bytes): Bytes => labelledHash(Label.logLeaf, opening.slice(0, 32), opening.slice(32));
export const rootOf = (openings: readonly Bytes[]): Bytes => treeRoot(openings.map((opening) => leafHash(leafOf(opening))));
export const bundles = (openings: readonly Bytes[]): { entries: Bytes; openings: Bytes } => ({ entries: bundle(openings.map(leafOf)), openings: bundle(openings) });

/** A checkpoint as a host signs it. */
export function signNote(orgId: Bytes, size: number, root: Bytes, key: KeyPair): Bytes {
  const origin = logOrigin(orgId);
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  const id = sha256(concat(ascii(`${origin}\n`), Uint8Array.of(1), key.publicKey)).slice(0, 4);
  return concat(ascii(text), new TextEncoder().encode(`\n\u2014 ${origin} ${base64(concat(id, ed25519Sign(key.seed, ascii(text))))}\n`));
}

/** salt[32] ‖ kind u8 ‖ day u32 ‖ hash[32]. */
export const openingOf = (kind: number, day: number, number: number): Bytes =>
  concat(new Uint8Array(32).fill(0x80 + number), new SicWriter().u8(kind).u32(day).bytes(new Uint8Array(32).fill(number), 32).toBytes());

export function logCases(orgId: Bytes, directory: Bytes, key: KeyPair, today: number): ClearCase[] {
  const openings = [openingOf(1, today, 1), openingOf(2, today, 2), openingOf(5, today + 1, 3)];
  const made = (name: string, expect: string, comment: string, note: Bytes, shown = openings, since: readonly Bytes[] = []): ClearCase => {
    const writer = new SicWriter();
    for (const block of [note, bundle(openings.map(leafOf)), bundle(shown)]) writer.u32(block.length).bytes(block, block.length);
    const keys = [["directory", hex(directory)], ["day", String(today)], ["since-size", String(since.length)], ["since-root", hex(rootOf(since))]] as const;
    return { name: `keys-log-${name}`, what: "keys-log", expect, comment, keys, bytes: writer.toBytes() };
  };
  const note = signNote(orgId, 3, rootOf(openings), key);
  return [
    made("three", "success", "three entries", note),
    made("three-grew", "success", "of what was seen before: continues", note, openings, openings.slice(0, 1)),
    made("three-forked", "success", "of what was seen before: forked", note, openings, openings.slice(1)),
    made("root-of-two", "wrong-chain", "the root of two entries over three", signNote(orgId, 3, rootOf(openings.slice(1)), key)),
    made("opening-changed", "wrong-commitment", "a bit of a salt", note, [concat(Uint8Array.of(0), openings[0]!.slice(1)), ...openings.slice(1)]),
  ];
}
