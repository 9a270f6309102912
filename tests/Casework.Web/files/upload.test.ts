import { uploadIdLength, type ContainerPart } from "@integrity-channel/crypto";
import { expect, test } from "vitest";
import { ChosenFiles } from "../../../src/Casework/Web/files/chosenfiles.ts";
import { Cancelled } from "../../../src/Casework/Web/files/containerparts.ts";
import { Upload } from "../../../src/Casework/Web/files/upload.ts";
import { RequestFailed } from "../../../src/Casework/Web/http.ts";
import { entropy, filled, oneAndAHalfParts, sealing } from "./sealedfiles.ts";

function scene(turn: (part: ContainerPart, call: number) => "stored" | "lost" | number = () => "stored") {
  const sent: ContainerPart[] = [];
  const begun = sealing([filled(oneAndAHalfParts, 7)]);
  const upload = new Upload(begun, entropy.fill(uploadIdLength), 1);
  const stop = new AbortController();
  const steps: number[] = [];
  const run = (signal = stop.signal) =>
    upload.run(
      async (_uploadId, part) => {
        const outcome = turn(part, sent.push(part));
        if (outcome === "lost") {
          throw new RequestFailed("connection");
        }
        return outcome === "stored" ? { outcome } : { outcome: "refused", code: outcome as 30 };
      },
      (done) => steps.push(done),
      signal,
    );
  return { run, sent, stop, steps, begun };
}

test("Every_part_goes_once_and_in_order_and_then_the_container_is_there", async () => {
  const { run, sent, steps, begun } = scene();
  expect(await run()).toMatchObject({ outcome: "complete", container: { length: begun.total } });
  expect(sent.map(({ index }) => index)).toEqual([0, 1]);
  expect(steps.at(-1)).toBe(begun.total);
});

test("A_part_that_was_lost_goes_again_with_the_same_bytes", async () => {
  const { run, sent } = scene((_, call) => (call === 2 ? "lost" : "stored"));
  expect((await run()).outcome).toBe("complete");
  expect(sent.map(({ index }) => index)).toEqual([0, 1, 1]);
  expect(sent[2]!.bytes).toEqual(sent[1]!.bytes);
});

test("After_three_losses_the_officer_is_asked_and_the_next_run_goes_on_where_it_stood", async () => {
  const { run, sent } = scene((_, call) => (call >= 2 && call <= 4 ? "lost" : "stored"));
  await expect(run()).rejects.toThrow(RequestFailed);
  expect((await run()).outcome).toBe("complete");
  expect(sent.map(({ index }) => index)).toEqual([0, 1, 1, 1, 1]);
});

test("A_stop_ends_between_two_parts_and_can_be_taken_up", async () => {
  const { run, sent, stop } = scene(() => (stop.abort(), "stored"));
  await expect(run()).rejects.toThrow(Cancelled);
  expect(sent).toHaveLength(1);
  expect((await run(new AbortController().signal)).outcome).toBe("complete");
  expect(sent.map(({ index }) => index)).toEqual([0, 1]);
});

test("A_refusal_is_handed_on_with_its_number", async () => {
  const { run } = scene(() => 34);
  expect(await run()).toEqual({ outcome: "refused", code: 34 });
});

test("Another_choice_removes_the_key_of_what_was_begun", async () => {
  const { run, begun } = scene();
  await run();
  const chosen = new ChosenFiles();
  chosen.begin(new Upload(begun, entropy.fill(uploadIdLength)));
  chosen.choose([new File(["a"], "a.txt")]);
  expect(chosen.upload).toBeNull();
  expect(begun.container.dek.every((byte) => byte === 0)).toBe(true);
});
