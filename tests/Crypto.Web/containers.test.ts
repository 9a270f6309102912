import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  containerLength, createSecret, dropsRecipient, encodePart, encodePartsQuestion, NoteType, openCase, openFile, openMailbox, partCount, partLength, partSize,
  readHeldParts, readPartAnswer, readPartBytes, sealContainer, sealOfficerObject, sealReport, sealReporterMessage, toFileName, verifyContainer, wipeContainer, type Bytes, type ContainerSource,
  type FileEntry, type PartDigests, type SealedContainer,
} from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { isContainerLength, paddedLength } from "../../src/Crypto/Web/containerlength.ts";
import { readManifest, writeManifest } from "../../src/Crypto/Web/manifest.ts";
import { sha256 } from "../../src/Crypto/Web/primitives.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { SicReader } from "../../src/Crypto/Web/sicreader.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { Host, Organisation, today } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("containers");
const directory = organisation.directory();
const history = organisation.history();
const [responsible, deputy] = [organisation.officers[0]!, organisation.officers[1]!];

/** Deterministic bytes, quick to make. */
function pattern(length: number, seed: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let i = 0, state = seed + 1; i < length; i++) {
    state = Math.imul(state, 1_103_515_245) + 12_345 >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

function source(name: string, bytes: Bytes, type = "image/jpeg"): ContainerSource {
  return { name, type, length: bytes.length, read: async (from, to) => bytes.slice(from, to) };
}

async function seal(files: readonly ContainerSource[], entropy = new SeededEntropy("container")): Promise<{ parts: Bytes[]; container: SealedContainer }> {
  const sealing = sealContainer({ files, orgId: organisation.orgId, entropy });
  const parts: Bytes[] = [];
  for await (const { index, bytes, total } of sealing.parts()) {
    expect(index).toBe(parts.length);
    expect(total).toBe(sealing.total);
    expect(bytes.length).toBe(partLength(total, index));
    parts.push(bytes);
  }
  expect(parts.length).toBe(partCount(sealing.total));
  return { parts, container: sealing.container };
}

async function reportWith(container: SealedContainer | undefined, secret: Bytes): ReturnType<typeof sealReport> {
  return sealReport({
    directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [], recovery: false,
    answers: [{ question: 1, text: "Zie de foto." }], locale: "nl", entropy: organisation.entropy, ...container === undefined ? {} : { container },
  });
}

async function filesOf(container: SealedContainer): Promise<readonly FileEntry[]> {
  const host = new Host();
  host.put((await reportWith(container, createSecret(organisation.entropy))).bytes);
  const opened = await openCase(host.list(responsible.id), organisation.vault(responsible), history);
  expect(opened.items[0]!.state).toBe("opened");
  return opened.items[0]!.files;
}

async function collect(file: FileEntry, parts: readonly Bytes[], digests: PartDigests | null): Promise<Bytes> {
  const pieces: Bytes[] = [];
  for await (const piece of openFile(file, async (index) => parts[index]!, digests)) pieces.push(piece);
  return concat(...pieces);
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

describe("a container", () => {
  it.each([
    ["nothing", [0]], ["one byte", [1]], ["just below a chunk", [16_383]], ["a chunk", [16_384]], ["just above a chunk", [16_385]],
    ["the floor", [65_536]], ["just above the floor", [65_537]], ["a part edge", [partSize - 1, 1, 0, 2]], ["a part", [partSize]],
    ["more than two parts", [2 * partSize + 17, 5]],
  ])("gives_back_files_of_%s", async (_, lengths) => {
    const contents = lengths.map((length, index) => pattern(length, index));
    const { parts, container } = await seal(contents.map((bytes, index) => source(`foto ${index}.jpg`, bytes)));
    const files = await filesOf(container);
    expect(files.map(({ name, type, length }) => [name, type, length])).toEqual(lengths.map((length, index) => [`foto ${index}.jpg`, "image/jpeg", length]));
    const digests = await verifyContainer(files[0]!.container, async (index) => parts[index]!);
    for (const [index, file] of files.entries()) {
      expect(same(await collect(file, parts, digests), contents[index]!)).toBe(true);
      expect(same(await collect(file, parts, null), contents[index]!)).toBe(true);
      expect(same(file.digest, sha256(contents[index]!))).toBe(true);
    }
  });

  it("says_little_by_its_length", () => {
    expect([0, 1, 65_536, 65_537, 100_000, 1_048_576, 1_048_577].map(paddedLength))
      .toEqual([65_536, 65_536, 65_536, 67_584, 100_352, 1_048_576, 1_081_344]);
    fc.assert(fc.property(fc.integer({ min: 65_536, max: 2 ** 40 }), (length) => {
      const padded = paddedLength(length);
      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded).toBeLessThanOrEqual(length * 1.032);
      expect(paddedLength(padded)).toBe(padded);
      expect(isContainerLength(containerLength(length))).toBe(true);
    }));
    for (const length of [0, 55, 72, 65_607, containerLength(0) - 1, containerLength(0) + 1, containerLength(70_000) + 16]) expect(isContainerLength(length)).toBe(false);
  });

  it("holds_any_files", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(40_000), { minLength: 1, maxLength: 8 }), async (lengths) => {
      const contents = lengths.map((length, index) => pattern(length, index + length));
      const { parts, container } = await seal(contents.map((bytes, index) => source(`${index}`, bytes, "")));
      const files = await filesOf(container);
      for (const [index, file] of files.entries()) expect(same(await collect(file, parts, null), contents[index]!)).toBe(true);
    }), { numRuns: 8 });
  });

  it("is_refused_with_any_bit_changed", async () => {
    const content = pattern(70_000, 3);
    const { parts, container } = await seal([source("brief.pdf", content), source("leeg", new Uint8Array(0))]);
    const [file] = await filesOf(container);
    const whole = parts[0]!;
    for (let bit = 0; bit < whole.length * 8; bit += 8 * 1009 + 1) {
      whole[bit >> 3]! ^= 1 << (bit & 7);
      await expect(verifyContainer(file!.container, async () => whole)).rejects.toThrow("wrong-body");
      // A preview looks at the chunks of the file alone; the padding behind it is nobody's text.
      if (bit >> 3 < 56 + 5 * 16_400) await expect(collect(file!, parts, null)).rejects.toThrow("wrong-body");
      whole[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(same(await collect(file!, parts, null), content)).toBe(true);
  });

  it("is_refused_cut_short_lengthened_or_with_parts_swapped", async () => {
    const { parts, container } = await seal([source("film.mp4", pattern(3 * partSize, 9))]);
    const [file] = await filesOf(container);
    const readers: Record<string, (index: number) => Promise<Bytes>> = {
      short: async (index) => parts[index]!.slice(0, -1), long: async (index) => concat(parts[index]!, new Uint8Array(1)),
      swapped: async (index) => parts[index === 0 ? 1 : index === 1 ? 0 : index]!, empty: async () => new Uint8Array(0),
    };
    for (const [name, read] of Object.entries(readers)) {
      await expect(verifyContainer(file!.container, read), name).rejects.toThrow("wrong-body");
      await expect(async () => { for await (const piece of openFile(file!, read, null)) expect(piece.length).toBeLessThanOrEqual(16_384); }, name).rejects.toThrow("wrong-body");
    }
  });

  it("is_saved_only_as_it_was_verified", async () => {
    // Two containers under one key, as a dishonest author could make them: each opens, only one was signed.
    const entropy = () => new SeededEntropy("twins");
    const [first, second] = [await seal([source("a.txt", pattern(100, 1))], entropy()), await seal([source("a.txt", pattern(100, 2))], entropy())];
    const [file] = await filesOf(first.container);
    const [other] = await filesOf(second.container);
    const digests = await verifyContainer(file!.container, async (index) => first.parts[index]!);
    expect(same(await collect(other!, second.parts, null), pattern(100, 2))).toBe(true);
    await expect(collect({ ...other!, container: file!.container }, second.parts, digests)).rejects.toThrow("wrong-body");
    await expect(verifyContainer(file!.container, async (index) => second.parts[index]!)).rejects.toThrow("wrong-body");
  });

  it("does_not_open_in_another_place", async () => {
    const { parts, container } = await seal([source("a.txt", pattern(10, 1))]);
    const [file] = await filesOf(container);
    const { container: { header, key } } = file!;
    for (const other of [{ header: { ...header, orgId: new Uint8Array(16) }, key }, { header: { ...header, objectId: new Uint8Array(16) }, key }, { header, key: new Uint8Array(32) }]) {
      await expect(collect({ ...file!, container: other }, parts, null)).rejects.toThrow("wrong-body");
    }
  });

  it("refuses_a_source_that_changed_its_length_and_a_container_without_files", async () => {
    expect(() => sealContainer({ files: [], orgId: organisation.orgId, entropy: organisation.entropy })).toThrow("malformed");
    const shrunk: ContainerSource = { name: "x", type: "", length: 10, read: async () => new Uint8Array(9) };
    await expect(seal([shrunk])).rejects.toThrow("malformed");
    const sealing = sealContainer({ files: [source("x", pattern(1, 1))], orgId: organisation.orgId, entropy: organisation.entropy });
    expect(() => sealing.container).toThrow("malformed");
  });
});

