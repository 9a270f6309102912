import { equal, openCase, receiptLength, sealOfficerObject, sealReport, type Bytes, type SealedForPut } from "@integrity-channel/crypto";
import { beforeEach, expect, test } from "vitest";
import type { Desk } from "../../src/Casework/Web/desk.ts";
import { Drafts } from "../../src/Casework/Web/drafts.ts";
import { sendObject } from "../../src/Casework/Web/features/send-object.ts";
import { RequestFailed } from "../../src/Casework/Web/http.ts";
import { nextStep, Outbox } from "../../src/Casework/Web/outbox.ts";
import { makeTexts } from "../../src/Casework/Web/texts.ts";
import dutch from "../../src/Casework/Web/texts/nl.json";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { Host, Organisation, today } from "../Crypto.Web/organisation.ts";

const texts = makeTexts("nl", dutch);
const organisation = new Organisation("sending");
const directory = organisation.directory();
const officer = organisation.officers[0]!;
const { entropy } = organisation;

/** One put of the host: a code, an answer without connection, or an accepted object with a true or a false receipt. */
type Turn = number | "lost" | "accept" | "false-receipt" | "no-receipt" | "swallowed";

function answer(turn: Exclude<Turn, "lost">, bytes: Bytes): Bytes {
  const out = new Uint8Array(512);
  if (typeof turn === "number") {
    out.set([turn >> 8, turn & 255]);
  } else if (turn === "accept" || turn === "false-receipt") {
    const receipt = organisation.receipt(turn === "accept" ? parseObject(bytes).objectHash : new Uint8Array(32));
    expect(receipt).toHaveLength(receiptLength);
    out.set(receipt, 2);
  }
  return out;
}

let put: Bytes[];

async function scene(turns: Turn[]) {
  put = [];
  const host = new Host();
  const report = await sealReport({ directory, day: today, secret: entropy.fill(16), recipients: [officer.id], excluded: [], recovery: false, answers: [{ question: 1, text: "Iets" }], locale: "nl", entropy });
  host.put(report.bytes);
  const vault = organisation.vault(officer);
  const caseFile = await openCase(host.list(officer.id), vault, organisation.history());
  const drafts = new Drafts();
  drafts.keep("r", "reply", ["Vraag"]);
  let anew = 0;
  const held: Bytes[] = [];
  const desk = {
    outbox: new Outbox(),
    drafts,
    directory,
    readAnew: async () => ++anew > 0,
    holds: async (_reportId: string, objectHash: Bytes) => held.some((hash) => equal(hash, objectHash)),
    host: {
      put: async (bytes: Bytes) => {
        put.push(bytes);
        const turn = turns.shift()!;
        if (turn === "lost") {
          throw new RequestFailed("connection");
        }
        if (turn === "no-receipt") {
          held.push(parseObject(bytes).objectHash);
        }
        return answer(turn, bytes);
      },
    },
  } as unknown as Desk;
  const seal = (earlier?: SealedForPut) => sealOfficerObject({ vault, caseFile, directory, content: { kind: 3, text: "Vraag" }, day: today, entropy, ...(earlier === undefined ? {} : { earlier }) });
  const send = () => sendObject(desk, { reportId: "r", action: "reply", seal }, texts);
  return { desk, send, anew: () => anew };
}

beforeEach(() => (put = []));

test("An_accepted_object_with_a_true_receipt_forgets_the_draft", async () => {
  const { desk, send } = await scene(["accept"]);
  expect(await send()).toEqual({ sent: true });
  expect(desk.drafts.any).toBe(false);
  expect(desk.outbox.any).toBe(false);
});

test("After_a_lost_connection_exactly_the_same_bytes_go_again", async () => {
  const { desk, send } = await scene(["lost", "lost", "accept"]);
  expect(await send()).toMatchObject({ sent: false, frozen: true });
  expect(desk.drafts.get("r", "reply")).toEqual(["Vraag"]);
  expect(await send()).toMatchObject({ sent: false, frozen: true });
  expect(await send()).toEqual({ sent: true });
  expect(put[1]).toEqual(put[0]);
  expect(put[2]).toEqual(put[0]);
});

test("A_false_receipt_is_no_receipt_and_the_same_bytes_wait", async () => {
  const { desk, send } = await scene(["false-receipt", "accept"]);
  expect(await send()).toMatchObject({ sent: false, frozen: true });
  expect(desk.drafts.any).toBe(true);
  expect(await send()).toEqual({ sent: true });
  expect(put[1]).toEqual(put[0]);
});

test("A_stale_list_is_read_anew_and_the_words_are_sealed_once_more", async () => {
  const { send, anew } = await scene([21, "accept"]);
  expect(await send()).toEqual({ sent: true });
  expect(anew()).toBe(1);
  expect(put[1]).not.toEqual(put[0]);
});

test("Two_refusals_in_a_row_end_in_words_and_the_draft_stays", async () => {
  const { desk, send } = await scene([22, 22]);
  expect(await send()).toMatchObject({ sent: false, frozen: false });
  expect(put).toHaveLength(2);
  expect(desk.drafts.any).toBe(true);
  expect(desk.outbox.any).toBe(false);
});

test("A_busy_host_keeps_the_bytes_and_a_refusal_lets_them_go", async () => {
  const busy = await scene([31]);
  expect(await busy.send()).toMatchObject({ sent: false, frozen: true });
  expect(busy.desk.outbox.any).toBe(true);
  const refused = await scene([5]);
  expect(await refused.send()).toMatchObject({ sent: false, frozen: false });
  expect(refused.desk.outbox.any).toBe(false);
});

test("Every_code_of_the_closed_list_has_a_next_step", () => {
  expect([0, 1, 8, 20, 21, 22, 23, 30, 33].map(nextStep)).toEqual(["accepted", "give-up", "give-up", "seal-anew", "seal-anew", "seal-anew", "give-up", "same-bytes", "same-bytes"]);
});

test("An_identifier_that_is_taken_is_drawn_anew_and_a_stale_one_is_kept", async () => {
  const objectId = (bytes: Bytes) => Buffer.from(parseObject(bytes).header.objectId).toString("hex");
  const taken = await scene([20, "accept"]);
  expect(await taken.send()).toEqual({ sent: true });
  expect(objectId(put[1]!)).not.toBe(objectId(put[0]!));
  const stale = await scene([21, "accept"]);
  expect(await stale.send()).toEqual({ sent: true });
  expect(objectId(put[1]!)).toBe(objectId(put[0]!));
});

test("Without_a_receipt_the_object_must_be_there_when_the_case_is_read_again", async () => {
  const there = await scene(["no-receipt"]);
  expect(await there.send()).toEqual({ sent: true });
  const swallowed = await scene(["swallowed"]);
  expect(await swallowed.send()).toMatchObject({ sent: false, frozen: true });
  expect(swallowed.desk.drafts.any).toBe(true);
});

test("Files_that_the_host_does_not_hold_are_told_apart_from_every_other_refusal", async () => {
  const missing = await scene([10]);
  expect(await missing.send()).toMatchObject({ sent: false, frozen: false, filesLost: true });
  expect(missing.desk.outbox.any).toBe(false);
  const other = await scene([2]);
  expect(await other.send()).not.toHaveProperty("filesLost");
});
