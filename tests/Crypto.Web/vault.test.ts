import { argon2id as noble } from "@noble/hashes/argon2.js";
import { describe, expect, it } from "vitest";
import { createEncryptionKey, keepDraft, layAside, mergeVault, openVault, pinDirectory, rememberReport, reopenVault, sealVault, signOfficerLogin, takeBack, type Bytes, type UnlockedVault } from "@integrity-channel/crypto";
import { argon2id, encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { deriveKey, labelledHash } from "../../src/Crypto/Web/hash.ts";
import { officerLoginKey } from "../../src/Crypto/Web/login.ts";
import { AesKey, ed25519Verify } from "../../src/Crypto/Web/primitives.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { readVault, writeVault } from "../../src/Crypto/Web/vaultcodec.ts";
import { Organisation } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";
import { toHex } from "./publicvectors.ts";

const organisation = new Organisation("vault");
const officer = organisation.officers[0]!;
const entropy = new SeededEntropy("vault/bytes");
const argon = entropy.fill(32);
const parameters = { memoryKib: 65_536, iterations: 3 };

async function wrapVaultKey(vault: UnlockedVault): Promise<Bytes> {
  const aad = new SicWriter().bytes(vault.officerId).bytes(vault.vaultKeyId).u32(parameters.memoryKib).u32(parameters.iterations).u32(1).toBytes();
  const nonce = entropy.fill(12);
  return concat(nonce, await (await AesKey.import(deriveKey(argon, "sic1/kek-pass"))).seal(nonce, aad, vault.vaultKey));
}

async function stored(vault: UnlockedVault): Promise<Parameters<typeof openVault>[0]> {
  const sealed = await sealVault(vault, entropy);
  return { argon, parameters, officerId: vault.officerId, vaultKeyId: vault.vaultKeyId, vaultKeyWrap: await wrapVaultKey(vault), ...sealed };
}

function report(seq: number, change: object = {}) {
  return {
    reportId: new Uint8Array(16).fill(7), kemKey: new Uint8Array(1216).fill(1), authKey: new Uint8Array(32).fill(2), excluded: [new Uint8Array(16).fill(9)],
    heads: [{ author: new Uint8Array(16), stream: 0, seq, hash: new Uint8Array(32).fill(seq) }], ...change,
  };
}

describe("a vault", () => {
  it("comes_back_as_it_was_under_the_next_version", async () => {
    const vault = keepDraft(rememberReport(organisation.vault(officer), report(3)), new Uint8Array(16).fill(7), "Nog niet verstuurd");
    const input = await stored(vault);
    expect(input.version).toBe(vault.version + 1);
    expect((input.vault.length - 28) % 4096).toBe(0);
    expect(await openVault(input)).toEqual({ ...vault, version: vault.version + 1 });
  });

  it("keeps_a_report_that_could_not_be_opened_as_unknown", async () => {
    const vault = rememberReport(organisation.vault(officer), report(1, { kemKey: null, excluded: null }));
    expect((await openVault(await stored(vault))).reports).toEqual(vault.reports);
  });

  it("is_refused_with_another_passphrase_version_officer_or_parameters", async () => {
    const input = await stored(organisation.vault(officer));
    await expect(openVault({ ...input, argon: entropy.fill(32) })).rejects.toThrow("wrong-key");
    await expect(openVault({ ...input, version: input.version + 1 })).rejects.toThrow("wrong-body");
    await expect(openVault({ ...input, officerId: entropy.fill(16) })).rejects.toThrow("wrong-key");
    await expect(openVault({ ...input, parameters: { memoryKib: 131_072, iterations: 3 } })).rejects.toThrow("wrong-key");
    for (const weak of [{ memoryKib: 65_535, iterations: 3 }, { memoryKib: 65_536, iterations: 2 }, { memoryKib: 2 ** 21, iterations: 3 }]) {
      await expect(openVault({ ...input, parameters: weak })).rejects.toThrow("weak-parameters");
    }
  });

  it("is_reopened_with_the_key_in_hand_after_another_session_wrote", async () => {
    const vault = organisation.vault(officer);
    const theirs = { ...vault, encryptionKeys: [...vault.encryptionKeys, createEncryptionKey(2, entropy)] };
    const written = await sealVault(theirs, entropy);
    const reopened = await reopenVault(vault, written);
    expect(reopened.encryptionKeys.map((key) => key.serial)).toEqual([1, 2]);
    await expect(reopenVault({ ...vault, vaultKey: entropy.fill(32) }, written)).rejects.toThrow("wrong-body");
    await expect(reopenVault(vault, { ...written, version: written.version + 1 })).rejects.toThrow("wrong-body");
  });

  it("is_refused_after_any_flipped_bit", async () => {
    const input = await stored(organisation.vault(officer));
    for (const name of ["vaultKeyWrap", "vault"] as const) {
      for (let at = 0; at < input[name].length; at += name === "vault" ? 61 : 1) {
        const damaged = input[name].slice();
        damaged[at]! ^= 1 << (at % 8);
        await expect(openVault({ ...input, [name]: damaged }), `${name} byte ${at}`).rejects.toThrow(name === "vault" ? "wrong-body" : "wrong-key");
      }
    }
  });

  it("merges_heads_keys_pins_and_drafts_upon_what_another_session_stored", () => {
    const base = organisation.vault(officer);
    const other = organisation.vault(organisation.createOfficer(1)).encryptionKeys[0]!;
    const mine = pinDirectory(keepDraft(rememberReport(base, report(5)), new Uint8Array(16).fill(7), "mijn"), { seq: 4, rootKey: base.rootKey }, 10);
    const theirs = { ...rememberReport(keepDraft(base, new Uint8Array(16).fill(8), "hun"), report(2)), version: 9, encryptionKeys: [...base.encryptionKeys, { ...other, serial: 2 }], directorySeq: 2 };
    const merged = mergeVault(mine, theirs);
    expect(merged.version).toBe(9);
    expect(merged.directorySeq).toBe(4);
    expect(merged.highestDay).toBe(base.highestDay);
    expect(merged.encryptionKeys).toHaveLength(2);
    expect(merged.reports[0]!.heads[0]!.seq).toBe(5);
    expect(merged.drafts.map((draft) => draft.text)).toEqual(["hun", "mijn"]);
    expect(() => mergeVault(mine, { ...theirs, directorySeq: 4, rootKey: entropy.fill(32) })).toThrow("wrong-root");
    expect(() => mergeVault(mine, { ...theirs, officerId: entropy.fill(16) })).toThrow("not-an-officer");
  });

  it("keeps_the_root_of_the_newest_directory_that_either_session_saw", () => {
    const base = organisation.vault(officer);
    const later = entropy.fill(32);
    const seen = pinDirectory(base, { seq: base.directorySeq + 1, rootKey: later }, 10);
    expect(seen.rootKey).toEqual(later);
    expect(mergeVault(seen, base).rootKey).toEqual(later);
    expect(mergeVault(base, seen).rootKey).toEqual(later);
    expect(pinDirectory(seen, { seq: seen.directorySeq, rootKey: base.rootKey }, 11).rootKey).toEqual(later);
  });
});

describe("an officer's passphrase", () => {
  it("reads_the_same_whatever_the_case_spaces_and_composition", () => {
    expect(encodePassphrase("  Caf\u00e9  Zeven\tMaan ")).toEqual(encodePassphrase("cafe\u0301 zeven maan"));
  });

  it("I-15 makes_what_a_second_argon2id_makes_and_refuses_weak_parameters", async () => {
    const salt = new Uint8Array(16).fill(2);
    const derived = await argon2id(encodePassphrase("zes woorden"), salt, 65_536, 3);
    const oracle = noble(new TextEncoder().encode("zes woorden"), salt, { m: 65_536, t: 3, p: 1, dkLen: 32 });
    expect(toHex(derived)).toBe(toHex(oracle));
    expect(toHex(await argon2id(encodePassphrase("ZES  woorden"), salt, 65_536, 3))).toBe(toHex(derived));
    await expect(argon2id(encodePassphrase("x"), salt, 32_768, 3)).rejects.toThrow("weak-parameters");
    await expect(argon2id(encodePassphrase("x"), salt, 65_536, 1)).rejects.toThrow("weak-parameters");
    const passphrase = encodePassphrase("weg");
    await argon2id(passphrase, salt, 65_536, 3);
    expect(passphrase).toEqual(new Uint8Array(3));
  });

  it("signs_in_without_leaving_the_browser", () => {
    const nonce = entropy.fill(52);
    const origin = "http://localhost:8081";
    const signature = signOfficerLogin({ argon, parameters, orgId: organisation.orgId, officerId: officer.id, origin, nonce });
    const message = labelledHash("sic1/sig/officer-login", new TextEncoder().encode(origin), organisation.orgId, officer.id, nonce);
    expect(ed25519Verify(officerLoginKey(argon), message, signature)).toBe(true);
    expect(() => signOfficerLogin({ argon, parameters, orgId: organisation.orgId, officerId: officer.id, origin, nonce: nonce.slice(1) })).toThrow("malformed");
  });
});

describe("cases laid aside", () => {
  const id = (fill: number) => new Uint8Array(16).fill(fill);
  const mark = (fill: number, seq: number) => ({ reportId: id(fill), seq });

  it("come_back_from_the_vault_and_a_vault_without_any_has_the_bytes_that_it_had_before", async () => {
    const vault = organisation.vault(officer);
    const laid = layAside(vault, [mark(1, 0), mark(2, 4)], () => true);
    expect((await openVault(await stored(laid))).aside).toEqual([mark(1, 0), mark(2, 4)]);
    expect(writeVault(takeBack(laid, [id(1), id(2)]))).toEqual(writeVault(vault));
    expect(() => readVault(concat(writeVault(vault), new Uint8Array(2)), vault)).toThrow("malformed");
  });

  it("are_those_of_both_pages_after_a_lost_race_and_only_such_as_still_exist", () => {
    const vault = organisation.vault(officer);
    const merged = mergeVault(layAside(vault, [mark(1, 3)], () => true), layAside(vault, [mark(1, 2), mark(5, 1)], () => true));
    expect(merged.aside).toEqual([mark(1, 3), mark(5, 1)]);
    expect(layAside(merged, [mark(7, 0)], (reportId) => reportId[0] === 5).aside).toEqual([mark(5, 1), mark(7, 0)]);
  });
});
