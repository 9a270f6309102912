import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecret, openMailbox, sealReport, wipe } from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { openChunks, sealChunks, sealedLength } from "../../src/Crypto/Web/chunkedencryption.ts";
import { encodeOfficerContent, readContent } from "../../src/Crypto/Web/content.ts";
import { encodeHeader, type ObjectHeader, readHeader } from "../../src/Crypto/Web/objectheader.ts";
import { isSealedLength, maximumContent, padBody, unpad } from "../../src/Crypto/Web/sealedbody.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { SicReader } from "../../src/Crypto/Web/sicreader.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { Host, Organisation, today } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => new Uint8Array(bytes));
const u32 = fc.nat(0xffff_ffff);
const text = fc.string({ unit: "binary", maxLength: 200 }).filter((value) => !/[\ud800-\udfff]/u.test(value));

const headers: fc.Arbitrary<ObjectHeader> = fc.record({
  orgId: bytesOf(16), dirSeq: u32, directoryHash: bytesOf(32), day: u32, reportId: bytesOf(16), objectId: bytesOf(16),
  seq: fc.integer({ min: 1, max: 0xffff_ffff }), prev: bytesOf(32).filter((hash) => hash.some((byte) => byte !== 0)),
  keyCommit: bytesOf(32).filter((hash) => hash.some((byte) => byte !== 0)), mode: fc.nat(7),
  author: bytesOf(16).filter((id) => id.some((byte) => byte !== 0) && id.some((byte) => byte !== 255)),
  recipients: fc.uniqueArray(fc.record({ who: bytesOf(16), keyId: bytesOf(16) }), { minLength: 1, maxLength: 5, selector: ({ who }) => Buffer.from(who).toString("hex") }),
  bodyLength: fc.constantFrom(8264, 32_872, 131_272, 524_872),
}).map((fields) => ({
  ...fields, kind: 3 as const, stream: 0, seen: [{ author: new Uint8Array(16), stream: 0, seq: 0, hash: fields.prev }], reporter: null,
  containerLength: 0, containerHash: new Uint8Array(32),
}));

describe("the codec", () => {
  it("reads_back_every_header_and_writes_it_the_same", () => {
    fc.assert(fc.property(headers, (header) => {
      const bytes = encodeHeader(header);
      const reader = new SicReader(bytes);
      const back = readHeader(reader);
      reader.end();
      expect(back).toEqual(header);
      expect(encodeHeader(back)).toEqual(bytes);
    }));
  });

  it("refuses_every_truncation_of_a_header", () => {
    fc.assert(fc.property(headers, fc.nat(), (header, cut) => {
      const bytes = encodeHeader(header);
      expect(() => readHeader(new SicReader(bytes.slice(0, cut % bytes.length)))).toThrow();
    }));
  });

  it("either_refuses_a_changed_header_or_writes_it_back_the_same", () => {
    fc.assert(fc.property(headers, fc.nat(), fc.integer({ min: 1, max: 255 }), (header, at, change) => {
      const bytes = encodeHeader(header);
      bytes[at % bytes.length]! ^= change;
      const reader = new SicReader(bytes);
      let back: ObjectHeader;
      try {
        back = readHeader(reader);
        reader.end();
      } catch {
        return;
      }
      expect(encodeHeader(back)).toEqual(bytes);
    }), { numRuns: 1000 });
  });

  it("reads_back_every_content", () => {
    const filled = text.filter((value) => /[^ \t\r\n]/.test(value));
    fc.assert(fc.property(filled, filled, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }), (one, two, decision, type) => {
      for (const content of [
        { kind: 3, text: one }, { kind: 4, text: one }, { kind: 5, action: one, grounds: two }, { kind: 6, decision, text: one },
        { kind: 7, type, text: one, archive: null },
      ] as const) expect(readContent(content.kind, encodeOfficerContent(content))).toEqual(content);
    }));
  });

  it("refuses_numbers_outside_their_field", () => {
    for (const value of [-1, 256, 1.5, Number.NaN]) expect(() => new SicWriter().u8(value)).toThrow("malformed");
    expect(() => new SicWriter().u32(2 ** 32)).toThrow("malformed");
    expect(() => new SicWriter().text("\ud800")).toThrow("malformed");
    expect(() => new SicReader(new Uint8Array(8).fill(255)).u64()).toThrow("malformed");
    expect(new SicReader(new SicWriter().u64(2 ** 53 - 1).toBytes()).u64()).toBe(2 ** 53 - 1);
  });

  it("bounds_a_hostile_length_before_it_copies", () => {
    const reader = new SicReader(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1, 2, 3));
    expect(() => reader.block()).toThrow("malformed");
    const started = performance.now();
    expect(() => parseObject(new Uint8Array(700_000))).toThrow("malformed");
    expect(performance.now() - started).toBeLessThan(100);
  });

  it("never_throws_anything_but_a_failure_class_on_noise", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom("sicO\0\u0001\u0003\0", "sicO\0\u0001\u0001\0", ""), (noise, start) => {
      const bytes = concat(new TextEncoder().encode(start), noise);
      expect(() => parseObject(bytes)).toThrow(/^[a-z-]+$/);
    }), { numRuns: 500 });
  });
});

