/** I-10: a flipped bit in anything a client reads is refused, and always with the class that follows from where it stands. */
import { describe, expect, it } from "vitest";
import { Action, type Bytes, failureOf, order, type FailureClass, parseChain, verifyDirectoryDocument, verifyReceipt } from "@integrity-channel/crypto";
import { parseCertificate } from "../../src/Crypto/Web/certificate.ts";
import { encodeOfficerContent, encodeReport, encodeReporterMessage } from "../../src/Crypto/Web/content.ts";
import { encodeControl, encodeRemoval } from "../../src/Crypto/Web/controlcontent.ts";
import { parseFreshness } from "../../src/Crypto/Web/freshness.ts";
import { ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { xwingKeyPair } from "../../src/Crypto/Web/primitives.ts";
import { openSealed, parseObject, verifyObject } from "../../src/Crypto/Web/sealedobject.ts";
import { craft, craftClear, type Craft } from "./craft.ts";
import { hashOfDirectory, Organisation, today, type TestOfficer } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("bit flips");
const [responsible] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const directory = organisation.directoryBytes();
const reporterKem = xwingKeyPair(new SeededEntropy("bit flips/code").fill(32));
const zeros = new Uint8Array(16);
const place = { orgId: organisation.orgId, dirSeq: 1, directoryHash: hashOfDirectory(directory), day: today, reportId: new SeededEntropy("r").fill(16) };
const seen = [{ author: zeros, stream: 0, seq: 0, hash: new Uint8Array(32).fill(9) }];
const officer = { id: responsible.id, signing: responsible.isk };
const reporter = { id: zeros, signing: organisation.receipts };
const recipients = [{ who: responsible.id, kem: responsible.ek }];
const report = {
  kind: 1, kemPublicKey: reporterKem.publicKey, authPublicKey: reporter.signing.publicKey, lookup: new Uint8Array(32).fill(3),
  recoveryRefused: true, locale: "nl", excluded: [], answers: [{ question: 1, text: "x" }],
} as const;

const crafts: Record<string, Omit<Craft, "entropy">> = {
  report: { kind: ObjectKind.report, author: reporter, recipients, content: encodeReport(report), header: { reporter: { lookup: report.lookup, authPublicKey: report.authPublicKey } } },
  message: { kind: ObjectKind.reporterMessage, author: reporter, recipients, content: encodeReporterMessage({ kind: 2, kemPublicKey: reporterKem.publicKey, act: 0, refers: new Uint8Array(32), text: "x" }), header: { seq: 1, prev: new Uint8Array(32).fill(1) } },
  reply: { kind: ObjectKind.reply, author: officer, recipients, content: encodeOfficerContent({ kind: 3, text: "x" }), header: { seen } },
  acknowledgement: { kind: ObjectKind.acknowledgement, author: officer, recipients, content: encodeOfficerContent({ kind: 4, text: "x" }), header: { seen } },
  feedback: { kind: ObjectKind.feedback, author: officer, recipients, content: encodeOfficerContent({ kind: 5, action: "x", grounds: "y" }), header: { seen } },
  decision: { kind: ObjectKind.decision, author: officer, recipients, content: encodeOfficerContent({ kind: 6, decision: 1, text: "x" }), header: { seen } },
  note: { kind: ObjectKind.note, author: officer, recipients, content: encodeOfficerContent({ kind: 7, type: 1, text: "x", archive: null }), header: { seen } },
};

/** Every byte of the headers whose shapes differ; the rest share their code with the reply. */
const fully: readonly ObjectKind[] = [ObjectKind.report, ObjectKind.reply, ObjectKind.note];

function flipped(bytes: Bytes, bit: number): Bytes {
  const copy = bytes.slice();
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

/** Structure is judged first, so a flip there may be malformed, unknown or not canonical; all else is the signature's. */
const structural: readonly FailureClass[] = ["malformed", "unknown-suite", "unknown-kind", "not-canonical", "wrong-signature"];

describe.each(Object.entries(crafts))("a %s", (name, input) => {
  it("I-10 is_refused_after_a_flip_with_the_class_of_its_place", async () => {
    const bytes = await craft(place, { ...input, entropy: new SeededEntropy(`bit flips/${name}`) });
    const whole = parseObject(bytes);
    const headerEnd = bytes.length - 1184 - whole.body.length - 64;
    const authorKey = input.author.signing.publicKey;
    for (let at = 0; at < bytes.length; at += at >= headerEnd ? 149 : fully.includes(input.kind) ? 1 : 7) {
      const failure = await failureAfter(flipped(bytes, at * 8 + (at % 8)), authorKey);
      const inWrap = at >= headerEnd && at < headerEnd + 1184;
      if (inWrap) expect(failure, `byte ${at}`).toBe(at < headerEnd + 16 ? "malformed" : "wrong-key");
      else if (at >= headerEnd) expect(failure, `byte ${at}`).toBe("wrong-signature");
      else expect(structural, `byte ${at}`).toContain(failure);
    }
  });
});

/** The control: with the bit put back everything opens, and a reader without signatures takes a flipped report id. */
describe("a reader that checks nothing", () => {
  it("I-10 would_accept_a_flip_that_the_tests_here_see_refused", async () => {
    const bytes = await craft(place, { ...crafts["reply"]!, entropy: new SeededEntropy("bit flips/control") });
    const damaged = flipped(bytes, 64 * 8);
    expect(await failureAfter(bytes, officer.signing.publicKey)).toBe("none");
    expect(await failureAfter(damaged, officer.signing.publicKey)).toBe("wrong-signature");
    expect(parseObject(damaged).header.reportId).not.toEqual(place.reportId);
  });
});

async function failureAfter(bytes: Bytes, authorKey: Bytes): Promise<FailureClass | "none"> {
  try {
    const object = parseObject(bytes);
    verifyObject(object, authorKey);
    await openSealed(object, object.wraps[0]!, object.body, responsible.ek.seed);
    return "none";
  } catch (error) {
    return failureOf(error);
  }
}

function refusals(bytes: Bytes, step: number, judge: (damaged: Bytes) => void): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < bytes.length; at += step) {
    try {
      judge(flipped(bytes, at * 8 + (at % 8)));
      found.add(`accepted byte ${at}`);
    } catch (error) {
      found.add(failureOf(error));
    }
  }
  return found;
}

