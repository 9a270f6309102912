import sodium from "libsodium-wrappers-sumo";
import { describe, expect, it } from "vitest";
import { hpkeOpen, hpkeSeal, keySchedule } from "../../src/Crypto/Web/hpke.ts";
import {
  AesKey, chachaOpen, chachaSeal, ed25519KeyPair, ed25519Sign, ed25519Verify, xwingDecapsulate, xwingEncapsulate, xwingKeyPair,
} from "../../src/Crypto/Web/primitives.ts";
import { expand, extract } from "../../src/Crypto/Web/hash.ts";
import { fromHex, publicVectors, toHex } from "./publicvectors.ts";
import { SeededEntropy } from "./seededentropy.ts";

interface XWingVector { seed: string; eseed: string; ss: string; pk: string; ct: string }
const xwing = publicVectors<XWingVector[]>("xwing/test-vectors.json");

describe.skipIf(xwing === null)("X-Wing draft vectors", () => {
  it("agree_on_keys_encapsulation_and_secret", () => {
    for (const vector of xwing ?? []) {
      const pair = xwingKeyPair(fromHex(vector.seed));
      expect(toHex(pair.publicKey)).toBe(vector.pk);
      const { enc, secret } = xwingEncapsulate(pair.publicKey, fromHex(vector.eseed));
      expect(toHex(enc)).toBe(vector.ct);
      expect(toHex(secret)).toBe(vector.ss);
      expect(toHex(xwingDecapsulate(enc, pair.seed))).toBe(vector.ss);
    }
  });
});

describe("X-Wing and libsodium", () => {
  it("make_the_same_bytes_in_fifty_cases_also_for_damaged_ciphertexts", async () => {
    await sodium.ready;
    const entropy = new SeededEntropy("xwing");
    for (let round = 0; round < 50; round++) {
      const seed = entropy.fill(32);
      const coins = entropy.fill(64);
      const pair = xwingKeyPair(seed);
      const theirs = sodium.crypto_kem_xwing_seed_keypair(seed);
      expect(toHex(theirs.publicKey)).toBe(toHex(pair.publicKey));
      const sealed = sodium.crypto_kem_xwing_enc_deterministic(pair.publicKey, coins);
      const { enc, secret } = xwingEncapsulate(pair.publicKey, coins);
      expect(toHex(sealed.ciphertext)).toBe(toHex(enc));
      expect(toHex(sealed.sharedSecret)).toBe(toHex(secret));
      enc[round * 20]! ^= 1 << (round % 8);
      expect(toHex(xwingDecapsulate(enc, seed))).toBe(toHex(sodium.crypto_kem_xwing_dec(enc, theirs.privateKey)));
    }
  });
});

interface HpkeVector {
  kem_id: number; kdf_id: number; aead_id: number; info: string; skRm: string; pkRm: string; enc: string;
  shared_secret: string; key: string; base_nonce: string; encryptions: { aad: string; ct: string; pt?: string }[];
}
const hpke = publicVectors<HpkeVector[]>("hpke-pq/test-vectors.json");

describe.skipIf(hpke === null)("HPKE-PQ vector 0x647A/1/3", () => {
  const vector = hpke?.find((item) => item.kem_id === 0x647a && item.kdf_id === 1 && item.aead_id === 3);
  it("gives_secret_key_nonce_and_first_message", () => {
    if (vector === undefined) throw new Error("the file has no entry for our suite");
    const seed = fromHex(vector.skRm);
    expect(toHex(xwingKeyPair(seed).publicKey)).toBe(vector.pkRm);
    const secret = xwingDecapsulate(fromHex(vector.enc), seed);
    expect(toHex(secret)).toBe(vector.shared_secret);
    const { key, nonce } = keySchedule(secret, fromHex(vector.info));
    expect(toHex(key)).toBe(vector.key);
    expect(toHex(nonce)).toBe(vector.base_nonce);
    const { aad, ct } = vector.encryptions[0]!;
    const sealed = fromHex(vector.enc + ct);
    const plaintext = hpkeOpen(seed, fromHex(vector.info), fromHex(aad), sealed);
    // The file's plaintext is the hexadecimal text itself, encoded once more.
    expect(new TextDecoder().decode(plaintext)).toBe("4265617574792069732074727574682c20747275746820626561757479");
  });
});

describe("HPKE", () => {
  it("opens_only_with_the_same_info_and_associated_data", () => {
    const entropy = new SeededEntropy("hpke");
    const pair = xwingKeyPair(entropy.fill(32));
    const [info, aad, dek] = [entropy.fill(20), entropy.fill(48), entropy.fill(32)];
    const sealed = hpkeSeal(pair.publicKey, info, aad, dek, entropy);
    expect(sealed.length).toBe(1120 + 48);
    expect(toHex(hpkeOpen(pair.seed, info, aad, sealed))).toBe(toHex(dek));
    expect(() => hpkeOpen(pair.seed, aad, aad, sealed)).toThrow("wrong-key");
    expect(() => hpkeOpen(pair.seed, info, info, sealed)).toThrow("wrong-key");
    expect(() => hpkeOpen(entropy.fill(32), info, aad, sealed)).toThrow("wrong-key");
  });
});

interface EdgeCase { number: number; key: string; sig: string; msg: string }
const edge = publicVectors<EdgeCase[]>("cctv/ed25519vectors.json");
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