describe("bodies", () => {
  const entropy = new SeededEntropy("bodies");

  it("come_back_at_every_edge_of_chunk_and_bucket", async () => {
    const key = entropy.fill(32);
    const context = entropy.fill(40);
    for (const length of [0, 1, 16_383, 16_384, 16_385, 32_767, 32_768, 131_072]) {
      const plaintext = entropy.fill(length);
      const sealed = await sealChunks(key, context, plaintext, entropy);
      expect(sealed.length).toBe(sealedLength(length));
      expect(Buffer.compare(await openChunks(key, context, sealed), plaintext)).toBe(0);
      await expect(openChunks(key, context, sealed.slice(0, -1))).rejects.toThrow("wrong-body");
      await expect(openChunks(key, context, concat(sealed, Uint8Array.of(0)))).rejects.toThrow("wrong-body");
      await expect(openChunks(key, context, concat(sealed, new Uint8Array(16_400)))).rejects.toThrow("wrong-body");
    }
    expect(sealedLength(8192)).toBe(8264);
    expect(sealedLength(32_768)).toBe(32_872);
  });

  it("refuse_chunks_in_another_order", async () => {
    const [key, context] = [entropy.fill(32), entropy.fill(4)];
    const sealed = await sealChunks(key, context, new Uint8Array(40_000), entropy);
    const chunk = (number: number) => sealed.slice(56 + number * 16_400, 56 + (number + 1) * 16_400);
    await expect(openChunks(key, context, concat(sealed.slice(0, 56), chunk(1), chunk(0), chunk(2)))).rejects.toThrow("wrong-body");
  });

  it("hide_their_length_in_four_sizes", () => {
    for (const [length, size] of [[0, 8192], [8188, 8192], [8189, 32_768], [32_764, 32_768], [32_765, 131_072], [131_068, 131_072], [131_069, 524_288], [maximumContent, 524_288]] as const) {
      const content = new Uint8Array(length).fill(1);
      const padded = padBody(content);
      expect(padded.length).toBe(size);
      expect(Buffer.compare(unpad(padded), content)).toBe(0);
      expect(isSealedLength(sealedLength(size))).toBe(true);
    }
    expect(() => padBody(new Uint8Array(maximumContent + 1))).toThrow("malformed");
  });
});

describe("sealing and opening", () => {
  it("give_back_any_text_in_any_language_and_length", async () => {
    const organisation = new Organisation("property");
    const directory = organisation.directory();
    const history = organisation.history();
    const entropy = new SeededEntropy("property/objects");
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ question: fc.nat(6), text }), { maxLength: 6 }), async (answers) => {
      const secret = createSecret(entropy);
      const sealed = await sealReport({
        directory, day: today, secret, recipients: [organisation.officers[0]!.id], excluded: [], recovery: false, answers, locale: "nl", entropy,
      });
      const host = new Host();
      host.put(sealed.bytes);
      const mailbox = await openMailbox(host.answer(), secret, history);
      expect(mailbox.items[0]!.state).toBe("sent");
      wipe(secret);
      expect(secret).toEqual(new Uint8Array(16));
    }), { numRuns: 10 });
  });
});
