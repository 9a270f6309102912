import { beforeAll, describe, expect, it } from "vitest";
import {
  createSecret, openCase, openMailbox, Role, sealOfficerObject, sealReport, sealReporterMessage,
  type Bytes, type Directory, type DirectoryHistory, type OfficerContent,
} from "@integrity-channel/crypto";
import { allOnesId } from "../../src/Crypto/Web/bytes.ts";
import { ed25519KeyPair } from "../../src/Crypto/Web/primitives.ts";
import { openWrap, parseObject, wrapFor } from "../../src/Crypto/Web/sealedobject.ts";
import { officerKeys } from "../../src/Crypto/Web/sealing.ts";
import { Host, Organisation, today, type TestOfficer } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("recoveries");
const newcomer = organisation.createOfficer(Role.responsible);
organisation.officers.push(newcomer);
const [lost, deputy, leftOut] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const entropy = new SeededEntropy("recoveries/objects");
let directory: Directory;
let history: DirectoryHistory;

beforeAll(() => {
  directory = organisation.directory();
  history = organisation.history();
});

/** A report that the confidant must never read, its objects as stored, and the code. */
async function start(recovery = true, recipients = [lost.id]): Promise<{ host: Host; secret: Bytes; stored: Bytes[]; reportId: Bytes }> {
  const secret = createSecret(entropy);
  const report = await sealReport({ directory, day: today, secret, recipients, excluded: [leftOut.id], recovery, answers: [{ question: 1, text: "Er verdwijnt geld" }], locale: "nl", entropy });
  const host = new Host();
  host.put(report.bytes);
  return { host, secret, stored: [report.bytes], reportId: parseObject(report.bytes).header.reportId };
}

const open = (host: Host, officer: TestOfficer) => openCase(host.list(officer.id), organisation.vault(officer), history);
const mailbox = (host: Host, secret: Bytes) => openMailbox(host.answer(), secret, history);
const names = (ids: readonly Bytes[]) => ids.map((id) => organisation.officers.findIndex((officer) => Buffer.compare(officer.id, id) === 0));

async function write(host: Host, officer: TestOfficer, content: OfficerContent, stored: Bytes[] = []) {
  const sealed = await sealOfficerObject({ vault: organisation.vault(officer), caseFile: await open(host, officer), directory, content, day: today, entropy });
  host.put(sealed.bytes);
  stored.push(sealed.bytes);
}

/** What the machine without network does: opens each key with recovery and wraps it to the newcomer. */
function recover(host: Host, stored: readonly Bytes[], reportId: Bytes, to: TestOfficer): void {
  const [target] = officerKeys(directory, [to.id]);
  for (const bytes of stored) {
    const object = parseObject(bytes);
    const at = object.header.recipients.findIndex(({ who }) => Buffer.compare(who, allOnesId) === 0);
    if (at >= 0) host.wrap(object.header.objectId, to.id, wrapFor(object, target!, openWrap(object, object.wraps[at]!, organisation.recovery.seed), entropy));
  }
  host.recover(organisation.recoveryOf(reportId, to));
}

describe("recovery", () => {
  it("a_newcomer_reads_all_but_notes_and_writes_and_the_reporter_sees_who_came_in", async () => {
    const { host, secret, stored, reportId } = await start();
    await write(host, lost, { kind: 4, text: "Ontvangen" }, stored);
    await write(host, lost, { kind: 7, type: 1, text: "Nakijken", archive: null }, stored);
    recover(host, stored, reportId, newcomer);
    await write(host, newcomer, { kind: 3, text: "Ik neem het over" });

    const seen = await open(host, newcomer);
    const reporter = await mailbox(host, secret);
    expect(seen.items.map(({ kind, state }) => [kind, state]).sort()).toEqual([[1, "opened"], [3, "opened"], [4, "opened"], [7, "not-recovered"]]);
    expect(names(seen.recipients)).toEqual([0, 3]);
    expect(reporter.recoveries).toEqual([{ newcomer: newcomer.id, day: today, reason: 1, counts: true }]);
    expect(reporter.items.find(({ kind }) => kind === 3)!.state).toBe("opened");
    const message = await sealReporterMessage({ directory, day: today, secret, mailbox: reporter, text: "Dank u", entropy });
    expect(names(parseObject(message.bytes).header.recipients.map(({ who }) => who))).toContain(3);
  });

  it("I-27 nobody_whom_the_reporter_left_out_is_let_in_and_nothing_is_sealed_to_them", async () => {
    const { host, stored, reportId } = await start(true, [lost.id, deputy.id]);
    recover(host, stored, reportId, leftOut);
    await write(host, deputy, { kind: 3, text: "Dank u" }, stored);

    const seen = await open(host, lost);
    expect(names(seen.recipients)).toEqual([0, 1]);
    expect(seen.recoveries.map(({ counts }) => counts)).toEqual([false]);
    expect(names(parseObject(stored.at(-1)!).header.recipients.map(({ who }) => who))).not.toContain(2);
  });

  it("I-27 a_reader_who_cannot_know_whom_the_reporter_left_out_would_let_them_in", async () => {
    const { host, secret, stored, reportId } = await start();
    recover(host, stored, reportId, leftOut);
    expect(names((await mailbox(host, secret)).recipients)).toContain(2);
  });

  it.each([
    ["of_a_report_that_refused_recovery", false, {}],
    ["under_another_root", true, { root: ed25519KeyPair(new Uint8Array(32).fill(7)) }],
    ["of_a_directory_that_never_was", true, { directoryHash: new Uint8Array(32).fill(7) }],
    ["on_a_day_before_the_directory", true, { day: today - 20 }],
  ] as const)("a_statement_%s_lets_nobody_in", async (_name, allowed, change) => {
    const { host, secret, reportId } = await start(allowed);
    host.recover(organisation.recoveryOf(reportId, newcomer, change));
    const opened = await mailbox(host, secret);
    expect(names(opened.recipients)).toEqual([0]);
    expect(opened.recoveries.map(({ counts }) => counts)).toEqual([false]);
  });

  it("what_a_newcomer_wrote_before_the_day_of_the_recovery_is_not_from_the_officers", async () => {
    const { host, stored, reportId, secret } = await start();
    recover(host, stored, reportId, newcomer);
    await write(host, newcomer, { kind: 3, text: "Te vroeg" }, stored);
    const later = new Host();
    for (const bytes of stored) later.put(bytes);
    later.recover(organisation.recoveryOf(reportId, newcomer, { day: today + 1 }));
    expect((await mailbox(later, secret)).items.find(({ kind }) => kind === 3)!.state).toBe("not-from-your-officers");
  });
});
