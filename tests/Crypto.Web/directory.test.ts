import { describe, expect, it } from "vitest";
import { type Bytes, type DirectoryVerdict, parseChain, signFreshness, verifyDirectoryDocument } from "@integrity-channel/crypto";
import { hashOfDirectory, Organisation, today, type TestOfficer } from "./organisation.ts";

const organisation = new Organisation("directory");
const [responsible, deputy, confidant] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const hash = hashOfDirectory(organisation.directoryBytes());

function verify(document: Bytes, deviceDay = today): DirectoryVerdict {
  return verifyDirectoryDocument(document, { deviceDay });
}

function warnings(verdict: DirectoryVerdict): readonly string[] {
  if (verdict.verdict !== "accepted") throw new Error(verdict.reason);
  return verdict.warnings;
}

function allFresh(day: number, directoryHash = hash): Bytes[] {
  return organisation.officers.map((officer) => organisation.freshness(officer, directoryHash, day));
}

describe("I-13 a directory", () => {
  it("is_accepted_without_warning_when_everything_is_in_order", () => {
    const verdict = verify(organisation.document());
    expect(warnings(verdict)).toEqual([]);
    if (verdict.verdict !== "accepted") return;
    expect(verdict.directory.fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(verdict.directory.confirmedOn).toBe(today);
    expect(verdict.directory.officers.map((officer) => officer.kem?.expired)).toEqual([false, false, false]);
    expect(verdict.day).toBe(today);
  });

  it("warns_after_fourteen_days_without_freshness_and_not_before", () => {
    const directory = organisation.directoryBytes({ issued: today - 100, expires: today + 200 });
    const document = (day: number): Bytes =>
      organisation.document({ directory, freshness: allFresh(day, hashOfDirectory(directory)) });
    expect(warnings(verify(document(today - 14)))).toEqual([]);
    expect(warnings(verify(document(today - 15)))).toEqual(["freshness"]);
  });

  it("counts_the_quorum_th_newest_voice_and_the_day_of_issue", () => {
    const directory = organisation.directoryBytes({ issued: today - 100, expires: today + 200 });
    const own = hashOfDirectory(directory);
    const freshness = [organisation.freshness(responsible, own, today), organisation.freshness(responsible, own, today - 1), organisation.freshness(deputy, own, today - 20)];
    const verdict = verify(organisation.document({ directory, freshness }));
    expect(warnings(verdict)).toEqual(["freshness"]);
    expect(verdict.verdict === "accepted" && verdict.directory.confirmedOn).toBe(today - 20);
    const young = verify(organisation.document({ freshness: [] }));
    expect(warnings(young)).toEqual([]);
    expect(young.verdict === "accepted" && young.directory.confirmedOn).toBe(today - 10);
  });

  it("is_not_confirmed_by_freshness_of_another_directory", () => {
    const directory = organisation.directoryBytes({ issued: today - 100, expires: today + 200 });
    expect(warnings(verify(organisation.document({ directory, freshness: allFresh(today, hash) })))).toEqual(["freshness"]);
  });

  it("warns_about_an_expired_certificate_and_still_gives_the_key", () => {
    const certificates = organisation.officers.map((officer, index) => organisation.certificate(officer, index === 0 ? today - 1 : today + 5));
    const verdict = verify(organisation.document({ certificates }));
    expect(warnings(verdict)).toEqual(["certificate"]);
    expect(verdict.verdict === "accepted" && verdict.directory.officers[0]!.kem?.expired).toBe(true);
  });

  it("warns_up_to_sixty_days_past_expiry_and_refuses_after", () => {
    const directory = organisation.directoryBytes({ issued: today - 300, expires: today - 60 });
    const freshness = allFresh(today - 300, hashOfDirectory(directory));
    expect(warnings(verify(organisation.document({ directory, freshness })))).toContain("directory-expired");
    expect(verify(organisation.document({ directory, freshness, day: today + 1 }))).toEqual({ verdict: "refused", reason: "expired" });
  });

  it("is_refused_on_a_signed_day_even_when_the_server_freezes_its_own", () => {
    const directory = organisation.directoryBytes({ issued: today - 300, expires: today - 60 });
    const freshness = [organisation.freshness(responsible, hashOfDirectory(directory), today + 1)];
    expect(verify(organisation.document({ directory, freshness, day: today - 100 }))).toEqual({ verdict: "refused", reason: "expired" });
  });

  it("only_warns_when_nothing_but_the_devices_day_says_too_old", () => {
    const verdict = verifyDirectoryDocument(organisation.document(), { deviceDay: today + 1000 });
    expect(warnings(verdict)).toEqual(["freshness", "certificate", "directory-expired", "device-day"]);
    expect(verdict.verdict === "accepted" && [verdict.day, verdict.latestDay]).toEqual([today, today + 1000]);
  });

  it("is_refused_under_another_root_organisation_suite_or_signature", () => {
    const other = new Organisation("another");
    const document = organisation.document();
    expect(verifyDirectoryDocument(document, { deviceDay: today, rootKey: organisation.root.publicKey }).verdict).toBe("accepted");
    expect(verifyDirectoryDocument(document, { deviceDay: today, orgId: organisation.orgId, rootKey: other.root.publicKey }))
      .toEqual({ verdict: "refused", reason: "wrong-root" });
    expect(verifyDirectoryDocument(document, { deviceDay: today, orgId: other.orgId })).toEqual({ verdict: "refused", reason: "wrong-organisation" });
    expect(verify(organisation.document({ directory: organisation.directoryBytes({ suites: [2] }) }))).toEqual({ verdict: "refused", reason: "unknown-suite" });
    const damaged = organisation.directoryBytes();
    damaged[damaged.length - 1]! ^= 1;
    expect(verify(organisation.document({ directory: damaged }))).toEqual({ verdict: "refused", reason: "wrong-signature" });
  });

  it("is_refused_when_older_than_one_seen_before", () => {
    expect(verifyDirectoryDocument(organisation.document(), { deviceDay: today, minimumSeq: 2 })).toEqual({ verdict: "refused", reason: "wrong-directory" });
  });

  it("is_refused_when_a_listed_officers_statement_does_not_verify_and_passes_over_those_not_listed", () => {
    const stranger = organisation.createOfficer(3);
    const certificates = [...organisation.officers, stranger].map((officer) => organisation.certificate(officer));
    expect(verify(organisation.document({ certificates })).verdict).toBe("accepted");
    const forged = organisation.certificate({ ...responsible, isk: stranger.isk });
    expect(verify(organisation.document({ certificates: [forged] }))).toEqual({ verdict: "refused", reason: "wrong-signature" });
  });

  it("gives_the_highest_serial_that_is_not_revoked_and_no_key_that_two_claim", () => {
    const newer = { ...organisation.createOfficer(1), id: responsible.id, isk: responsible.isk, serial: 2 };
    const certificates = [responsible, newer, deputy, confidant].map((officer) => organisation.certificate(officer));
    const first = verify(organisation.document({ certificates }));
    if (first.verdict !== "accepted") throw new Error(first.reason);
    expect(first.directory.officers[0]!.kem?.publicKey).toEqual(newer.ek.publicKey);
    const freshness = [organisation.freshness(responsible, hash, today, [first.directory.officers[0]!.kem!.keyId])];
    const second = verify(organisation.document({ certificates, freshness }));
    expect(second.verdict === "accepted" && second.directory.officers[0]!.kem?.publicKey).toEqual(responsible.ek.publicKey);
    const shared = [responsible, { ...deputy, ek: responsible.ek }].map((officer) => organisation.certificate(officer));
    const third = verify(organisation.document({ certificates: shared }));
    expect(third.verdict === "accepted" && third.directory.officers.map((officer) => officer.kem)).toEqual([null, null, null]);
  });

  it("gives_no_key_of_someone_who_is_no_longer_in_office", () => {
    const verdict = verify(organisation.document({ day: today }), today);
    expect(verdict.verdict === "accepted" && verdict.directory.officers[0]!.kem).not.toBeNull();
    const later = verifyDirectoryDocument(organisation.document({ directory: organisation.directoryBytes({ issued: today + 10, expires: today + 405 }), freshness: [], day: today + 404 }), { deviceDay: today });
    expect(later.verdict === "accepted" && later.directory.officers[0]!.kem).toBeNull();
  });

  it("refuses_trailing_bytes_and_truncation", () => {
    const document = organisation.document();
    expect(verify(new Uint8Array([...document, 0]))).toEqual({ verdict: "refused", reason: "malformed" });
    for (let length = 0; length < document.length; length += 97) {
      expect(verify(document.slice(0, length)).verdict).toBe("refused");
    }
  });
});

describe("freshness", () => {
  it("is_not_signed_for_a_directory_older_than_the_pinned_one", () => {
    expect(() => signFreshness({
      vault: { signingSeed: responsible.isk.seed, officerId: responsible.id, directorySeq: 2 },
      directory: { orgId: organisation.orgId, hash, seq: 1 }, day: today,
    })).toThrow("wrong-directory");
  });
});

describe("the chain of directories", () => {
  const first = organisation.directoryBytes();
  const second = organisation.directoryBytes({ seq: 2, previousHash: hashOfDirectory(first), acceptFrom: 1, issued: today });

  it("holds_when_each_names_the_one_before", () => {
    const history = parseChain(organisation.chain(first, second), { directory: { seq: 2, hash: hashOfDirectory(second) }, rootKey: organisation.root.publicKey });
    expect(history.directories.map((directory) => directory.seq)).toEqual([1, 2]);
  });

  it("is_refused_with_a_gap_another_order_or_another_root", () => {
    expect(() => parseChain(organisation.chain(second))).toThrow("wrong-chain");
    expect(() => parseChain(organisation.chain(second, first))).toThrow("wrong-chain");
    expect(() => parseChain(organisation.chain(first, first))).toThrow("wrong-chain");
    const other = new Organisation("other root");
    expect(() => parseChain(organisation.chain(first, other.directoryBytes({ seq: 2, previousHash: hashOfDirectory(first) })))).toThrow("wrong-organisation");
    expect(() => parseChain(organisation.chain(first), { rootKey: other.root.publicKey })).toThrow("wrong-root");
    expect(() => parseChain(organisation.chain(first), { directory: { seq: 2, hash: hashOfDirectory(second) } })).toThrow("wrong-directory");
  });
});
