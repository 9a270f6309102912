import { describe, expect, it } from "vitest";
import {
  createSecret, equal, openFile, partCount, PutRefusal, sealReport, UploadRefusal, verifyContainer,
  type Bytes, type ContainerSource, type Directory, type FileEntry, type ObjectHeader, type SealedContainer, type SealedForPut,
} from "@integrity-channel/crypto";
import type { Keys } from "../../src/Intake/Web/app.ts";
import { openChecked, type SaveOutcome } from "../../src/Intake/Web/files/saving.ts";
import { Upload } from "../../src/Intake/Web/files/upload.ts";
import { ExchangeFailed } from "../../src/Intake/Web/flow/requests.ts";
import { FilesFailed, Sending, type SendState } from "../../src/Intake/Web/flow/sending.ts";
import { deriveKey } from "../../src/Crypto/Web/hash.ts";
import * as Label from "../../src/Crypto/Web/labels.ts";
import { Organisation, today } from "../Crypto.Web/organisation.ts";
import { SeededEntropy } from "../Crypto.Web/seededentropy.ts";

const organisation = new Organisation("upload");
const directory = organisation.directory();
const entropy = new SeededEntropy("upload/objects");
const mebibyte = 1 << 20;

/** Bytes that differ from place to place. */
const content = (length: number, seed: number): Bytes => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 10) + seed) & 255);
const source = (name: string, bytes: Bytes): ContainerSource => ({ name, type: "", length: bytes.length, read: (from, to) => Promise.resolve(bytes.slice(from, to)) });

type Trouble = (index: number, attempt: number) => "store" | "nothing" | "stored-but-no-answer" | UploadRefusal;

/** A host that keeps parts by upload id, as the real one does, with troubles. */
class Host {
  readonly uploads = new Map<string, Map<number, Bytes>>();
  readonly attempts = new Map<string, number>();
  readonly questions: Bytes[] = [];
  moving = 0;
  most = 0;
  trouble: Trouble = () => "store";

  async part(body: Bytes, signal: AbortSignal): Promise<Bytes> {
    this.most = Math.max(this.most, ++this.moving);
    await Promise.resolve();
    this.moving--;
    if (signal.aborted) {
      throw new ExchangeFailed("stopped");
    }
    const view = new DataView(body.buffer, body.byteOffset);
    const [id, index] = [Buffer.from(body.subarray(4, 20)).toString("hex"), view.getUint32(28)];
    const attempt = (this.attempts.get(`${id} ${index}`) ?? 0) + 1;
    this.attempts.set(`${id} ${index}`, attempt);
    const outcome = this.trouble(index, attempt);
    if (outcome === "store" || outcome === "stored-but-no-answer") {
      const parts = this.uploads.get(id) ?? new Map<number, Bytes>();
      this.uploads.set(id, parts.set(index, body.slice(32)));
    }
    if (outcome === "nothing" || outcome === "stored-but-no-answer") {
      throw new ExchangeFailed("network");
    }
    const answer = new Uint8Array(512);
    answer[1] = outcome === "store" ? 0 : outcome;
    return answer;
  }

  held(body: Bytes): Promise<Bytes> {
    this.questions.push(body);
    const total = Number(new DataView(body.buffer, body.byteOffset).getBigUint64(20));
    const count = partCount(total);
    const answer = new Uint8Array(512);
    new DataView(answer.buffer).setUint32(2, count);
    for (const index of this.uploads.get(Buffer.from(body.subarray(4, 20)).toString("hex"))?.keys() ?? []) {
      answer[6 + (index >> 3)]! |= 0x80 >> (index & 7);
    }
    return Promise.resolve(answer);
  }

  upload(files: readonly ContainerSource[]): Upload {
    return new Upload({
      sources: () => files, entropy, part: (bytes, signal) => this.part(bytes, signal), held: (bytes) => this.held(bytes),
      pause: (_, signal) => (signal.aborted ? Promise.reject(new ExchangeFailed("stopped")) : Promise.resolve()),
    });
  }

  /** What an officer would open: the files of a container that lies here. */
  async open(container: SealedContainer): Promise<Bytes[]> {
    const header = { orgId: container.orgId, objectId: container.objectId, containerLength: container.length, containerHash: container.hash } as unknown as ObjectHeader;
    const key = { header, key: deriveKey(container.dek, Label.containerKey) };
    for (const parts of this.uploads.values()) {
      const read = (index: number): Promise<Bytes> => Promise.resolve(parts.get(index) ?? new Uint8Array(0));
      const digests = await verifyContainer(key, read).catch(() => null);
      if (digests !== null) {
        return Promise.all(container.manifest.map(async (row) => {
          const pieces: Bytes[] = [];
          for await (const piece of openFile({ ...row, container: key } as FileEntry, read, digests)) {
            pieces.push(piece);
          }
          return new Uint8Array(Buffer.concat(pieces));
        }));
      }
    }
    throw new Error("not here");
  }
}

