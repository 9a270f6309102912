import { beforeAll, describe, expect, it } from "vitest";
import {
  createSecret, openCase, openDecision, openMailbox, readPutAnswer, ReporterAct, sealOfficerObject, sealReport, sealReporterMessage,
  verifyReceipt, type Bytes, type Directory, type DirectoryHistory, type OfficerContent, type SealedForPut,
} from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { entryOf, Host, Organisation, padAnswer, today } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const answers = [{ question: 1, text: "Er verdwijnt geld uit de kas — één briefje per week 💶" }, { question: 6, text: "yes" }];
const organisation = new Organisation("dialogue");
const [responsible, deputy, confidant] = organisation.officers as [typeof organisation.officers[0], typeof organisation.officers[0], typeof organisation.officers[0]];
const entropy = new SeededEntropy("dialogue/objects");
let directory: Directory;
let history: DirectoryHistory;

beforeAll(() => {
  directory = organisation.directory();
  history = organisation.history();
});

interface Started { host: Host; secret: Bytes; report: SealedForPut }

async function start(change: { recipients?: Bytes[]; excluded?: Bytes[]; recovery?: boolean } = {}): Promise<Started> {
  const secret = createSecret(entropy);
  const report = await sealReport({
    directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [confidant.id], recovery: true, answers,
    locale: "nl", entropy, ...change,
  });
  const host = new Host();
  host.put(report.bytes);
  return { host, secret, report };
}

async function write(host: Host, officer: typeof responsible, content: OfficerContent): Promise<SealedForPut> {
  const vault = organisation.vault(officer);
  const caseFile = await openCase(host.list(officer.id), vault, history);
  const sealed = await sealOfficerObject({ vault, caseFile, directory, content, day: today, entropy });
  host.put(sealed.bytes);
  return sealed;
}

async function message(host: Host, secret: Bytes, text: string): Promise<SealedForPut> {
  const mailbox = await openMailbox(host.answer(), secret, history);
  const sealed = await sealReporterMessage({ directory, day: today, secret, mailbox, text, act: ReporterAct.question, entropy });
  host.put(sealed.bytes);
  return sealed;
}

describe("a report", () => {
  it("is_read_by_the_officers_it_was_sealed_to", async () => {
    const { host } = await start();
    for (const officer of [responsible, deputy]) {
      const caseFile = await openCase(host.list(officer.id), organisation.vault(officer), history);
      expect(caseFile.items).toHaveLength(1);
      expect(caseFile.items[0]).toMatchObject({ state: "opened", by: "reporter", content: { kind: 1, answers, locale: "nl", recoveryRefused: false } });
      expect(caseFile.excluded).toEqual([confidant.id]);
      expect(caseFile.recovery).toBe(true);
    }
  });

  it("cannot_be_opened_by_an_officer_it_was_not_sealed_to", async () => {
    const { host } = await start();
    const vault = organisation.vault(confidant);
    const stolen = await openCase(host.list(responsible.id), vault, history);
    expect(stolen.items[0]).toMatchObject({ state: "cannot-be-opened", failure: "wrong-key", content: null });
    const own = await openCase(host.list(confidant.id), vault, history);
    expect(own.items[0]).toMatchObject({ state: "withheld", content: null });
  });

  it("is_about_thirteen_kilobytes_for_three_officers_and_recovery", async () => {
    const { report } = await start({ recipients: [responsible.id, deputy.id, confidant.id], excluded: [] });
    expect(report.bytes.length).toBeGreaterThan(13_000);
    expect(report.bytes.length).toBeLessThan(14_000);
    expect(parseObject(report.bytes).header.recipients).toHaveLength(4);
  });

  it("is_refused_before_sealing_to_someone_left_out_unknown_or_nobody", async () => {
    await expect(start({ excluded: [deputy.id] })).rejects.toThrow("not-a-recipient");
    await expect(start({ recipients: [entropy.fill(16)] })).rejects.toThrow("not-a-recipient");
    await expect(start({ recipients: [] })).rejects.toThrow("not-a-recipient");
  });

  it("keeps_its_identifiers_when_sealed_again_for_the_same_people_and_not_when_someone_is_dropped", async () => {
    const { report, secret } = await start();
    const input = { directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [], recovery: true, answers, locale: "nl", entropy, earlier: report };
    const same = await sealReport(input);
    expect(same.objectId).toEqual(report.objectId);
    expect(same.reportId).toEqual(report.reportId);
    expect(same.dek).toEqual(report.dek);
    const fewer = await sealReport({ ...input, recipients: [responsible.id] });
    expect(fewer.objectId).not.toEqual(report.objectId);
    expect(fewer.dek).not.toEqual(report.dek);
  });
});