describe.skipIf(edge === null)("Ed25519 edge cases of CCTV", () => {
  it("all_914_agree_with_libsodium_behind_its_own_point_check", async () => {
    await sodium.ready;
    expect(edge).toHaveLength(914);
    let accepted = 0;
    for (const item of edge ?? []) {
      const [key, sig, message] = [fromHex(item.key), fromHex(item.sig), new TextEncoder().encode(item.msg)];
      const scalar = BigInt(`0x${toHex(sig.slice(32).reverse())}`);
      // libsodium's own test of a canonical point of prime order, then its own verification.
      const expected = sodium.crypto_core_ed25519_is_valid_point(key) && sodium.crypto_core_ed25519_is_valid_point(sig.slice(0, 32))
        && scalar < order && sodium.crypto_sign_verify_detached(sig, message, key);
      expect(ed25519Verify(key, message, sig), `case ${item.number}`).toBe(expected);
      if (expected) accepted++;
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(914);
  });
});

interface Wycheproof<T> { testGroups: (T & { tests: WycheproofTest[] })[] }
interface WycheproofTest { tcId: number; result: string; [field: string]: string | number }
type Suite = Wycheproof<{ publicKey?: { pk: string }; ivSize?: number; keySize?: number; tagSize?: number }>;

function eachTest(suite: Suite | null, run: (test: Record<string, Uint8Array<ArrayBuffer>>, valid: boolean, group: Suite["testGroups"][0], raw: WycheproofTest) => unknown): Promise<unknown>[] {
  return (suite?.testGroups ?? []).flatMap((group) => group.tests.map(async (test) => {
    const bytes = Object.fromEntries(Object.entries(test)
      .filter(([, value]) => typeof value === "string" && /^([0-9a-f]{2})*$/.test(value))
      .map(([name, value]) => [name, fromHex(String(value))]));
    await run(bytes, test.result !== "invalid", group, test);
  }));
}

const eddsa = publicVectors<Suite>("wycheproof/ed25519_test.json");
describe.skipIf(eddsa === null)("Wycheproof Ed25519", () => {
  it("accepts_the_valid_and_refuses_the_rest", async () => {
    await Promise.all(eachTest(eddsa, (test, valid, group, raw) => {
      expect(ed25519Verify(fromHex(group.publicKey!.pk), test["msg"]!, test["sig"]!), `case ${raw.tcId}`).toBe(valid);
    }));
  });
});

const chacha = publicVectors<Suite>("wycheproof/chacha20_poly1305_test.json");
describe.skipIf(chacha === null)("Wycheproof ChaCha20-Poly1305", () => {
  it("opens_the_valid_and_refuses_the_rest", async () => {
    await Promise.all(eachTest(chacha, (test, valid, group, raw) => {
      if (group.ivSize !== 96 || group.tagSize !== 128) return;
      const sealed = fromHex(toHex(test["ct"]!) + toHex(test["tag"]!));
      const opened = chachaOpen(test["key"]!, test["iv"]!, test["aad"]!, sealed);
      expect(opened === null ? null : toHex(opened), `case ${raw.tcId}`).toBe(valid ? toHex(test["msg"]!) : null);
      if (valid) expect(toHex(chachaSeal(test["key"]!, test["iv"]!, test["aad"]!, test["msg"]!))).toBe(toHex(sealed));
    }));
  });
});

const gcm = publicVectors<Suite>("wycheproof/aes_gcm_test.json");
describe.skipIf(gcm === null)("Wycheproof AES-256-GCM", () => {
  it("opens_the_valid_and_refuses_the_rest", async () => {
    await Promise.all(eachTest(gcm, async (test, valid, group, raw) => {
      if (group.ivSize !== 96 || group.keySize !== 256 || group.tagSize !== 128) return;
      const aes = await AesKey.import(test["key"]!);
      const opened = await aes.open(test["iv"]!, test["aad"]!, fromHex(toHex(test["ct"]!) + toHex(test["tag"]!)));
      expect(opened === null ? null : toHex(opened), `case ${raw.tcId}`).toBe(valid ? toHex(test["msg"]!) : null);
    }));
  });
});

const hkdf = publicVectors<Suite>("wycheproof/hkdf_sha256_test.json");
describe.skipIf(hkdf === null)("Wycheproof HKDF-SHA-256", () => {
  it("derives_the_same_bytes", async () => {
    await Promise.all(eachTest(hkdf, (test, valid, _group, raw) => {
      if (!valid) return;
      const size = Number(raw["size"]);
      expect(toHex(expand(extract(test["salt"]!, test["ikm"]!), test["info"]!, size)), `case ${raw.tcId}`).toBe(toHex(test["okm"]!));
    }));
  });
});

describe("Ed25519", () => {
  it("signs_what_libsodium_accepts", async () => {
    await sodium.ready;
    const entropy = new SeededEntropy("ed25519");
    for (let round = 0; round < 20; round++) {
      const pair = ed25519KeyPair(entropy.fill(32));
      const message = entropy.fill(round);
      const signature = ed25519Sign(pair.seed, message);
      expect(sodium.crypto_sign_verify_detached(signature, message, pair.publicKey)).toBe(true);
      expect(ed25519Verify(pair.publicKey, message, signature)).toBe(true);
    }
  });
});
