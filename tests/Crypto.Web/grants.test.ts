import { beforeAll, describe, expect, it } from "vitest";
import {
  createSecret, mayBeGranted, openCase, openMailbox, Role, sealGrant, sealOfficerObject, sealReport, sealReporterMessage,
  type Bytes, type Directory, type DirectoryHistory, type OfficerContent, type OpenedCase,
} from "@integrity-channel/crypto";
import { readContent } from "../../src/Crypto/Web/content.ts";
import { encodeGrant } from "../../src/Crypto/Web/grantcontent.ts";
import { keyIdOf, KeyType } from "../../src/Crypto/Web/hash.ts";
import { recipientsInCase } from "../../src/Crypto/Web/officersealing.ts";
import { parseObject } from "../../src/Crypto/Web/sealedobject.ts";
import { finishSealing, nextInChain, officerKeys } from "../../src/Crypto/Web/sealing.ts";
import { Host, Organisation, today, type TestOfficer } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("grants");
const newcomer = organisation.createOfficer(Role.responsible);
const second = organisation.createOfficer(Role.deputy);
organisation.officers.push(newcomer, second);
const [responsible, deputy, confidant] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const entropy = new SeededEntropy("grants/objects");
const story = "Er verdwijnt geld uit de kas";
let directory: Directory;
let history: DirectoryHistory;

beforeAll(() => {
  directory = organisation.directory();
  history = organisation.history();
});

async function start(): Promise<{ host: Host; secret: Bytes }> {
  const secret = createSecret(entropy);
  const report = await sealReport({ directory, day: today, secret, recipients: [responsible.id, deputy.id], excluded: [confidant.id], recovery: true, answers: [{ question: 1, text: story }], locale: "nl", entropy });
  const host = new Host();
  host.put(report.bytes);
  return { host, secret };
}

const open = (host: Host, officer: TestOfficer) => openCase(host.list(officer.id), organisation.vault(officer), history);

async function grantFor(host: Host, granter: TestOfficer, to: TestOfficer, reason = "Neemt het dossier over") {
  const list = host.list(granter.id);
  return sealGrant({ vault: organisation.vault(granter), caseFile: await open(host, granter), list, directory, newcomer: to.id, reason, day: today, entropy });
}

async function grant(host: Host, granter: TestOfficer, to: TestOfficer): Promise<void> {
  host.grant((await grantFor(host, granter, to)).request);
}

async function write(host: Host, officer: TestOfficer, content: OfficerContent, caseFile?: OpenedCase) {
  const sealed = await sealOfficerObject({ vault: organisation.vault(officer), caseFile: caseFile ?? await open(host, officer), directory, content, day: today, entropy });
  host.put(sealed.bytes);
  return sealed;
}

async function message(host: Host, secret: Bytes, text: string) {
  const mailbox = await openMailbox(host.answer(), secret, history);
  const sealed = await sealReporterMessage({ directory, day: today, secret, mailbox, text, entropy });
  host.put(sealed.bytes);
  return sealed;
}

/** A kind-8 object as no honest client writes it, put without wraps of earlier objects. */
async function forge(host: Host, granter: TestOfficer, to: Bytes, change: { scope?: number; sealed?: boolean; keyId?: Bytes } = {}): Promise<void> {
  const vault = organisation.vault(granter);
  const caseFile = await open(host, granter);
  const key = officerKeys(directory, [to])[0];
  const recipients = [...recipientsInCase(caseFile, directory, 8, entropy).filter(({ who }) => who !== to), ...(change.sealed === false || key === undefined ? [] : [key])];
  const content = encodeGrant({ kind: 8, newcomer: to, keyId: change.keyId ?? key?.keyId ?? entropy.fill(16), scope: change.scope ?? 1, objectIds: [], reason: "x" });
  const placed = { kind: 8 as const, reporter: null, ...nextInChain(caseFile.heads, vault.officerId, 0) };
  const sealed = await finishSealing({ directory, day: today, reportId: caseFile.reportId, start: placed, content, recipients, signingSeed: vault.signingSeed, entropy, earlier: undefined, container: undefined });
  host.put(sealed.bytes);
}