describe("a dialogue", () => {
  it("goes_both_ways_and_stands_in_the_order_of_writing", async () => {
    const { host, secret } = await start();
    await write(host, responsible, { kind: 4, text: "Ontvangen." });
    await write(host, responsible, { kind: 3, text: "Sinds wanneer?" });
    await message(host, secret, "Sinds maart.");
    await write(host, deputy, { kind: 7, type: 1, text: "Nakijken.", archive: null });
    await write(host, deputy, { kind: 5, action: "Kas geteld.", grounds: "Tekort vastgesteld." });
    await write(host, responsible, { kind: 6, decision: 1, text: "Ontvankelijk." });

    const mailbox = await openMailbox(host.answer((index) => index === 0 || index === 3 ? "stub" : index === 4 ? "absent" : "whole"), secret, history);
    expect(mailbox.items.map((item) => [item.kind, item.state])).toEqual(
      [[1, "sent"], [4, "opened"], [3, "opened"], [2, "sent"], [5, "opened"], [6, "opened"]]);
    expect(mailbox.items[4]!.content).toEqual({ kind: 5, action: "Kas geteld.", grounds: "Tekort vastgesteld." });
    expect(mailbox.missing).toEqual([]);

    const caseFile = await openCase(host.list(responsible.id), organisation.vault(responsible), history);
    // What stands in stream 0 never names a note, so within a day a note may stand on either side of it.
    expect(caseFile.items.map((item) => [item.kind, item.state])).toEqual(
      [[1, "opened"], [4, "opened"], [3, "opened"], [2, "opened"], [5, "opened"], [7, "opened"], [6, "opened"]]);
    expect(caseFile.items[3]!.content).toMatchObject({ text: "Sinds maart.", act: ReporterAct.question });
  });

  it("gives_a_note_to_no_reporter_and_to_no_recovery", async () => {
    const { host } = await start();
    const note = await write(host, responsible, { kind: 7, type: 2, text: "Alleen voor ons.", archive: null });
    const { header } = parseObject(note.bytes);
    expect(header.recipients.map(({ who }) => who)).toEqual([responsible.id, deputy.id]);
    expect(header.stream).toBe(1);
  });

  it("names_the_reporter_and_every_other_chain_in_seen", async () => {
    const { host, secret, report } = await start();
    const acknowledgement = await write(host, responsible, { kind: 4, text: "Ontvangen." });
    const reply = await write(host, deputy, { kind: 3, text: "Dank." });
    const { header } = parseObject(reply.bytes);
    expect(header.seen).toContainEqual({ author: new Uint8Array(16), stream: 0, seq: 0, hash: report.objectHash });
    expect(header.seen).toContainEqual({ author: responsible.id, stream: 0, seq: 0, hash: acknowledgement.objectHash });
    const next = await message(host, secret, "Nog iets.");
    expect(parseObject(next.bytes).header).toMatchObject({ seq: 1, prev: report.objectHash });
    expect(parseObject(next.bytes).header.seen).toHaveLength(2);
  });

  it("I-27 never_reaches_an_officer_left_out_although_the_directory_lists_them", async () => {
    const { host, secret } = await start();
    const sent = [await write(host, responsible, { kind: 3, text: "x" }), await message(host, secret, "y")];
    for (const { bytes } of sent) {
      expect(parseObject(bytes).header.recipients.map(({ who }) => who)).not.toContainEqual(confidant.id);
    }
    await expect(write(host, confidant, { kind: 3, text: "z" })).rejects.toThrow("not-a-recipient");
  });

  it("shows_an_officer_from_outside_as_not_from_your_officers", async () => {
    const { host, secret } = await start();
    const vault = organisation.vault(confidant);
    const caseFile = { ...await openCase(host.list(responsible.id), organisation.vault(responsible), history), recipients: [responsible.id, confidant.id], excluded: [] };
    const forged = await sealOfficerObject({ vault, caseFile, directory, content: { kind: 3, text: "Zeg het mij." }, day: today, entropy });
    host.put(forged.bytes);
    const mailbox = await openMailbox(host.answer(), secret, history);
    expect(mailbox.items.at(-1)).toMatchObject({ state: "not-from-your-officers", content: null });
    expect(mailbox.recipients).toEqual([responsible.id, deputy.id]);
  });

  it("refuses_a_decision_by_a_confidant_and_half_a_feedback", async () => {
    const { host } = await start({ recipients: [responsible.id, confidant.id], excluded: [] });
    await expect(write(host, confidant, { kind: 6, decision: 1, text: "x" })).rejects.toThrow("not-an-officer");
    await expect(write(host, responsible, { kind: 5, action: "Iets", grounds: " " })).rejects.toThrow("malformed");
  });

  it("lets_a_list_of_cases_show_a_decision_by_itself_only_when_it_verifies_and_opens", async () => {
    const { host, report } = await start();
    const { bytes } = await write(host, responsible, { kind: 6, decision: 4, text: "Gesloten." });
    const entry = entryOf(bytes, today, deputy.id);
    const vault = organisation.vault(deputy);
    expect(await openDecision(entry, vault, history)).toEqual({ reportId: report.reportId, author: responsible.id, putDay: today, decision: 4 });
    expect(await openDecision(entry, organisation.vault(confidant), history)).toBeNull();
    expect(await openDecision(entryOf(report.bytes, today, deputy.id), vault, history)).toBeNull();
    entry[entry.length - 1]! ^= 1;
    expect(await openDecision(entry, vault, history)).toBeNull();
  });

  it("shows_the_channels_notice_and_says_that_the_channel_sent_it", async () => {
    const { host, secret, report } = await start();
    const seen = [{ author: new Uint8Array(16), stream: 0, seq: 0, hash: report.objectHash }];
    host.put(organisation.notice({ directory, reportId: report.reportId, seen, seq: 0, prev: new Uint8Array(32) }));
    const mailbox = await openMailbox(host.answer(), secret, history);
    expect(mailbox.items[1]).toMatchObject({ state: "opened", by: "channel", officer: null, content: { kind: 11, acknowledgeBy: today + 7 } });
    const reply = await write(host, responsible, { kind: 4, text: "Ook van ons." });
    expect(parseObject(reply.bytes).header.seen).toHaveLength(2);
  });
});

