import { describe, expect, it } from "vitest";
import { hex, type Directory } from "@integrity-channel/crypto";
import { allowedStep } from "../../src/Intake/Web/flow/steps.ts";
import { chooseReaders, someoneMayDecide } from "../../src/Intake/Web/flow/readers.ts";
import { answersOf } from "../../src/Intake/Web/flow/report.ts";
import { Memory } from "../../src/Intake/Web/memory.ts";
import { Organisation, today } from "../Crypto.Web/organisation.ts";

const organisation = new Organisation("reporter page");
const directory: Directory = organisation.directory();
const [responsible, deputy, confidant] = organisation.officers.map((officer) => hex(officer.id)) as [string, string, string];
const choose = (involved: string[], invited: string[] = []): ReturnType<typeof chooseReaders> => chooseReaders(directory, { involved: new Set(involved), invited: new Set(invited) });
const ids = (officers: readonly { id: Uint8Array }[]): string[] => officers.map((officer) => hex(officer.id as never));

describe("readers", () => {
  it("are_the_responsible_and_the_deputy_unless_something_else_was_chosen", () => {
    expect(ids(choose([]).read)).toEqual([responsible, deputy]);
  });

  it("include_a_confidant_only_when_picked_and_nobody_who_is_involved", () => {
    expect(ids(choose([], [confidant]).read)).toEqual([responsible, deputy, confidant]);
    const without = choose([deputy, confidant], [confidant]);
    expect([ids(without.read), ids(without.leftOut)]).toEqual([[responsible], [deputy, confidant]]);
  });

  it("are_not_enough_when_only_a_confidant_is_left", () => {
    expect(someoneMayDecide(choose([responsible], []))).toBe(true);
    expect(someoneMayDecide(choose([responsible, deputy], [confidant]))).toBe(false);
  });

  it("without_a_key_are_named_and_left_aside", () => {
    const keyless = organisation.directory(organisation.document({ certificates: [organisation.certificate(organisation.officers[0]!)] }));
    const chosen = chooseReaders(keyless, { involved: new Set(), invited: new Set() });
    expect([ids(chosen.read), ids(chosen.withoutKey)]).toEqual([[responsible], [deputy]]);
  });
});

describe("steps", () => {
  const keys = { state: "accepted", directory, warnings: [], day: today, latestDay: today } as const;

  it("lead_to_what_is_still_missing", () => {
    const memory = new Memory();
    expect(allowedStep("check", memory, { state: "loading" })).toBe("before");
    expect(allowedStep("check", memory, keys)).toBe("write");
    memory.draft.answers.story = "Iets";
    expect(allowedStep("check", memory, keys)).toBe("check");
    expect(allowedStep("send", memory, keys)).toBe("code");
    expect(allowedStep("mailbox", memory, keys)).toBe("open");
    expect(allowedStep("sent", memory, keys)).toBe("start");
  });

  it("stop_where_nobody_is_left_to_decide", () => {
    const memory = new Memory();
    memory.draft.involved = new Set([responsible, deputy]);
    expect(allowedStep("write", memory, keys)).toBe("before");
  });

  it("keep_an_uncertain_parcel_from_being_changed", () => {
    const memory = new Memory();
    memory.draft.answers.story = "Iets";
    memory.sending = { uncertain: true } as never;
    expect(allowedStep("write", memory, keys)).toBe("send");
    expect(allowedStep("code", memory, keys)).toBe("code");
  });

  it("return_to_the_receipt_after_sending", () => {
    const memory = new Memory();
    memory.sent = { receipt: new Uint8Array(142), day: today };
    expect(allowedStep("write", memory, keys)).toBe("sent");
  });
});

describe("memory", () => {
  it("asks_before_leaving_while_words_or_an_unsent_code_would_be_lost_and_forgets_everything_when_wiped", () => {
    const memory = new Memory();
    expect(memory.dirty).toBe(false);
    memory.draft.answers.where = "garage";
    expect(memory.dirty).toBe(true);
    const secret = new Uint8Array(16).fill(1);
    memory.code = { secret, groups: [], asked: 0, typed: "" };
    memory.wipe();
    expect([memory.dirty, memory.code, [...secret].some((byte) => byte !== 0)]).toEqual([false, null, false]);
  });

  it("seals_only_the_answers_that_were_given_and_always_whether_staff", () => {
    const memory = new Memory();
    memory.draft.answers = { story: "Wat", where: " ", who: "", check: "", category: "geld" };
    expect(answersOf(memory.draft)).toEqual([{ question: 1, text: "Wat" }, { question: 5, text: "geld" }, { question: 6, text: "unsaid" }]);
  });
});
