// Questions that nobody has asked before, answered by every implementation at hand: our C#, our TypeScript, libsodium's X-Wing, another project's HPKE, and
// an audited Shamir. New ones at each run; a case that differs is printed whole.

import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { XWing } from "@hpke/hybridkem-x-wing";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import sodium from "libsodium-wrappers-sumo";
import { combine } from "shamir-secret-sharing";
import { beforeAll, describe, expect, it } from "vitest";
import { hpkeOpen, hpkeSeal } from "../../src/Crypto/Web/hpke.ts";
import { systemEntropy, xwingDecapsulate, xwingKeyPair } from "../../src/Crypto/Web/primitives.ts";
import { fromHex, toHex } from "./publicvectors.ts";

const program = "artifacts/bin/Crypto.Cli/release/IntegrityChannel.Crypto.Cli";
const cases = 200;

interface XWingCase {
  case: "x-wing";
  seed: string; publicKey: string; info: string; associatedData: string; plaintext: string;
  encapsulation: string; ciphertext: string; sharedSecret: string; damaged: string; secretOfDamaged: string;
}
interface SharesCase { case: "shares"; secret: string; threshold: number; shares: string[] }

function ask(): (XWingCase | SharesCase)[] {
  const answer = spawnSync(program, ["vectors", "random", "--count", String(cases)], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (answer.status !== 0) throw new Error(answer.stderr);
  return answer.stdout.trim().split("\n").map((line) => JSON.parse(line) as XWingCase | SharesCase);
}

// Where CI is set the programs are built before the pages are tested.
describe.skipIf(process.env["CI"] === undefined && !existsSync(program))("What C# answers", () => {
  let wraps: XWingCase[] = [];
  let shares: SharesCase[] = [];
  beforeAll(async () => {
    await sodium.ready;
    const all = ask();
    wraps = all.filter((item) => item.case === "x-wing");
    shares = all.filter((item) => item.case === "shares");
  });

  it("has_two_hundred_new_cases_of_each_sort", () => {
    expect([wraps.length, shares.length]).toEqual([cases, cases]);
  });

  it("our_TypeScript_and_libsodium_answer_too_also_for_damaged_encapsulations", () => {
    for (const item of wraps) {
      const seed = fromHex(item.seed);
      const theirs = sodium.crypto_kem_xwing_seed_keypair(seed);
      expect(toHex(theirs.publicKey), item.seed).toBe(item.publicKey);
      expect(toHex(xwingKeyPair(seed).publicKey), item.seed).toBe(item.publicKey);
      for (const [encapsulation, secret] of [[item.encapsulation, item.sharedSecret], [item.damaged, item.secretOfDamaged]] as const) {
        expect(toHex(xwingDecapsulate(fromHex(encapsulation), seed)), JSON.stringify(item)).toBe(secret);
        expect(toHex(sodium.crypto_kem_xwing_dec(fromHex(encapsulation), theirs.privateKey)), JSON.stringify(item)).toBe(secret);
      }
      expect(item.secretOfDamaged).not.toBe(item.sharedSecret);
    }
  });

  it("our_TypeScript_and_another_projects_HPKE_open_what_it_sealed", async () => {
    const suite = hpkeOfOthers();
    for (const item of wraps) {
      const [info, aad, enc, ciphertext] = [item.info, item.associatedData, item.encapsulation, item.ciphertext].map(fromHex) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
      expect(toHex(hpkeOpen(fromHex(item.seed), info, aad, fromHex(item.encapsulation + item.ciphertext))), JSON.stringify(item)).toBe(item.plaintext);
      const recipient = await suite.createRecipientContext({ recipientKey: await suite.kem.importKey("raw", fromHex(item.seed).buffer, false), enc: enc.buffer, info: info.buffer });
      expect(toHex(new Uint8Array(await recipient.open(ciphertext.buffer, aad.buffer))), JSON.stringify(item)).toBe(item.plaintext);
    }
  });

  it("an_audited_Shamir_recombines_any_quorum_of_shares_and_nothing_from_fewer", async () => {
    for (const item of shares) {
      const values = item.shares.map(valueAndIndex);
      expect(toHex(await combine(values.slice(-item.threshold)))).toBe(item.secret);
      expect(toHex(await combine(values.slice(0, item.threshold)))).toBe(item.secret);
      if (item.threshold > 2) {
        expect(toHex(await combine(values.slice(0, item.threshold - 1)))).not.toBe(item.secret);
      }
    }
  });
});

describe("Another project's HPKE", () => {
  it("is_opened_by_ours_and_opens_ours", async () => {
    const suite = hpkeOfOthers();
    for (let round = 0; round < 25; round++) {
      const [seed, info, aad, plaintext] = [systemEntropy.fill(32), systemEntropy.fill(round), systemEntropy.fill(2 * round), systemEntropy.fill(32)];
      const pair = xwingKeyPair(seed.slice());
      const sender = await suite.createSenderContext({ recipientPublicKey: await suite.kem.deserializePublicKey(pair.publicKey.slice().buffer), info: info.buffer });
      const ciphertext = new Uint8Array(await sender.seal(plaintext.buffer, aad.buffer));
      expect(toHex(hpkeOpen(seed, info, aad, new Uint8Array([...new Uint8Array(sender.enc), ...ciphertext])))).toBe(toHex(plaintext));

      const sealed = hpkeSeal(pair.publicKey, info, aad, plaintext, systemEntropy);
      const recipient = await suite.createRecipientContext({ recipientKey: await suite.kem.importKey("raw", seed.slice().buffer, false), enc: sealed.slice(0, 1120).buffer, info: info.buffer });
      expect(toHex(new Uint8Array(await recipient.open(sealed.slice(1120).buffer, aad.buffer)))).toBe(toHex(plaintext));
    }
  });

  it("would_not_open_what_is_one_bit_off", async () => {
    const suite = hpkeOfOthers();
    const seed = systemEntropy.fill(32);
    const sealed = hpkeSeal(xwingKeyPair(seed.slice()).publicKey, systemEntropy.fill(3), systemEntropy.fill(3), systemEntropy.fill(32), systemEntropy);
    sealed[700]! ^= 1;
    const recipient = await suite.createRecipientContext({ recipientKey: await suite.kem.importKey("raw", seed.slice().buffer, false), enc: sealed.slice(0, 1120).buffer });
    await expect(recipient.open(sealed.slice(1120).buffer)).rejects.toThrow();
  });
});

const hpkeOfOthers = () => new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });

/** Ours is version ‖ group[4] ‖ index ‖ k ‖ value[32] ‖ …; theirs is the value and then the index. */
function valueAndIndex(share: string): Uint8Array {
  const bytes = fromHex(share);
  return new Uint8Array([...bytes.subarray(7, 39), bytes[5]!]);
}