describe("a host that drops, rolls back or forks", () => {
  it("is_noticed_by_what_later_objects_name", async () => {
    const { host, secret } = await start();
    await write(host, responsible, { kind: 4, text: "a" });
    await write(host, responsible, { kind: 3, text: "b" });
    const mailbox = await openMailbox(host.answer((index) => index === 1 ? "absent" : "whole"), secret, history);
    expect(mailbox.items.map((item) => item.state)).toEqual(["sent", "missing-before"]);
    expect(mailbox.missing).toHaveLength(1);
  });

  it("is_noticed_by_what_the_vault_remembers", async () => {
    const { host } = await start();
    await write(host, responsible, { kind: 4, text: "a" });
    const vault = organisation.vault(deputy);
    const before = await openCase(host.list(deputy.id), vault, history);
    const remembering = { ...vault, reports: [before.memory] };
    const after = await openCase(host.list(deputy.id, (index) => index === 1 ? "absent" : "whole"), remembering, history);
    expect(after.missing).toHaveLength(1);
    expect(after.heads).toEqual(before.heads);
  });

  it("does_not_get_an_officer_to_fork_the_own_chain", async () => {
    const { host } = await start();
    await write(host, responsible, { kind: 4, text: "a" });
    const vault = organisation.vault(responsible);
    const before = await openCase(host.list(responsible.id), vault, history);
    const remembering = { ...vault, reports: [before.memory] };
    const caseFile = await openCase(host.list(responsible.id, (index) => index === 1 ? "absent" : "whole"), remembering, history);
    await expect(sealOfficerObject({ vault: remembering, caseFile, directory, content: { kind: 3, text: "b" }, day: today, entropy }))
      .rejects.toThrow("wrong-chain");
  });

  it("is_noticed_when_two_versions_of_one_place_exist", async () => {
    const { host, secret } = await start();
    const vault = organisation.vault(responsible);
    const caseFile = await openCase(host.list(responsible.id), vault, history);
    for (const text of ["a", "b"]) {
      host.put((await sealOfficerObject({ vault, caseFile, directory, content: { kind: 3, text }, day: today, entropy })).bytes);
    }
    const mailbox = await openMailbox(host.answer(), secret, history);
    expect(mailbox.items.map((item) => item.state)).toEqual(["sent", "forked", "forked"]);
  });

  it("cannot_make_a_removed_reply_look_like_anything_but_withheld", async () => {
    const { host, secret } = await start();
    await write(host, responsible, { kind: 3, text: "a" });
    const mailbox = await openMailbox(host.answer(() => "stub"), secret, history);
    expect(mailbox.items.map((item) => item.state)).toEqual(["sent", "withheld"]);
  });

  it("cannot_move_an_object_to_another_report_or_day", async () => {
    const one = await start();
    const two = await start();
    const reply = await write(two.host, responsible, { kind: 3, text: "a" });
    one.host.put(reply.bytes);
    const mailbox = await openMailbox(one.host.answer(), one.secret, history);
    expect(mailbox.items[1]).toMatchObject({ state: "not-from-your-officers", failure: "wrong-chain" });
    const late = await start();
    const host = new Host();
    host.put(late.report.bytes, today + 2);
    const shifted = await openMailbox(host.answer(), late.secret, history);
    expect(shifted.items[0]).toMatchObject({ state: "not-from-your-officers", failure: "wrong-directory" });
  });
});