describe.each([
  ["removal", ObjectKind.removal, reporter, encodeRemoval({ kind: 10, objectIds: [zeros] }), { seq: 1, prev: new Uint8Array(32).fill(1) }],
  ["order to erase", ObjectKind.control, officer, encodeControl(order(Action.erase, { objects: [zeros], reason: 1 })), { seen }],
  ["removal of an officer", ObjectKind.control, officer, encodeControl(order(Action.removeRecipient, { subject: responsible.id })), { seen }],
] as const)("a %s, which stands in clear", (name, kind, author, body, header) => {
  it("I-10 is_refused_after_a_flip_anywhere", () => {
    const bytes = craftClear(place, kind, author, body, header, new SeededEntropy(`bit flips/${name}`));
    const found = refusals(bytes, 1, (damaged) => verifyObject(parseObject(damaged), author.signing.publicKey));
    expect([...found].filter((failure) => !structural.includes(failure as FailureClass))).toEqual([]);
  });
});

describe("a statement", () => {
  const allowed = ["malformed", "unknown-suite", "not-canonical", "wrong-signature", "wrong-organisation", "wrong-key", "wrong-chain", "wrong-root"];

  it("I-10 of_a_notice_is_refused_after_a_flip", () => {
    const notice = organisation.notice({ directory: { seq: 1, hash: place.directoryHash } as never, reportId: place.reportId, seen, seq: 0, prev: new Uint8Array(32) });
    const found = refusals(notice, 1, (damaged) => verifyObject(parseObject(damaged), organisation.notices.publicKey));
    expect([...found].filter((failure) => !structural.includes(failure as FailureClass))).toEqual([]);
  });

  it("I-10 of_a_certificate_freshness_or_receipt_is_refused_after_a_flip", () => {
    const isk = responsible.isk.publicKey;
    const hash = place.directoryHash;
    const own = organisation.directory();
    const all = [
      refusals(organisation.certificate(responsible), 7, (damaged) => parseCertificate(damaged).verify(isk)),
      refusals(organisation.freshness(responsible, hash, today, [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)]), 1, (damaged) => parseFreshness(damaged).verify(isk)),
      refusals(organisation.receipt(hash), 1, (damaged) => verifyReceipt(damaged, own, hash)),
    ].flatMap((found) => [...found]);
    expect(all.filter((failure) => !allowed.includes(failure))).toEqual([]);
  });

  it("I-10 of_a_directory_document_or_chain_is_refused_after_a_flip_beyond_the_unsigned_day", () => {
    const document = organisation.document();
    for (let at = 8; at < document.length; at += 97) {
      const verdict = verifyDirectoryDocument(flipped(document, at * 8 + (at % 8)), { deviceDay: today });
      // A flipped officer id makes a statement of somebody who is not listed: it is passed over, and its key is gone.
      if (verdict.verdict === "accepted") expect(verdict.directory.officers.some((item) => item.kem === null || item.lastSeenDay === null), `byte ${at}`).toBe(true);
      else expect(allowed, `byte ${at}`).toContain(verdict.reason);
    }
    const found = refusals(organisation.chain(directory), 7, parseChain);
    expect([...found].filter((failure) => !allowed.concat("unknown-kind").includes(failure))).toEqual([]);
  });
});
