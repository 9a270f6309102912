// Damaged inputs by the ten thousand, in CI by the hundred thousand: a decoder of the pages accepts, or refuses with a failure class; nothing else may come out of it, and it may
// not hold the page up. INTEGRITY_FUZZ_SEED repeats a run.

import { type Bytes, parseChain, parseGenesis, putLog, readCode, readPutAnswer, SicError, verifyCheckpoint, verifyDirectoryDocument } from "@integrity-channel/crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCertificate } from "../../src/Crypto/Web/certificate.ts";
import { readContent } from "../../src/Crypto/Web/content.ts";
import { parseDirectoryStatement } from "../../src/Crypto/Web/directorystatement.ts";
import { parseFreshness } from "../../src/Crypto/Web/freshness.ts";
import { type ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { parseEntry, parseObjectList, readLoginAnswer } from "../../src/Crypto/Web/objectlist.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { readHeldParts, readPartAnswer, readPartBytes } from "../../src/Crypto/Web/upload.ts";
import { readVault, writeVault } from "../../src/Crypto/Web/vaultcodec.ts";
import { bundles, openingOf, rootOf, signNote } from "./logcases.ts";
import { Mutations } from "./mutations.ts";
import { Organisation, padAnswer, today } from "./organisation.ts";
import { VectorFile, vectorFolder } from "./vectorfile.ts";

const count = Number(process.env["INTEGRITY_FUZZ"] ?? (process.env["CI"] === undefined ? 10_000 : 100_000));
const seed = Number(process.env["INTEGRITY_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** Microseconds of the processor. No input is longer than some kilobytes; one that takes so long was not bounded. */
const longest = 250_000;
/** A signature costs a thousand times what reading costs: decoders that verify get so many times fewer inputs. */
const verifying = 20;

const organisation = new Organisation("fuzz");
const directory = organisation.directoryBytes({ caseworkUses: 6 });
const stated = parseDirectoryStatement(directory).claimed;
const opening = openingOf(1, today, 1);
const log = bundles([opening]);
const checkpoint = signNote(organisation.orgId, 1, rootOf([opening]), organisation.notices);
const head = verifyCheckpoint(checkpoint, stated, today);

const nothing = new Uint8Array(0);
/** Without keys: making a key from each damaged seed would take all the time. */
const vault = writeVault({
  orgId: organisation.orgId, officerId: new Uint8Array(16).fill(2), vaultKey: nothing, vaultKeyId: nothing, version: 1, signingSeed: new Uint8Array(32), encryptionKeys: [], rootKey: new Uint8Array(32),
  directorySeq: 1, highestDay: today, drafts: [{ reportId: new Uint8Array(16).fill(3), text: "Nog niet verstuurd" }], aside: [{ reportId: new Uint8Array(16).fill(3), seq: 1 }],
  reports: [{ reportId: new Uint8Array(16).fill(3), kemKey: null, authKey: null, excluded: [], heads: [{ author: new Uint8Array(16), stream: 0, seq: 2, hash: new Uint8Array(32) }] }],
});

const files = ["sic1", "from-web"].flatMap((folder) => readdirSync(join(vectorFolder, folder)).map((name) => new VectorFile(name, readFileSync(join(vectorFolder, folder, name), "utf8"))));
/** Bytes of the known answers of a sort that are short enough to be tried often. */
const vectors = (what: string): Bytes[] => files.filter((file) => file.what === what && file.bytes.length > 0 && file.bytes.length < 24_000).map(({ bytes }) => bytes);

const text = (words: string): number[] => [0, 0, 0, words.length, ...new TextEncoder().encode(words)];
const content = (kind: number, ...sample: number[]): Decoder => ({ read: (bytes) => readContent(kind as ObjectKind, bytes), samples: [Uint8Array.from(sample)] });
const zeros = (length: number): number[] => Array.from({ length }, () => 0);

interface Decoder { readonly read: (bytes: Bytes) => unknown; readonly samples: readonly Bytes[]; readonly verifies?: true }

const decoders: Readonly<Record<string, Decoder>> = {
  "object": { read: parseObject, samples: vectors("object") },
  "entry": { read: parseEntry, samples: vectors("entry") },
  "list": { read: parseObjectList, samples: vectors("list") },
  "answer to a login": { read: readLoginAnswer, samples: vectors("list").map(padAnswer) },
  "put answer": { read: readPutAnswer, samples: vectors("put-answer") },
  "directory": { read: parseDirectoryStatement, samples: [directory] },
  "document": { read: (bytes) => verifyDirectoryDocument(bytes, { deviceDay: today }), samples: vectors("document"), verifies: true },
  "certificate": { read: parseCertificate, samples: organisation.officers.map((officer) => organisation.certificate(officer)) },
  "freshness": { read: parseFreshness, samples: [organisation.freshness(organisation.officers[0]!, new Uint8Array(32), today, [new Uint8Array(16).fill(1)])] },
  "chain": { read: (bytes) => parseChain(bytes), samples: vectors("chain"), verifies: true },
  "genesis": { read: parseGenesis, samples: vectors("genesis"), verifies: true },
  "checkpoint": { read: (bytes) => verifyCheckpoint(bytes, stated, today), samples: [checkpoint], verifies: true },
  "log": { read: (bytes) => putLog(head, [bytes], [log.openings]), samples: [log.entries] },
  "openings": { read: (bytes) => putLog(head, [log.entries], [bytes]), samples: [log.openings] },
  "part answer": { read: readPartAnswer, samples: vectors("put-answer") },
  "parts held": { read: (bytes) => readHeldParts(bytes, 3_000_000), samples: [Uint8Array.from([0, 0, 0, 0, 0, 3, 0xa0, ...zeros(505)])] },
  "part": { read: readPartBytes, samples: [Uint8Array.from([0, 0, 0, 3, 1, 2, 3, ...zeros(64)])] },
  "typed code": { read: (bytes) => readCode(String.fromCharCode(...bytes)), samples: [new TextEncoder().encode("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV")] },
  "vault": { read: (bytes) => readVault(bytes, { vaultKey: nothing, vaultKeyId: nothing, version: 1 }), samples: [vault] },
  "content of a report": content(1, ...zeros(1216 + 32 + 32), 0, 0, 2, 0x6e, 0x6c, 0, 0, 1, 0, 1, ...text("hi"), 0, 0),
  "content of a message": content(2, ...zeros(1216), 0, ...zeros(32), ...text("hi"), 0, 0),
  "content of a reply": content(3, ...text("hi"), 0, 0),
  "content of feedback": content(5, ...text("hi"), ...text("ho")),
  "content of a decision": content(6, 4, ...text("hi")),
  "content of a note": content(7, 1, ...text("hi"), 0, 0),
  "content of a grant": content(8, ...zeros(15), 1, ...zeros(15), 2, 1, 0, 1, ...zeros(15), 3, ...text("hi")),
  "order": content(9, 2, ...zeros(4), 0, 1, ...zeros(16), 0, 0, ...zeros(32)),
  "removal": content(10, 0, 1, ...zeros(15), 1),
};

describe(`Damaged input, INTEGRITY_FUZZ_SEED=${seed}`, () => {
  it.each(Object.entries(decoders))("of %s is accepted or refused with a class, and quickly", (_, { read, samples, verifies }) => {
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.some((sample) => fault(read, sample) === null)).toBe(true);
    expect(firstFault(read, new Mutations(seed, samples), verifies === true ? count / verifying : count)).toBeNull();
  }, 300_000);

  it("would_be_found_out_by_a_decoder_that_trusts_a_length", () => {
    const trusting = (bytes: Bytes): unknown => new DataView(bytes.buffer).getUint32(bytes[0] ?? 0);
    expect(firstFault(trusting, new Mutations(1, [new Uint8Array(8)]), 1000)).toMatch(/RangeError/u);
  });
});

function firstFault(read: Decoder["read"], mutations: Mutations, inputs: number): string | null {
  for (let number = 0; number < inputs; number++) {
    const input = mutations.next();
    const found = fault(read, input);
    if (found !== null) return `${found} for ${Buffer.from(input).toString("hex")}`;
  }
  return null;
}

/** Null where the input was accepted, or refused as decoders refuse. What took long is asked again: nobody collects garbage three times in a row. */
function fault(read: Decoder["read"], input: Bytes): string | null {
  let took = Infinity;
  for (let round = 0; round < 3 && took > longest; round++) {
    const began = process.cpuUsage();
    try {
      read(input);
    } catch (error) {
      if (!(error instanceof SicError)) return String(error);
    }
    took = Math.min(took, process.cpuUsage(began).user);
  }
  return took > longest ? `${took} microseconds` : null;
}