describe("objects with files", () => {
  it("reach_the_officers_and_the_reporter_in_every_kind_that_has_files", async () => {
    const host = new Host();
    const secret = createSecret(organisation.entropy);
    const first = await seal([source("kas.jpg", pattern(200_000, 4))]);
    const report = await reportWith(first.container, secret);
    host.put(report.bytes);
    const message = await seal([source("nog een.png", pattern(10, 5))], new SeededEntropy("message"));
    host.put((await sealReporterMessage({
      directory, day: today, secret, mailbox: await openMailbox(host.answer(), secret, history), text: "Nog een.", entropy: organisation.entropy, container: message.container,
    })).bytes);
    const vault = organisation.vault(responsible);
    const [replyFiles, noteFiles] = [await seal([source("brief.pdf", pattern(70_001, 6))], new SeededEntropy("reply")), await seal([source("n", pattern(1, 7))], new SeededEntropy("note"))];
    const write = async (content: Parameters<typeof sealOfficerObject>[0]["content"], container: SealedContainer) =>
      host.put((await sealOfficerObject({ vault, caseFile: await openCase(host.list(responsible.id), vault, history), directory, content, day: today, entropy: organisation.entropy, container })).bytes);
    await write({ kind: 3, text: "Zie bijlage." }, replyFiles.container);
    await write({ kind: 7, type: NoteType.note, text: "Intern.", archive: null }, noteFiles.container);
    await expect(write({ kind: 4, text: "Ontvangen." }, noteFiles.container)).rejects.toThrow("malformed");

    const seen = await openCase(host.list(deputy.id), organisation.vault(deputy), history);
    expect(seen.items.map(({ files }) => files.map(({ name }) => name))).toEqual([["kas.jpg"], ["nog een.png"], ["brief.pdf"], ["n"]]);
    const mailbox = await openMailbox(host.answer(), secret, history);
    const reply = mailbox.items.find(({ kind }) => kind === 3)!;
    expect(same(await collect(reply.files[0]!, replyFiles.parts, null), pattern(70_001, 6))).toBe(true);
    expect(mailbox.items.filter(({ by }) => by === "reporter").every(({ files, state }) => files.length === 0 && state === "sent")).toBe(true);
  });

  it("keep_their_container_when_the_directory_changed_and_nobody_was_dropped", async () => {
    const secret = createSecret(organisation.entropy);
    const { container } = await seal([source("kas.jpg", pattern(10, 4))]);
    const earlier = await reportWith(container, secret);
    const input = { day: today, secret, excluded: [], recovery: false, answers: [{ question: 1, text: "Zie de foto." }], locale: "nl", entropy: organisation.entropy };
    const newer = organisation.directory(organisation.document({ directory: organisation.directoryBytes({ seq: 2, previousHash: new Uint8Array(32).fill(1) }) , freshness: [] }));
    expect(dropsRecipient(earlier, newer)).toBe(false);
    const again = await sealReport({ ...input, directory: newer, recipients: [responsible.id, deputy.id], earlier, container });
    const [before, after] = [parseObject(earlier.bytes).header, parseObject(again.bytes).header];
    expect(after.dirSeq).toBe(2);
    expect(same(after.objectId, before.objectId) && same(after.containerHash, before.containerHash) && same(after.keyCommit, before.keyCommit)).toBe(true);
    expect(after.containerLength).toBe(container.length);

    const smaller = organisation.directory(organisation.document({ certificates: [organisation.certificate(responsible)] }));
    expect(dropsRecipient(earlier, smaller)).toBe(true);
    const dropped = { ...input, directory: smaller, recipients: [responsible.id], earlier };
    await expect(sealReport({ ...dropped, container })).rejects.toThrow("malformed");
    const anew = await seal([source("kas.jpg", pattern(10, 4))], new SeededEntropy("anew"));
    const fresh = parseObject((await sealReport({ ...dropped, container: anew.container })).bytes).header;
    expect(same(fresh.objectId, before.objectId) || same(fresh.keyCommit, before.keyCommit)).toBe(false);
    wipeContainer(container);
    expect(container.dek).toEqual(new Uint8Array(32));
  });

  it("cannot_be_opened_when_manifest_and_header_tell_different_lengths", async () => {
    const { container } = await seal([source("kas.jpg", pattern(10, 4))]);
    const host = new Host();
    host.put((await reportWith({ ...container, length: containerLength(100_000) }, createSecret(organisation.entropy))).bytes);
    const opened = await openCase(host.list(responsible.id), organisation.vault(responsible), history);
    expect(opened.items[0]).toMatchObject({ state: "cannot-be-opened", failure: "malformed", files: [] });
  });
});

