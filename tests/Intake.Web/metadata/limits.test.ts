import fc from "fast-check";
import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cleanFile } from "../../../src/Intake/Web/metadata/clean.ts";
import { inspectFile, type Format } from "../../../src/Intake/Web/metadata/inspect.ts";
import { unpacked } from "../../../src/Intake/Web/metadata/packing.ts";
import { rewriteTags } from "../../../src/Intake/Web/metadata/tags.ts";
import { crcOf, docx, heic, jpeg, odt, pdf, png, pngChunk, webp, xlsx, type Made } from "./samples.ts";

/** A small EXIF with a place and a next directory, so that mutations meet every branch. */
const exif = new Uint8Array(Buffer.from("4d4d002a00000008000301120003000000010006000001 3b000200000004414c4641 8825000400000001000000 32 00000032000300010002000000024e0000000002000500000003000000 5c000300 02000000025700000000000000 0000000100000001000000020000000100000003000000 01".replaceAll(" ", ""), "hex"));
const withExif = (picture: Made): Made => new Uint8Array(Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 8]), Buffer.from("Exif\0\0"), exif, picture.subarray(2)]));
const pngWithMore = (): Made => new Uint8Array(Buffer.concat([png().subarray(0, 33), pngChunk("eXIf", exif), pngChunk("zTXt", Buffer.concat([Buffer.from("Author\0\0"), deflateSync("Alfa")])), png().subarray(33)]));

const samples: Record<string, Made> = { jpeg: withExif(jpeg()), png: pngWithMore(), webp: webp(), heic: heic(exif), pdf: pdf(), docx: docx(withExif(jpeg())), xlsx: xlsx(), odt: odt() };

/** Cuts, changed bytes, doubled and swapped pieces: what breaks parsers. */
function mutated(bytes: Made, [kind, ...places]: readonly number[]): Made {
  const copy = bytes.slice();
  const at = (index: number): number => (places[index] ?? 0) % Math.max(1, copy.length);
  switch ((kind ?? 0) % 5) {
    case 0:
      places.forEach((place, index) => { copy[place % copy.length] = (places[(index + 1) % places.length] ?? 0) & 255; });
      return copy;
    case 1:
      return copy.slice(0, at(0));
    case 2:
      return new Uint8Array(Buffer.concat([copy.subarray(0, at(0)), copy.subarray(at(1))]));
    case 3:
      copy.fill((places[2] ?? 0) % 3 === 0 ? 0xff : 0, at(0), at(0) + 1 + (at(1) % 8));
      return copy;
    default:
      return new Uint8Array(Buffer.concat([copy.subarray(0, at(0)), copy.subarray(at(1), at(1) + 40), copy.subarray(at(0))]));
  }
}

/** Every run on a developer's machine meets other mutations; CI does all. */
const runs = process.env["CI"] === undefined ? 1_000 : 10_000;
/** Milliseconds that one hostile file of these sizes may take. */
const longest = 2_000;

describe("readers of files", () => {
  it.each(Object.keys(samples))("%s_never_throws_or_hangs_on_mutated_files", async (name) => {
    const sample = samples[name]!;
    const { format } = await inspectFile(new Blob([sample]));
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(), { minLength: 4, maxLength: 6 }), async (choices) => {
      const file = new Blob([mutated(sample, choices)]);
      const start = performance.now();
      await inspectFile(file);
      await cleanFile(file, format);
      return performance.now() - start < longest;
    }), { numRuns: runs });
  }, 300_000);

  it("read_noise_behind_every_known_beginning", async () => {
    const beginnings = Object.values(samples).map((sample) => sample.subarray(0, 12));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), async (beginning, noise) => {
      const file = new Blob([beginning.slice(), noise.slice()]);
      await inspectFile(file);
      await Promise.all((["jpeg", "png", "webp", "ooxml", "odf", "pdf", "heic", "other"] as Format[]).map((format) => cleanFile(file, format)));
    }), { numRuns: runs });
  }, 120_000);
});

describe("a cleaned copy", () => {
  it.each(["jpeg", "png", "webp", "docx", "xlsx", "odt"])("of_%s_cleaned_again_is_the_same", async (name) => {
    const { format } = await inspectFile(new Blob([samples[name]!]));
    const once = (await cleanFile(new Blob([samples[name]!]), format))!.file;
    const twice = (await cleanFile(once, format))!.file;
    expect(Buffer.compare(Buffer.from(await twice.arrayBuffer()), Buffer.from(await once.arrayBuffer()))).toBe(0);
  });
});

describe("limits", () => {
  it("a_bomb_is_not_unpacked_further_than_asked", async () => {
    const bomb = new Blob([deflateRawSync(Buffer.alloc(200 << 20))]);
    const start = process.memoryUsage().arrayBuffers;
    await expect(unpacked(bomb, "deflate-raw", 1 << 20)).rejects.toThrow();
    expect(process.memoryUsage().arrayBuffers - start).toBeLessThan(64 << 20);
  });

  it("a_document_that_lies_about_its_sizes_is_not_readable_and_not_cleaned", async () => {
    const content = deflateRawSync(Buffer.alloc(80 << 20, "<"));
    const little = (value: number, size: number): number[] => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 255);
    for (const size of [1_000, 80 << 20, 0xffffffff]) {
      const facts = [...little(20, 2), 0, 0, 8, 0, ...little(0, 4), ...little(crcOf(Buffer.from("x")), 4), ...little(content.length, 4), ...little(size, 4), 17, 0, 0, 0];
      const names = ["word/document.xml"];
      const local = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.from(facts), Buffer.from(names[0]!), content]);
      const types = Buffer.from("[Content_Types].xm");
      const central = Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0, ...facts, ...little(0, 14)]), Buffer.from(names[0]!)]);
      const other = Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0, ...facts.slice(0, 22), 19, 0, 0, 0, ...little(0, 14)]), types, Buffer.from("l")]);
      const end = Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.from([0, 0, 0, 0, 2, 0, 2, 0, ...little(central.length + other.length, 4), ...little(local.length, 4), 0, 0])]);
      const file = new Blob([local, central, other, end]);
      expect(await inspectFile(file)).toMatchObject({ format: "ooxml", readable: false });
      expect(await cleanFile(file, "ooxml")).toBeNull();
    }
  });

  it("hostile_markup_takes_time_in_proportion_to_its_length", () => {
    for (const piece of ["<a ", "<a b=\"", "<a b='c\" ", "<!--", "<![CDATA[", "<w:del ", "</a", "<a b=\"x\"c='y'"]) {
      const text = piece.repeat(200_000);
      const start = performance.now();
      try {
        rewriteTags(text, ({ text: tag }) => tag);
      } catch {
        // an end that never comes is refused
      }
      expect(performance.now() - start).toBeLessThan(longest);
    }
  });

  it("many_findings_and_long_values_stay_few_and_short", async () => {
    const parts = Array.from({ length: 150 }, (_, index) => pngChunk("tEXt", Buffer.from(`Author\0${index} \u0007${"x".repeat(5_000)}`)));
    const { findings } = await inspectFile(new Blob([png().subarray(0, 33), ...parts, png().subarray(33)]));
    expect(findings.length).toBeLessThanOrEqual(60);
    expect(findings.every(({ value }) => [...value].length <= 200 && !/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(value))).toBe(true);
  });
});
