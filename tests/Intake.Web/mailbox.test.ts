import { beforeEach, describe, expect, it } from "vitest";
import {
  Action, createSecret, openCase, openMailbox, order, sealOfficerObject, sealReport, sealReporterMessage, signControl, type Bytes, type ControlContent, type OfficerContent, type OpenedMailbox,
} from "@integrity-channel/crypto";
import { answerReaders } from "../../src/Intake/Web/flow/visit.ts";
import { chainWarning, factsOf, inThread, isNew } from "../../src/Intake/Web/mailbox/reading.ts";
import { Host, Organisation, today } from "../Crypto.Web/organisation.ts";
import { SeededEntropy } from "../Crypto.Web/seededentropy.ts";

const organisation = new Organisation("mailbox view");
const [responsible, deputy] = organisation.officers as [typeof organisation.officers[0], typeof organisation.officers[0]];
const directory = organisation.directory();
const history = organisation.history();
const entropy = new SeededEntropy("mailbox view/objects");
let host: Host;
let secret: Bytes;

beforeEach(async () => {
  host = new Host();
  secret = createSecret(entropy);
  const report = await sealReport({
    directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [], recovery: false, answers: [{ question: 1, text: "Iets" }], locale: "nl", entropy,
  });
  host.put(report.bytes);
});

const open = (choose?: Parameters<Host["answer"]>[0]): Promise<OpenedMailbox> => openMailbox(host.answer(choose), secret, history);

async function write(content: OfficerContent, day = today): Promise<void> {
  const vault = organisation.vault(responsible);
  const caseFile = await openCase(host.list(responsible.id), vault, history);
  host.put((await sealOfficerObject({ vault, caseFile, directory, content, day, entropy })).bytes, day);
}

async function answer(): Promise<void> {
  host.put((await sealReporterMessage({ directory, day: today, secret, mailbox: await open(), text: "Ja", entropy })).bytes);
}

async function give(content: ControlContent): Promise<void> {
  const vault = organisation.vault(responsible);
  const caseFile = await openCase(host.list(responsible.id), vault, history);
  host.put(signControl({ vault, caseFile, directory, order: content, day: today, entropy }).bytes);
}

describe("the orders in a mailbox", () => {
  it("move_the_day_of_receipt_to_an_earlier_one_and_never_to_a_later_one", async () => {
    await give(order(Action.receivedEarlier, { day: today + 3, reason: 2 }));
    expect(factsOf(await open()).received).toBe(today);
    await give(order(Action.receivedEarlier, { day: today - 5, reason: 1 }));
    expect(factsOf(await open()).received).toBe(today - 5);
  });

  it("show_in_the_thread_only_who_no_longer_reads", async () => {
    await give(order(Action.hold, { reason: 1 }));
    await give(order(Action.removeRecipient, { subject: deputy.id }));
    const shown = (await open()).items.filter(inThread).map(({ content }) => content?.kind === 9 ? content.subject : null).filter((subject) => subject !== null);
    expect(shown).toEqual([deputy.id]);
  });
});

describe("the facts of a mailbox", () => {
  it("begin_with_the_day_of_receipt_and_nothing_else", async () => {
    expect(factsOf(await open())).toEqual({ received: today, acknowledged: null, feedback: null, today });
  });

  it("take_the_first_acknowledgement_and_the_first_feedback", async () => {
    await write({ kind: 4, text: "Ontvangen" }, today + 2);
    await write({ kind: 5, action: "We kijken na", grounds: "De wet" }, today + 3);
    expect(factsOf(await open())).toMatchObject({ acknowledged: { day: today + 2, byChannel: false }, feedback: today + 3 });
  });

  it("count_the_notice_of_the_channel_as_an_acknowledgement", async () => {
    const { reportId, heads } = await open();
    host.put(organisation.notice({ directory, reportId, seq: 0, prev: new Uint8Array(32), seen: heads, day: today + 1 }), today + 1);
    expect(factsOf(await open()).acknowledged).toEqual({ day: today + 1, byChannel: true });
  });

  it("do_not_count_an_acknowledgement_that_the_host_did_not_hand_out", async () => {
    await write({ kind: 4, text: "Ontvangen" });
    expect(factsOf(await open((index) => (index === 1 ? "stub" : "whole"))).acknowledged).toBeNull();
  });
});

describe("the dialogue", () => {
  it("shows_own_messages_withheld_and_calls_new_only_what_came_after_the_last_own_message", async () => {
    await write({ kind: 3, text: "Een vraag" });
    const before = await open();
    expect(before.items.filter(inThread).map((item) => [item.by, item.content === null, isNew(item, before)])).toEqual([["reporter", true, false], ["officer", false, false]]);
    await answer();
    await write({ kind: 3, text: "Dank u" });
    const after = await open();
    expect(after.items.filter((item) => isNew(item, after)).map((item) => (item.content?.kind === 3 ? item.content.text : null))).toEqual(["Dank u"]);
  });

  it("warns_when_a_message_is_missing_and_not_otherwise", async () => {
    await write({ kind: 3, text: "Een vraag" });
    await write({ kind: 3, text: "Nog een vraag" });
    expect(chainWarning(await open())).toBeNull();
    expect(chainWarning(await open((index) => (index === 1 ? "absent" : "whole")))).toBe("missing");
  });

  it("seals_an_answer_to_those_who_can_still_read_and_names_the_others", async () => {
    const mailbox = await open();
    const keyless = organisation.directory(organisation.document({ certificates: [organisation.certificate(responsible)] }));
    const { read, gone } = answerReaders(mailbox, keyless);
    expect([read.map((officer) => officer.role), gone.map((officer) => officer?.role)]).toEqual([[responsible.role], [deputy.role]]);
  });
});
