import { beforeAll, describe, expect, it } from "vitest";
import {
  Action, createSecret, deriveCodeKeys, mayBeGranted, openCase, openMailbox, order, sealOfficerObject, sealReport, sealReporterMessage, signControl, signRemoval,
  type Bytes, type ControlContent, type Directory, type DirectoryHistory, type OpenedCase,
} from "@integrity-channel/crypto";
import { readContent } from "../../src/Crypto/Web/content.ts";
import { encodeControl } from "../../src/Crypto/Web/controlcontent.ts";
import { hex } from "../../src/Crypto/Web/bytes.ts";
import { parseObject, verifyObject } from "../../src/Crypto/Web/sealedobject.ts";
import { craftClear } from "./craft.ts";
import { hashOfDirectory, Host, Organisation, today, type TestOfficer } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("controls");
const [responsible, deputy, confidant] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const entropy = new SeededEntropy("controls/objects");
const hash = new Uint8Array(32).fill(4);
let directory: Directory;
let history: DirectoryHistory;

beforeAll(() => {
  directory = organisation.directory();
  history = organisation.history();
});

async function start(): Promise<{ host: Host; secret: Bytes }> {
  const secret = createSecret(entropy);
  const report = await sealReport({ directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [confidant.id], recovery: true, answers: [{ question: 1, text: "x" }], locale: "nl", entropy });
  const host = new Host();
  host.put(report.bytes);
  return { host, secret };
}

const open = (host: Host, officer: TestOfficer) => openCase(host.list(officer.id), organisation.vault(officer), history);
const mailboxOf = (host: Host, secret: Bytes, choose?: (index: number) => "whole" | "stub") => openMailbox(host.answer(choose), secret, history);

async function reply(host: Host, officer: TestOfficer, text = "Sinds wanneer?", caseFile?: OpenedCase) {
  const sealed = await sealOfficerObject({ vault: organisation.vault(officer), caseFile: caseFile ?? await open(host, officer), directory, content: { kind: 3, text }, day: today, entropy });
  host.put(sealed.bytes);
  return sealed;
}

async function control(host: Host, officer: TestOfficer, content: ControlContent, caseFile?: OpenedCase) {
  const signed = signControl({ vault: organisation.vault(officer), caseFile: caseFile ?? await open(host, officer), directory, order: content, day: today, entropy });
  host.put(signed.bytes);
  return signed;
}

describe("a removal of answers", () => {
  it("leaves_a_stub_that_says_so_for_the_reporter_and_everything_for_officers", async () => {
    const { host, secret } = await start();
    const first = await reply(host, responsible);
    await reply(host, deputy);
    const signed = signRemoval({ directory, day: today, secret, mailbox: await mailboxOf(host, secret), answers: [first.objectId, first.objectId], entropy });
    host.put(signed.bytes);
    const parsed = parseObject(signed.bytes);
    verifyObject(parsed, deriveCodeKeys(secret, organisation.orgId).auth.publicKey);
    expect(readContent(10, parsed.body)).toEqual({ kind: 10, objectIds: [first.objectId] });

    const mailbox = await mailboxOf(host, secret, (index) => index === 1 ? "stub" : "whole");
    expect(mailbox.items.filter(({ kind }) => kind === 3).map(({ state }) => state)).toEqual(["removed", "opened"]);
    expect(mailbox.missing).toEqual([]);
    expect((await open(host, deputy)).items.every(({ state }) => state === "opened")).toBe(true);
    expect((await mailboxOf(host, secret, (index) => index === 2 ? "stub" : "whole")).items.filter(({ kind }) => kind === 3).map(({ state }) => state)).toContain("withheld");
  });

  it("names_replies_of_the_own_mailbox_only", async () => {
    const { host, secret } = await start();
    const mailbox = await mailboxOf(host, secret);
    expect(() => signRemoval({ directory, day: today, secret, mailbox, answers: [], entropy })).toThrow("malformed");
    expect(() => signRemoval({ directory, day: today, secret, mailbox, answers: [entropy.fill(16)], entropy })).toThrow("malformed");
  });
});