describe("manifests", () => {
  const row = { offset: 0, length: 1, digest: new Uint8Array(32), name: "a", type: "" };

  it("hold_no_gap_and_no_name_that_leads_elsewhere", () => {
    const write = (rows: (typeof row)[]) => readManifest(new SicReader(writeManifest(new SicWriter(), rows).toBytes()));
    expect(write([row, { ...row, offset: 1 }]).length).toBe(2);
    for (const rows of [[{ ...row, offset: 1 }], [row, { ...row, offset: 2 }], [row, row]]) expect(() => write(rows)).toThrow("malformed");
    for (const name of ["", "a/b", "a\\b", "a\nb", "a\u0000", "x".repeat(256)]) expect(() => write([{ ...row, name }]), name).toThrow("malformed");
    for (const type of ["text/plain; x", "é", "x".repeat(128)]) expect(() => write([{ ...row, type }]), type).toThrow("malformed");
  });

  it("take_any_name_made_fit", () => {
    expect(toFileName("../../etc/passwd")).toBe(".._.._etc_passwd");
    expect(toFileName("")).toBe("_");
    expect(toFileName("\ud800.txt")).toBe("_.txt");
    expect(toFileName(`${"é".repeat(300)}.pdf`).endsWith(".pdf")).toBe(true);
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      expect(() => writeManifest(new SicWriter(), [{ ...row, name: toFileName(name) }])).not.toThrow();
    }));
  });
});