const files = [source("bestand-1.jpg", content(3 * mebibyte + 77, 1)), source("bestand-2.pdf", content(500_000, 2))];
const whole = [content(3 * mebibyte + 77, 1), content(500_000, 2)];
const same = (found: readonly Bytes[], expected: readonly Bytes[]): boolean => found.length === expected.length && found.every((bytes, index) => Buffer.compare(bytes, expected[index]!) === 0);
const never = new AbortController().signal;
const quiet = (): void => undefined;

describe("an upload", () => {
  it("brings_files_that_their_reader_opens_bit_for_bit_with_few_parts_at_once", async () => {
    const host = new Host();
    const said: number[] = [];
    const container = await host.upload(files).bring(directory, never, (sent) => { said.push(sent); });
    expect(same(await host.open(container), whole)).toBe(true);
    expect(host.most).toBeLessThanOrEqual(3);
    expect(said.at(-1)).toBe(container.length);
    expect(container.manifest.map(({ name }) => name)).toEqual(["bestand-1.jpg", "bestand-2.pdf"]);
  });

  it("sends_a_part_again_until_it_is_stored_and_says_that_it_waits", async () => {
    const host = new Host();
    host.trouble = (index, attempt) => (attempt > 2 ? "store" : index === 1 ? "stored-but-no-answer" : index === 2 ? UploadRefusal.busy : "nothing");
    let waited = false;
    const container = await host.upload(files).bring(directory, never, (_, __, waiting) => { waited ||= waiting; });
    expect(same(await host.open(container), whole)).toBe(true);
    expect(waited).toBe(true);
  });

  it("goes_on_after_a_night_without_sending_again_what_is_there", async () => {
    const host = new Host();
    host.trouble = (index) => (index < 2 ? "store" : index === 2 ? "stored-but-no-answer" : "nothing");
    const upload = host.upload(files);
    await expect(upload.bring(directory, never, quiet)).rejects.toThrow(ExchangeFailed);
    const before = new Map(host.attempts);
    host.trouble = () => "store";
    const container = await upload.bring(directory, never, quiet);
    expect(same(await host.open(container), whole)).toBe(true);
    expect(host.questions).toHaveLength(1);
    const again = [...host.attempts].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => Number(key.split(" ")[1]));
    expect(again.filter((index) => index < 3)).toEqual([]);
    expect(host.uploads.size).toBe(1);
  });

  it("an_upload_that_forgot_where_it_was_would_send_parts_twice", async () => {
    const host = new Host();
    host.trouble = (index) => (index < 2 ? "store" : "nothing");
    await expect(host.upload(files).bring(directory, never, quiet)).rejects.toThrow(ExchangeFailed);
    host.trouble = () => "store";
    await host.upload(files).bring(directory, never, quiet);
    expect([...host.attempts.keys()].filter((key) => key.endsWith(" 0"))).toHaveLength(2);
  });

  it("can_be_stopped_and_goes_on_when_asked", async () => {
    const host = new Host();
    const upload = host.upload(files);
    const stopper = new AbortController();
    await expect(upload.bring(directory, stopper.signal, () => { stopper.abort(); })).rejects.toMatchObject({ reason: "stopped" });
    expect(same(await host.open(await upload.bring(directory, never, quiet)), whole)).toBe(true);
    expect(host.uploads.size).toBe(1);
  });

  it("starts_anew_when_the_host_lost_what_it_had", async () => {
    const host = new Host();
    host.trouble = (index) => (index < 3 ? "store" : "nothing");
    const upload = host.upload(files);
    await expect(upload.bring(directory, never, quiet)).rejects.toThrow(ExchangeFailed);
    host.uploads.clear();
    host.trouble = () => "store";
    expect(same(await host.open(await upload.bring(directory, never, quiet)), whole)).toBe(true);
  });

  it.each([[UploadRefusal.tooLarge, "size"], [UploadRefusal.storageFull, "full"], [UploadRefusal.uploadsFull, "full"], [UploadRefusal.busy, "busy"], [UploadRefusal.malformed, "rejected"], [UploadRefusal.partRefused, "rejected"]] as const)("says_what_refusal_%i_means", async (code, failure) => {
    const host = new Host();
    host.trouble = () => code;
    await expect(host.upload(files).bring(directory, never, quiet)).rejects.toMatchObject({ failure });
  });

  it("says_that_a_file_changed_and_seals_nothing_of_it", async () => {
    const host = new Host();
    let changed = true;
    const moody: ContainerSource = { ...files[0]!, read: (from, to) => (changed ? Promise.reject(new Error("changed on disk")) : files[0]!.read(from, to)) };
    const upload = host.upload([moody]);
    await expect(upload.bring(directory, never, quiet)).rejects.toMatchObject({ failure: "file" });
    changed = false;
    expect(same(await host.open(await upload.bring(directory, never, quiet)), whole.slice(0, 1))).toBe(true);
  });

  it("never_runs_far_ahead_of_the_host_with_a_long_file", async () => {
    const host = new Host();
    let farthest = 0;
    let stored = 0;
    host.trouble = () => { stored++; return "store"; };
    const length = 34 * mebibyte; // from 32 MiB on a file is not read at once for its hash
    const long: ContainerSource = { name: "film.mp4", type: "", length, read: (from, to) => { farthest = Math.max(farthest, to / mebibyte - stored); return Promise.resolve(new Uint8Array(to - from)); } };
    await host.upload([long]).bring(directory, never, quiet);
    expect(farthest).toBeLessThan(6);
  });
});

