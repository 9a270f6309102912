// The keys log as the officers' page judges it. Signatures are checked by Node's own Ed25519 too, so that the note is what others read.

import { type Bytes, putLog, standingSince, tilePlaces, unlogged, unloggedChain, verifyCheckpoint, failureOf } from "@integrity-channel/crypto";
import { createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/Crypto/Web/primitives.ts";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { parseDirectoryStatement } from "../../src/Crypto/Web/directorystatement.ts";
import { bundles, openingOf, rootOf, signNote } from "./logcases.ts";
import { Organisation, today } from "./organisation.ts";

const organisation = new Organisation("keys log");
const directory = parseDirectoryStatement(organisation.directoryBytes({ caseworkUses: 6 })).claimed;
const openings = Array.from({ length: 300 }, (_, index) => openingOf(1 + (index % 5), today, index % 100));

function logOf(logged: readonly Bytes[]) {
  const checkpoint = verifyCheckpoint(signNote(organisation.orgId, logged.length, rootOf(logged), organisation.notices), directory, today);
  const parts = Array.from({ length: Math.ceil(logged.length / 256) }, (_, index) => bundles(logged.slice(256 * index, 256 * (index + 1))));
  return putLog(checkpoint, parts.map(({ entries }) => entries), parts.map((part) => part.openings));
}

describe("The keys log", () => {
  it("I-23 continues_what_was_seen_before_however_long_it_was", () => {
    const log = logOf(openings);
    for (const size of [0, 1, 2, 3, 7, 64, 255, 256, 257, 300]) expect(standingSince(log, size, rootOf(openings.slice(0, size))), String(size)).toBe("continues");
    expect(standingSince(logOf(openings.slice(0, 9)), 10, rootOf(openings.slice(0, 10)))).toBe("shorter");
  });

  it("I-23 would_be_seen_to_fork_if_its_first_entries_changed", () => {
    const forked = logOf([openings[1]!, openings[0]!, ...openings.slice(2)]);
    expect(standingSince(forked, 2, rootOf(openings.slice(0, 2)))).toBe("forked");
  });

  it("I-10 refuses_every_flipped_bit_of_a_checkpoint", () => {
    const note = signNote(organisation.orgId, 5, rootOf(openings.slice(0, 5)), organisation.notices);
    for (let bit = 0; bit < note.length * 8; bit++) {
      const changed = note.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => verifyCheckpoint(changed, directory, today), String(bit)).toThrow();
    }
  });

  it("is_signed_as_others_read_notes", () => {
    const note = new TextDecoder().decode(signNote(organisation.orgId, 5, rootOf(openings.slice(0, 5)), organisation.notices));
    const [text, line] = note.split("\n\n") as [string, string];
    const bytes = Buffer.from(line.trim().split(" ")[2]!, "base64");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(organisation.notices.publicKey).toString("base64url") }, format: "jwk" });
    expect(verify(null, Buffer.from(`${text}\n`), key, bytes.subarray(4))).toBe(true);
  });

  it("does_not_hold_a_certificate_that_was_never_logged", () => {
    const list = organisation.directoryBytes({ caseworkUses: 6 });
    const certificate = organisation.certificate(organisation.officers[0]!);
    const block = (bytes: Bytes, width: number): Bytes => concat(Uint8Array.of(...Array.from({ length: width }, (_, at) => (bytes.length >> (8 * (width - 1 - at))) & 255)), bytes);
    const document = concat(new TextEncoder().encode("sicP"), Uint8Array.of(0, 0, 78, 32), block(list, 4), Uint8Array.of(1), block(certificate, 2), Uint8Array.of(0)) as Bytes;
    const entry = (kind: number, bytes: Bytes): Bytes => concat(openingOf(kind, today, 1).slice(0, 37), sha256(bytes)) as Bytes;
    expect(unlogged(logOf([entry(1, list), entry(2, certificate)]), document)).toEqual([]);
    expect(unlogged(logOf([entry(1, list)]), document)).toEqual([2]);
    expect(unlogged(logOf([]), document)).toEqual([1, 2]);
  });

  it("does_not_hold_a_root_change_or_an_earlier_list_that_was_never_logged", () => {
    const [list, change] = [organisation.directoryBytes({ caseworkUses: 6 }), new TextEncoder().encode("sicT as it travelled")];
    const entryOf = (kind: number, bytes: Bytes): Bytes => concat(openingOf(kind, today, 1).slice(0, 37), sha256(bytes)) as Bytes;
    const block = (kind: number, bytes: Bytes): Bytes => concat(Uint8Array.of(kind, 0, 0, bytes.length >> 8, bytes.length & 255), bytes) as Bytes;
    const chain = concat(new TextEncoder().encode("sicH"), Uint8Array.of(0, 2), block(1, list), block(2, change)) as Bytes;
    expect(unloggedChain(logOf([entryOf(1, list), entryOf(7, change)]), chain)).toEqual([]);
    expect(unloggedChain(logOf([entryOf(1, list)]), chain)).toEqual([7]);
    expect(unloggedChain(logOf([entryOf(7, change), entryOf(1, change)]), chain)).toEqual([1]);
  });

  it("lies_where_the_specification_says", () => {
    expect(tilePlaces(0)).toEqual([]);
    expect(tilePlaces(300)).toEqual(["000", "001.p/44"]);
    expect(tilePlaces(256 * 1001).at(-1)).toBe("x001/000");
  });

  it("refuses_bundles_of_another_number", () => {
    const log = () => putLog(verifyCheckpoint(signNote(organisation.orgId, 300, rootOf(openings), organisation.notices), directory, today), [], []);
    let failure = "";
    try { log(); } catch (error) { failure = failureOf(error); }
    expect(failure).toBe("malformed");
  });
});
