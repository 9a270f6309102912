import type { SealedContainer } from "@integrity-channel/crypto";
import { expect, test } from "vitest";
import { sendFilesFirst } from "../../../src/Casework/Web/files/filesfirst.ts";
import type { NotSent, SendOutcome } from "../../../src/Casework/Web/views/dialog.ts";

const refused: NotSent = { sent: false, head: "", lines: [], frozen: false };
const lost: NotSent = { ...refused, filesLost: true };

/** Uploads and sends that end as said, in turn; what happened is written down. */
function scene(uploads: (NotSent | "whole")[], sends: SendOutcome[]) {
  const happened: string[] = [];
  let made = 0;
  const upload = async () => {
    const turn = uploads.shift()!;
    happened.push(turn === "whole" ? `upload ${++made}` : "upload fails");
    return turn === "whole" ? ({ number: made } as unknown as SealedContainer) : turn;
  };
  const send = async (container: SealedContainer) => (happened.push(`send ${(container as unknown as { number: number }).number}`), sends.shift()!);
  return { happened, run: () => sendFilesFirst({ upload, send, drop: () => happened.push("drop") }) };
}

test("Files_that_the_host_lost_go_anew_by_themselves", async () => {
  const { run, happened } = scene(["whole", "whole"], [lost, { sent: true }]);
  expect(await run()).toEqual({ sent: true });
  expect(happened).toEqual(["upload 1", "send 1", "drop", "upload 2", "send 2"]);
});

test("A_host_that_loses_them_again_and_again_is_not_asked_for_ever", async () => {
  const { run, happened } = scene(["whole", "whole", "whole"], [lost, lost, lost]);
  expect(await run()).toEqual(lost);
  expect(happened.filter((what) => what.startsWith("upload"))).toHaveLength(3);
});

test("A_part_that_does_not_fit_what_is_held_begins_a_new_upload", async () => {
  const { run, happened } = scene([lost, "whole"], [{ sent: true }]);
  expect(await run()).toEqual({ sent: true });
  expect(happened).toEqual(["upload fails", "upload 1", "send 1"]);
});

test("Bytes_that_wait_for_an_answer_keep_their_container", async () => {
  const { run, happened } = scene(["whole"], [{ ...refused, frozen: true }]);
  await run();
  expect(happened).toEqual(["upload 1", "send 1"]);
});

test("Any_other_refusal_asks_the_officer", async () => {
  const { run, happened } = scene(["whole"], [refused]);
  expect(await run()).toEqual(refused);
  expect(happened).toEqual(["upload 1", "send 1", "drop"]);
});