describe("a removal of an officer", () => {
  it("I-27 ends_what_is_sealed_to_that_officer_and_the_reporter_sees_who_went", async () => {
    const { host, secret } = await start();
    await reply(host, deputy, "Nog vóór het vertrek.");
    await control(host, responsible, order(Action.removeRecipient, { subject: deputy.id, reason: 7 }));
    const later = await reply(host, responsible, "Daarna.");
    const mailbox = await mailboxOf(host, secret);
    const message = await sealReporterMessage({ directory, day: today, secret, mailbox, text: "Dank u.", entropy });
    for (const { bytes } of [later, message]) expect(parseObject(bytes).header.recipients.map(({ who }) => who)).not.toContainEqual(deputy.id);
    const caseFile = await open(host, responsible);
    for (const side of [caseFile, mailbox]) expect([side.recipients, side.removed]).toEqual([[responsible.id], [deputy.id]]);
    expect(mailbox.items.every(({ state }) => state === "opened" || state === "sent")).toBe(true);
    expect(mayBeGranted(caseFile, directory, deputy.id)).toBe(false);
  });

  it("I-27 would_be_missed_by_a_client_that_did_not_see_it", async () => {
    const { host } = await start();
    const before = await open(host, responsible);
    await control(host, responsible, order(Action.removeRecipient, { subject: deputy.id }));
    const blind = await reply(host, responsible, "x", before);
    expect(parseObject(blind.bytes).header.recipients.map(({ who }) => who)).toContainEqual(deputy.id);
  });

  it("I-08 makes_a_stranger_of_whoever_writes_after_it", async () => {
    const { host, secret } = await start();
    await reply(host, deputy, "Gezien.");
    const before = await open(host, deputy);
    await control(host, responsible, order(Action.removeRecipient, { subject: deputy.id }));
    await reply(host, deputy, "Te laat.", before);
    const states = (items: OpenedCase["items"]) => items.filter(({ kind }) => kind === 3).map(({ state }) => state).sort();
    expect(states((await open(host, responsible)).items)).toEqual(["not-from-your-officers", "opened"]);
    expect(states((await mailboxOf(host, secret)).items)).toEqual(["not-from-your-officers", "opened"]);
  });

  it("is_void_for_the_last_one_and_when_the_remover_was_removed_first", async () => {
    const { host, secret } = await start();
    const before = await open(host, deputy);
    await control(host, responsible, order(Action.removeRecipient, { subject: deputy.id }));
    await control(host, deputy, order(Action.removeRecipient, { subject: responsible.id }), before);
    expect((await mailboxOf(host, secret)).recipients).toHaveLength(1);
    const alone = await open(host, responsible);
    expect(() => signControl({ vault: organisation.vault(responsible), caseFile: { ...alone, recipients: [responsible.id] }, directory, order: order(Action.removeRecipient, { subject: responsible.id }), day: today, entropy })).toThrow("not-a-recipient");
  });
});

describe("an order", () => {
  it("to_erase_names_what_may_go_and_is_called_removed_once_a_colleague_agreed", async () => {
    const { host, secret } = await start();
    const answer = await reply(host, responsible);
    const erase = await control(host, responsible, order(Action.erase, { objects: [answer.objectId], reason: 5 }));
    const stubbed = (index: number) => index === 1 ? "stub" as const : "whole" as const;
    const state = async () => (await mailboxOf(host, secret, stubbed)).items.find(({ kind }) => kind === 3)!.state;
    expect(await state()).toBe("withheld");
    await control(host, deputy, order(Action.confirm, { target: erase.objectHash }));
    expect(await state()).toBe("removed");

    const vault = organisation.vault(responsible);
    const caseFile = await open(host, responsible);
    const refuse = (content: ControlContent, why: string) => expect(() => signControl({ vault, caseFile, directory, order: content, day: today, entropy })).toThrow(why);
    refuse(order(Action.confirm, { target: erase.objectHash }), "wrong-chain");
    refuse(order(Action.release, { target: erase.objectHash }), "wrong-chain");
    refuse(order(Action.erase, { objects: [caseFile.items[0]!.header.objectId] }), "malformed");
    refuse(order(Action.removeRecipient, { subject: confidant.id }), "not-a-recipient");
  });

  it("to_erase_or_release_counts_only_from_responsible_and_deputy", async () => {
    const secret = createSecret(entropy);
    const report = await sealReport({ directory, day: today, secret, recipients: [responsible.id, confidant.id], excluded: [], recovery: true, answers: [], locale: "nl", entropy });
    const host = new Host();
    host.put(report.bytes);
    const caseFile = await open(host, confidant);
    const vault = organisation.vault(confidant);
    expect(() => signControl({ vault, caseFile, directory, order: order(Action.erase), day: today, entropy })).toThrow("not-an-officer");
    // As a dishonest client would sign it.
    const place = { orgId: organisation.orgId, dirSeq: 1, directoryHash: hashOfDirectory(organisation.directoryBytes()), day: today, reportId: report.reportId };
    host.put(craftClear(place, 9, { id: confidant.id, signing: confidant.isk }, encodeControl(order(Action.erase)), { seen: caseFile.heads }, entropy));
    expect((await open(host, responsible)).items.find(({ kind }) => kind === 9)).toMatchObject({ state: "not-from-your-officers", content: null });
  });

  it("has_one_way_only_to_be_written", () => {
    const ids = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    const all = [order(Action.retainUntil, { day: 1 }), order(Action.hold, { reason: 8 }), order(Action.erase, { objects: ids }), order(Action.receivedEarlier, { day: 9, reason: 5 }), order(Action.objectTo, { target: hash })];
    for (const content of all) expect(hex(encodeControl(readContent(9, encodeControl(content)) as ControlContent))).toBe(hex(encodeControl(content)));
    expect(() => encodeControl(order(Action.erase, { objects: ids.toReversed() }))).toThrow("not-canonical");
    for (const wrong of [order(Action.retainUntil), order(Action.hold, { day: 1 }), order(Action.confirm), order(Action.receivedEarlier, { day: 1 }), order(Action.removeRecipient)]) {
      expect(() => encodeControl(wrong)).toThrow("malformed");
    }
  });
});