describe("a code", () => {
  it("that_opens_nothing_is_a_bad_code_whatever_the_answer", async () => {
    const { host } = await start();
    const secret = createSecret(entropy);
    await expect(openMailbox(host.answer(), secret, history)).rejects.toThrow("bad-code");
    await expect(openMailbox(entropy.fill(32_768), secret, history)).rejects.toThrow("bad-code");
    await expect(openMailbox(padAnswer(new SicWriter().magic("sicL").u32(today).u32(0).u16(0).toBytes()), secret, history)).rejects.toThrow("bad-code");
  });
});

describe("a put answer", () => {
  it("holds_a_receipt_that_verifies_for_this_object_only", async () => {
    const { report } = await start();
    const receipt = organisation.receipt(report.objectHash);
    const bytes = concat(Uint8Array.of(0, 0), receipt, new Uint8Array(512 - 2 - receipt.length));
    const answer = readPutAnswer(bytes);
    if (answer.outcome !== "accepted") throw new Error("refused");
    expect(verifyReceipt(answer.receipt, directory, report.objectHash).putDay).toBe(today);
    expect(() => verifyReceipt(answer.receipt, directory, entropy.fill(32))).toThrow("wrong-chain");
    expect(() => verifyReceipt(organisation.receipt(report.objectHash, today - 20), directory, report.objectHash)).toThrow("wrong-key");
    expect(readPutAnswer(new SicWriter().u16(21).bytes(new Uint8Array(510)).toBytes())).toEqual({ outcome: "refused", code: 21 });
    expect(() => readPutAnswer(bytes.slice(1))).toThrow("malformed");
    expect(() => readPutAnswer(new SicWriter().u16(99).bytes(new Uint8Array(510)).toBytes())).toThrow("malformed");
  });
});
