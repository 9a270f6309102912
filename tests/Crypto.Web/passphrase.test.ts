import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createPassphrase, openVault, rekeyVault, reopenVault, signOfficerLogin, wrapVaultKey } from "@integrity-channel/crypto";
import { encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { equal } from "../../src/Crypto/Web/bytes.ts";
import { labelledHash } from "../../src/Crypto/Web/hash.ts";
import { passphraseWord } from "../../src/Crypto/Web/passphrasewords.ts";
import { ed25519Verify } from "../../src/Crypto/Web/primitives.ts";
import { Organisation } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("passphrase");
const officer = organisation.officers[0]!;
const entropy = new SeededEntropy("passphrase/bytes");
const parameters = { memoryKib: 65_536, iterations: 3 };

describe("a new passphrase", () => {
  it("has_the_words_of_the_command_line_number_for_number", () => {
    const all = Array.from({ length: 9900 }, (_, number) => passphraseWord(number));
    expect(new Set(all).size).toBe(9900);
    // The same digest stands in VaultTests of Crypto.Tests.
    expect(createHash("sha256").update(all.join(" ")).digest("hex")).toBe("6f46d2ec15ce01c725e8623d234b0c6d0ad1d1794220e9497aa2a4a820ace74a");
  });

  it("is_six_words_and_reads_back_as_typed", () => {
    const made = new Set<string>();
    for (let round = 0; round < 50; round++) {
      const text = new TextDecoder().decode(createPassphrase(entropy));
      expect(text).toMatch(/^([a-z]{4,6} ){5}[a-z]{4,6}$/u);
      expect(equal(encodePassphrase(`  ${text.toUpperCase().replaceAll(" ", "  ")}`), encodePassphrase(text))).toBe(true);
      made.add(text);
    }
    expect(made.size).toBe(50);
  });

  it("throws_away_draws_past_the_last_whole_multiple", () => {
    const draws = [0xff, 0xff, 0xe8, 0x08, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5];
    const text = new TextDecoder().decode(createPassphrase({ fill: (length) => Uint8Array.from(draws.splice(0, length)) }));
    expect(text).toBe([0, 1, 2, 3, 4, 5].map(passphraseWord).join(" "));
  });
});

describe("a changed passphrase", () => {
  const before = organisation.vault(officer);

  it("opens_the_same_content_under_a_new_key_and_the_next_version", async () => {
    const argon = entropy.fill(32);
    const changed = await rekeyVault({ vault: before, argon, parameters }, entropy);
    const stored = { version: changed.unlocked.version, vault: changed.vault };
    const opened = await openVault({ argon, parameters, officerId: before.officerId, vaultKeyId: changed.unlocked.vaultKeyId, vaultKeyWrap: changed.vaultKeyWrap, ...stored });
    expect(opened).toEqual(changed.unlocked);
    expect({ ...opened, vaultKey: before.vaultKey, vaultKeyId: before.vaultKeyId, version: before.version }).toEqual(before);
    expect(opened.version).toBe(before.version + 1);
    expect(equal(opened.vaultKey, before.vaultKey)).toBe(false);
    expect(equal(opened.vaultKeyId, before.vaultKeyId)).toBe(false);
  });

  it("makes_the_old_passphrase_and_the_old_key_open_nothing_of_what_is_stored_now", async () => {
    const old = entropy.fill(32);
    const oldWrap = await wrapVaultKey({ argon: old, parameters, officerId: before.officerId, vaultKeyId: before.vaultKeyId, vaultKey: before.vaultKey }, entropy);
    const argon = entropy.fill(32);
    const { unlocked, vault, vaultKeyWrap } = await rekeyVault({ vault: before, argon, parameters }, entropy);
    const stored = { version: unlocked.version, vault };
    const input = { parameters, officerId: before.officerId, ...stored };
    await expect(openVault({ ...input, argon: old, vaultKeyId: unlocked.vaultKeyId, vaultKeyWrap })).rejects.toThrow("wrong-key");
    await expect(openVault({ ...input, argon: old, vaultKeyId: before.vaultKeyId, vaultKeyWrap: oldWrap })).rejects.toThrow("wrong-body");
    await expect(reopenVault(before, stored)).rejects.toThrow("wrong-body");
  });

  it("signs_in_with_the_new_login_key_only", async () => {
    const [old, argon, nonce] = [entropy.fill(32), entropy.fill(32), entropy.fill(52)];
    const { loginKey } = await rekeyVault({ vault: before, argon, parameters }, entropy);
    const origin = "http://localhost:8081";
    const message = labelledHash("sic1/sig/officer-login", new TextEncoder().encode(origin), before.orgId, before.officerId, nonce);
    const sign = (key: typeof argon) => signOfficerLogin({ argon: key, parameters, orgId: before.orgId, officerId: before.officerId, origin, nonce });
    expect(ed25519Verify(loginKey, message, sign(argon))).toBe(true);
    expect(ed25519Verify(loginKey, message, sign(old))).toBe(false);
  });

  it("I-15 is_never_wrapped_under_weak_parameters", async () => {
    await expect(rekeyVault({ vault: before, argon: entropy.fill(32), parameters: { memoryKib: 32_768, iterations: 3 } }, entropy)).rejects.toThrow("weak-parameters");
  });
});