describe("what is said while uploading", () => {
  it("names_upload_total_and_place", () => {
    const total = containerLength(2 * partSize);
    const id = new Uint8Array(16).fill(7);
    const last = partCount(total) - 1;
    const body = encodePart(id, { total, index: last, bytes: new Uint8Array(partLength(total, last)) });
    expect(body.length).toBe(32 + partLength(total, last));
    expect(Buffer.from(body.slice(0, 4)).toString()).toBe("sicU");
    expect(encodePartsQuestion(id, total)).toEqual(body.slice(0, 28));
    expect(() => encodePart(id, { total, index: 0, bytes: new Uint8Array(5) })).toThrow("malformed");
    expect(() => encodePart(id, { total: total + 1, index: 0, bytes: new Uint8Array(partSize) })).toThrow("malformed");
  });

  it("reads_answers_and_takes_no_noise_for_one", () => {
    const answer = new Uint8Array(512);
    expect(readPartAnswer(answer)).toEqual({ outcome: "stored" });
    answer[1] = 34;
    expect(readPartAnswer(answer)).toEqual({ outcome: "refused", code: 34 });
    answer[1] = 9;
    expect(() => readPartAnswer(answer)).toThrow("malformed");
    expect(() => readPartAnswer(new Uint8Array(511))).toThrow("malformed");
    const total = containerLength(9 * partSize);
    const held = new Uint8Array(512);
    held[5] = partCount(total);
    held.set([0x81, 0x80], 6);
    expect(readHeldParts(held, total)).toEqual({ outcome: "held", indexes: new Set([0, 7, 8]) });
    expect(() => readHeldParts(held, containerLength(0))).toThrow("malformed");
    const part = new Uint8Array(4 + partSize);
    part.set([0, 0, 0, 3, 1, 2, 3]);
    expect(readPartBytes(part)).toEqual(Uint8Array.of(1, 2, 3));
    part[0] = 1;
    expect(() => readPartBytes(part)).toThrow("malformed");
  });
});