describe("a file of a reply", () => {
  async function received(change: (index: number, part: Bytes) => Promise<Bytes>): Promise<{ outcome: SaveOutcome; asked: number }> {
    const host = new Host();
    const container = await host.upload(files).bring(directory, never, quiet);
    const header = { orgId: container.orgId, objectId: container.objectId, containerLength: container.length, containerHash: container.hash } as unknown as ObjectHeader;
    const parts = [...host.uploads.values()][0]!;
    let asked = 0;
    const entry = { ...container.manifest[1]!, container: { header, key: deriveKey(container.dek, Label.containerKey) } } as FileEntry;
    const outcome = await openChecked(entry, (index) => { asked++; return change(index, parts.get(index)!.slice()); }, never, quiet);
    return { outcome, asked };
  }

  it("can_be_saved_once_every_part_was_found_right_and_each_was_fetched_once", async () => {
    const { outcome, asked } = await received((_, part) => Promise.resolve(part));
    expect(outcome.state).toBe("ready");
    expect(same([new Uint8Array(await (outcome as { content: Blob }).content.arrayBuffer())], whole.slice(1))).toBe(true);
    expect(asked).toBe(4);
  });

  it("is_not_given_out_when_any_part_differs_even_of_another_file", async () => {
    const { outcome } = await received((index, part) => { part[9]! ^= index === 0 ? 1 : 0; return Promise.resolve(part); });
    expect(outcome).toEqual({ state: "altered" });
  });

  it("tells_a_lost_connection_from_an_altered_file", async () => {
    const { outcome } = await received((index, part) => (index === 2 ? Promise.reject(new ExchangeFailed("network")) : Promise.resolve(part)));
    expect(outcome).toEqual({ state: "network" });
  });
});

describe("sending with files", () => {
  const accepted = (given: Directory, day = today): Keys => ({ state: "accepted", directory: given, warnings: [], day, latestDay: day });

  async function run(host: Host, ...replies: ("accept" | PutRefusal)[]): Promise<{ state: SendState; sealed: SealedForPut[]; containers: SealedContainer[] }> {
    const sealed: SealedForPut[] = [];
    const containers: SealedContainer[] = [];
    const secret = createSecret(entropy);
    const sending = new Sending({
      files: host.upload(files), keys: () => accepted(directory), refetch: () => Promise.resolve(accepted(directory, today + 1)), pause: () => Promise.resolve(),
      async seal(given, day, earlier, bring) {
        const { container } = await bring();
        containers.push(container!);
        const made = await sealReport({
          directory: given, day, secret, recipients: organisation.officers.slice(0, 2).map((officer) => officer.id), excluded: [], recovery: true,
          answers: [{ question: 1, text: "Er klopt iets niet" }], locale: "nl", entropy, ...(earlier === null ? {} : { earlier }), ...(container === undefined ? {} : { container }),
        });
        sealed.push({ ...made, dek: made.dek.slice() });
        return made;
      },
      put(bytes) {
        const reply = replies.shift() ?? PutRefusal.internal;
        const answer = new Uint8Array(512);
        if (reply === "accept") {
          answer.set(organisation.receipt(sealed.find((each) => equal(each.bytes, bytes))!.objectHash), 2);
        } else {
          answer[1] = reply;
        }
        return Promise.resolve(answer);
      },
    });
    await sending.run();
    return { state: sending.state, sealed, containers };
  }

  it("a_changed_directory_seals_anew_and_uploads_nothing_again", async () => {
    const host = new Host();
    const { state, sealed, containers } = await run(host, PutRefusal.stale, "accept");
    expect(state.state).toBe("received");
    expect(sealed).toHaveLength(2);
    expect(sealed[0]!.objectId).toEqual(sealed[1]!.objectId);
    expect(containers[0]).toBe(containers[1]);
    expect([...host.attempts.values()].every((count) => count === 1)).toBe(true);
  });

  it("a_host_that_no_longer_has_the_files_gets_them_again_in_a_new_container", async () => {
    const host = new Host();
    const { state, containers } = await run(host, PutRefusal.containerMissing, "accept");
    expect(state.state).toBe("received");
    expect(containers[0]!.objectId).not.toEqual(containers[1]!.objectId);
    expect(host.uploads.size).toBe(2);
  });

  it("a_failed_upload_fails_the_sending_and_nothing_was_put", async () => {
    const host = new Host();
    host.trouble = () => "nothing";
    const { state, sealed } = await run(host, "accept");
    expect(state).toEqual({ state: "failed", failure: "network", number: null });
    expect(sealed).toEqual([]);
  });

  it("a_refusal_of_files_keeps_its_number", async () => {
    const host = new Host();
    host.trouble = () => UploadRefusal.uploadsFull;
    expect((await run(host)).state).toEqual({ state: "failed", failure: "full", number: 34 });
    expect(new FilesFailed("full", 34).message).not.toMatch(/bestand|jpg/);
  });
});
