import { equal, SicError, type Bytes } from "@integrity-channel/crypto";
import { expect, test } from "vitest";
import { Cancelled, ContainerParts } from "../../../src/Casework/Web/files/containerparts.ts";
import { judgeHead, readChecked, readWhole } from "../../../src/Casework/Web/files/filereading.ts";
import { png, utf8, zip } from "./hostile.ts";
import { filled, oneAndAHalfParts, sealedFiles } from "./sealedfiles.ts";

const note = utf8("Sinds september kloppen de overuren niet.");
const large = filled(oneAndAHalfParts, 65);
const { entries, parts } = await sealedFiles([note, large, png(4, 4)]);
const [first, second, third] = [entries[0]!, entries[1]!, entries[2]!];

function scene(served: readonly Bytes[] = parts) {
  const fetched: number[] = [];
  const held: number[] = [];
  const container = new ContainerParts(first.container, async (_reportId, _objectId, index) => {
    fetched.push(index);
    return served[index]!;
  });
  const stop = new AbortController();
  return { reader: container.reader((done) => held.push(done), stop.signal), container, fetched, held, stop };
}

const flipped = (index: number) => parts.map((part, at) => (at === index ? part.map((byte, place) => (place === part.length - 40 ? byte ^ 1 : byte)) : part));

test("A_look_fetches_only_what_it_needs_and_every_part_once", async () => {
  const { reader, fetched } = scene();
  expect(await judgeHead(first, reader)).toMatchObject({ kind: "text", shown: "text" });
  expect(fetched).toEqual([0]);
  expect(new TextDecoder().decode(await readWhole(first, reader))).toBe(new TextDecoder().decode(note));
  expect((await judgeHead(third, reader)).kind).toBe("png");
  expect(fetched).toEqual([0, 1]);
});

test("A_saved_file_has_the_bytes_of_the_sender_and_the_whole_container_was_fetched_once", async () => {
  const { reader, fetched, held } = scene();
  const { content, judgement } = await readChecked(second, reader);
  expect(equal(new Uint8Array(await content.arrayBuffer()), large)).toBe(true); // byte by byte, a matcher takes its time
  expect(judgement).toMatchObject({ kind: "text", extension: "txt" });
  expect(fetched).toEqual(parts.map((_, index) => index));
  expect(held.at(-1)).toBe(first.container.header.containerLength);
});

test("The_last_reading_of_a_large_container_keeps_no_part_and_saves_the_same_bytes", async () => {
  const { container, fetched, reader } = scene();
  expect(container.releasing(reader)).toBe(reader); // a small container is kept, for the next file of it
  const asked: number[] = [];
  const large = new ContainerParts({ ...first.container, header: { ...first.container.header, containerLength: 128 * 1024 * 1024 } }, async (_reportId, _objectId, index) => {
    asked.push(index);
    return parts[index]!;
  });
  const largeReader = large.reader(() => undefined, new AbortController().signal);
  const { content } = await readChecked(second, largeReader, large.releasing(largeReader));
  expect(content.size).toBe(second.length);
  expect(asked).toEqual(parts.map((_, index) => index));
  await largeReader(0);
  expect(asked.slice(parts.length)).toEqual([0]);
  expect(fetched).toEqual([]);
});

test("A_flaw_anywhere_in_the_container_keeps_every_file_of_it_from_being_saved", async () => {
  // The first file lies in part 0 alone; the flaw is in the last part.
  const { reader } = scene(flipped(parts.length - 1));
  expect((await judgeHead(first, reader)).kind).toBe("text");
  await expect(readChecked(first, reader)).rejects.toThrow(SicError);
});

test("A_flaw_in_the_file_itself_shows_nothing", async () => {
  const { reader, container } = scene(flipped(0));
  await expect(readWhole(second, reader)).rejects.toThrow(SicError);
  container.forget();
});

test("A_stop_ends_between_two_parts", async () => {
  const { reader, stop, fetched } = scene();
  await judgeHead(first, reader);
  stop.abort();
  await expect(readChecked(second, reader)).rejects.toThrow(Cancelled);
  expect(fetched).toEqual([0]);
});

test("What_only_the_end_of_a_file_tells_changes_the_name_it_is_saved_under", async () => {
  const bytes = new Uint8Array(200_000);
  bytes.set(png(4, 4));
  bytes.set(zip("a.txt"), bytes.length - zip("a.txt").length);
  const sealed = await sealedFiles([bytes]);
  const reader = new ContainerParts(sealed.entries[0]!.container, async (_r, _o, index) => sealed.parts[index]!).reader(() => undefined, new AbortController().signal);
  expect((await judgeHead(sealed.entries[0]!, reader)).mixed).toBe(false);
  expect((await readChecked(sealed.entries[0]!, reader)).judgement).toMatchObject({ mixed: true, extension: "bin" });
});