describe("a grant", () => {
  it("lets_a_newcomer_read_all_there_was_and_write_and_everybody_sees_it", async () => {
    const { host, secret } = await start();
    await write(host, responsible, { kind: 4, text: "Ontvangen." });
    await write(host, deputy, { kind: 7, type: 1, text: "Nakijken.", archive: null });
    await message(host, secret, "Sinds maart.");
    await grant(host, responsible, newcomer);

    const theirs = await open(host, newcomer);
    expect(theirs.items.map((item) => item.state)).toEqual(theirs.items.map(() => "opened"));
    expect(theirs.items[0]!.content).toMatchObject({ kind: 1, answers: [{ text: story }] });
    expect(theirs.items.some(({ content }) => content?.kind === 7)).toBe(true);
    expect(theirs.recipients).toEqual([responsible.id, deputy.id, newcomer.id]);
    expect(theirs.excluded).toEqual([confidant.id]);

    await write(host, newcomer, { kind: 3, text: "Ik neem het over." });
    await message(host, secret, "Dank u.");
    for (const officer of [responsible, deputy, newcomer]) {
      const caseFile = await open(host, officer);
      expect(caseFile.recipients).toEqual([responsible.id, deputy.id, newcomer.id]);
      expect(caseFile.items.every(({ state }) => state === "opened")).toBe(true);
      expect(caseFile.items.at(-1)!.content).toMatchObject({ kind: 2, text: "Dank u." });
    }
    // No host hands a note to the reporter.
    const mailbox = await openMailbox(host.answer((index) => index === 2 ? "absent" : "whole"), secret, history);
    expect(mailbox.items.map(({ state }) => state)).toEqual(["sent", "opened", "sent", "opened", "opened", "sent"]);
    expect(mailbox.items.find(({ content }) => content?.kind === 8)).toMatchObject({ putDay: today, content: { newcomer: newcomer.id, scope: 1, reason: "Neemt het dossier over" } });
    expect(mailbox.recipients).toContainEqual(newcomer.id);
  });

  it("is_sealed_to_everybody_in_the_case_the_reporter_recovery_and_the_newcomer", async () => {
    const { host } = await start();
    const { header } = parseObject((await grantFor(host, deputy, newcomer)).object.bytes);
    expect(header.recipients.map(({ who }) => who)).toEqual([responsible.id, deputy.id, new Uint8Array(16), new Uint8Array(16).fill(255), newcomer.id]);
  });

  it("may_be_given_on_by_a_newcomer_and_then_the_chain_of_grants_is_followed", async () => {
    const { host } = await start();
    await grant(host, responsible, newcomer);
    await grant(host, newcomer, second);
    const caseFile = await open(host, second);
    expect(caseFile.recipients).toEqual([responsible.id, deputy.id, newcomer.id, second.id]);
    expect(caseFile.items.every(({ state }) => state === "opened")).toBe(true);
  });

  it("I-27 is_never_made_for_someone_left_out_whatever_the_server_lists", async () => {
    const { host } = await start();
    const caseFile = await open(host, responsible);
    expect(directory.officers.some(({ id, kem }) => Buffer.compare(id, confidant.id) === 0 && kem !== null)).toBe(true);
    expect(mayBeGranted(caseFile, directory, confidant.id)).toBe(false);
    await expect(grantFor(host, responsible, confidant)).rejects.toThrow("not-a-recipient");
    expect(mayBeGranted({ ...caseFile, excluded: null }, directory, newcomer.id)).toBe(false);
    expect(mayBeGranted(caseFile, directory, deputy.id)).toBe(false);
    expect(mayBeGranted(caseFile, directory, entropy.fill(16))).toBe(false);
    expect(mayBeGranted(caseFile, directory, newcomer.id)).toBe(true);
  });

  it("I-27 is_void_when_a_dishonest_colleague_made_it_for_someone_left_out", async () => {
    const { host } = await start();
    await forge(host, responsible, confidant.id);
    const caseFile = await open(host, deputy);
    expect(caseFile.recipients).toEqual([responsible.id, deputy.id]);
    const reply = await write(host, deputy, { kind: 3, text: "Niet voor wie uitgesloten is." });
    expect(parseObject(reply.bytes).header.recipients.map(({ who }) => who)).not.toContainEqual(confidant.id);
  });

  it("I-27 would_let_in_whoever_is_left_out_where_a_reader_forgot_that_list", async () => {
    const { host, secret } = await start();
    await forge(host, responsible, confidant.id);
    // The reporter's code opens no report, so only the officers' pages know who was left out: the page shows who joined.
    expect((await openMailbox(host.answer(), secret, history)).recipients).toContainEqual(confidant.id);
  });

  it.each([
    ["of_scope_2", { scope: 2 }],
    ["not_sealed_to_the_newcomer", { sealed: false }],
    ["naming_another_key", { keyId: new Uint8Array(16).fill(3) }],
  ])("lets_nobody_in_when_%s", async (_name, change) => {
    const { host } = await start();
    await forge(host, responsible, newcomer.id, change);
    expect((await open(host, deputy)).recipients).toEqual([responsible.id, deputy.id]);
  });

  it("lets_nobody_in_who_stands_in_no_directory_or_by_the_hand_of_a_stranger", async () => {
    const { host } = await start();
    await forge(host, responsible, entropy.fill(16));
    expect((await open(host, deputy)).recipients).toEqual([responsible.id, deputy.id]);
    const vault = organisation.vault(second);
    const caseFile = { ...await open(host, responsible), recipients: [second.id] };
    await expect(sealGrant({ vault, caseFile, list: host.list(responsible.id), directory, newcomer: newcomer.id, reason: "", day: today, entropy })).rejects.toThrow("wrong-key");
  });

  it("does_not_cover_what_a_newcomer_wrote_before_knowing_of_it", async () => {
    const { host } = await start();
    const before = await open(host, responsible);
    await grant(host, responsible, newcomer);
    // As if the newcomer had written without having seen the grant.
    const blind = { ...before, recipients: [...before.recipients, newcomer.id] };
    await write(host, newcomer, { kind: 3, text: "Te vroeg." }, blind);
    const found = (await open(host, deputy)).items.find(({ kind }) => kind === 3);
    expect(found).toMatchObject({ state: "not-from-your-officers", content: null });
  });

  it("is_refused_where_the_report_itself_does_not_open_or_the_own_chain_is_hidden", async () => {
    const { host } = await start();
    await write(host, responsible, { kind: 4, text: "Ontvangen." });
    const vault = organisation.vault(responsible);
    const caseFile = await open(host, responsible);
    const without = host.list(responsible.id, (index) => index === 0 ? "stub" : "whole");
    await expect(sealGrant({ vault, caseFile, list: without, directory, newcomer: newcomer.id, reason: "", day: today, entropy })).rejects.toThrow("wrong-key");
    const hidden = { ...caseFile, missing: [{ author: responsible.id, stream: 0, seq: 4, hash: new Uint8Array(32) }] };
    await expect(sealGrant({ vault, caseFile: hidden, list: host.list(responsible.id), directory, newcomer: newcomer.id, reason: "", day: today, entropy })).rejects.toThrow("wrong-chain");
  });

  it("has_one_way_only_to_be_written", () => {
    const keyId = keyIdOf(KeyType.xwing, newcomer.ek.publicKey);
    const content = { kind: 8 as const, newcomer: newcomer.id, keyId, scope: 1, objectIds: [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)], reason: "Waarom" };
    expect(readContent(8, encodeGrant(content))).toEqual(content);
    expect(() => encodeGrant({ ...content, objectIds: content.objectIds.toReversed() })).toThrow("not-canonical");
    expect(() => encodeGrant({ ...content, scope: 3 })).toThrow("malformed");
    const bytes = encodeGrant(content);
    bytes[32] = 0;
    expect(() => readContent(8, bytes)).toThrow("malformed");
    expect(() => readContent(8, encodeGrant(content).slice(0, -1))).toThrow();
  });
});
