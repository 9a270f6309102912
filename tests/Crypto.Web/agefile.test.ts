// What we seal as age files is opened by an implementation that is not ours: npm age-encryption, by the author of the format.

import { AgeSealing, createPassphrase, parseAgeRecipient, type Bytes } from "@integrity-channel/crypto";
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, it, test } from "vitest";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { SeededEntropy } from "./seededentropy.ts";

const entropy = new SeededEntropy("age-file");
const identity = await generateHybridIdentity();
const recipient = await identityToRecipient(identity);
const chunk = 64 * 1024;

function keyOf(text: string): Bytes {
  const read = parseAgeRecipient(text);
  if (read.fault !== null) throw new Error(read.fault);
  return read.publicKey;
}

/** Seals in uneven pieces, as an archive hands them over. */
function seal(sealing: AgeSealing, content: Bytes): Bytes {
  const parts: Bytes[] = [sealing.head];
  for (let at = 0; at < content.length; at += 50_001) parts.push(...sealing.push(content.subarray(at, at + 50_001)));
  return concat(...parts, sealing.end());
}

function open(file: Uint8Array, add: (decrypter: Decrypter) => void): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  add(decrypter);
  return decrypter.decrypt(file);
}

const byIdentity = (file: Uint8Array, own = identity) => open(file, (decrypter) => decrypter.addIdentity(own));
const byPassphrase = (file: Uint8Array, words: string) => open(file, (decrypter) => decrypter.addPassphrase(words));
const flipped = (file: Bytes, at: number) => file.map((byte, place) => (place === at ? byte ^ 1 : byte));

describe("A file for a recipient", () => {
  test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 7])("of_%i_bytes_opens_with_another_implementation", async (length) => {
    const content = entropy.fill(length);
    expect(Buffer.compare(await byIdentity(seal(AgeSealing.toRecipient(keyOf(recipient), entropy), content)), content)).toBe(0);
  });

  test("does_not_open_for_somebody_else", async () => {
    const file = seal(AgeSealing.toRecipient(keyOf(recipient), entropy), entropy.fill(100));
    await expect(byIdentity(file, await generateHybridIdentity())).rejects.toThrow();
  });

  test("is_refused_after_one_changed_bit_wherever_it_is_and_after_a_cut", async () => {
    const sealing = AgeSealing.toRecipient(keyOf(recipient), entropy);
    const file = seal(sealing, entropy.fill(chunk + 500));
    const places = [0, 30, 900, sealing.head.length - 30, sealing.head.length - 1, sealing.head.length + 5, sealing.head.length + chunk + 20, file.length - 1];
    for (const at of places) {
      await expect(byIdentity(flipped(file, at)), `bit of byte ${at}`).rejects.toThrow();
    }
    await expect(byIdentity(file.slice(0, sealing.head.length + chunk + 16))).rejects.toThrow();
  });

  it("of_another_name_in_its_info_would_not_open", async () => {
    // The control for the opener: it does look at what it opens.
    const file = seal(AgeSealing.toRecipient(keyOf(recipient), entropy), entropy.fill(10));
    const renamed = Uint8Array.from(Buffer.from(Buffer.from(file).toString("latin1").replace("mlkem768x25519", "mlkem768x25518"), "latin1"));
    await expect(byIdentity(renamed)).rejects.toThrow();
  });
});

test("A_file_under_a_passphrase_opens_with_it_and_with_no_other", async () => {
  const passphrase = createPassphrase(entropy);
  const words = new TextDecoder().decode(passphrase);
  const content = entropy.fill(chunk + 1);
  const file = seal(await AgeSealing.toPassphrase(passphrase, entropy), content);
  expect(Buffer.compare(await byPassphrase(file, words), content)).toBe(0);
  await expect(byPassphrase(file, words.replace(" ", "  "))).rejects.toThrow();
}, 180_000);

describe("A recipient as people hand it on", () => {
  test("is_read_with_the_spaces_and_breaks_of_copying_in_either_case", () => {
    expect(keyOf(`  ${recipient.slice(0, 700)}\r\n${recipient.slice(700)}\n`)).toEqual(keyOf(recipient));
    expect(keyOf(recipient.toUpperCase())).toEqual(keyOf(recipient));
  });

  test("with_one_wrong_letter_anywhere_or_two_swapped_is_damaged", () => {
    for (let at = 7; at < recipient.length; at += 97) {
      const other = recipient[at] === "q" ? "p" : "q";
      expect(parseAgeRecipient(recipient.slice(0, at) + other + recipient.slice(at + 1)).fault).toBe("damaged");
    }
    expect(parseAgeRecipient(recipient.slice(0, -1)).fault).toBe("damaged");
    expect(parseAgeRecipient(`${recipient}q`).fault).toBe("damaged");
    expect(parseAgeRecipient(recipient.slice(0, 40).toUpperCase() + recipient.slice(40)).fault).toBe("damaged");
  });

  test("says_what_else_was_given", async () => {
    expect(parseAgeRecipient(" \n ").fault).toBe("empty");
    expect(parseAgeRecipient(await identityToRecipient(await generateX25519Identity())).fault).toBe("classic");
    expect(parseAgeRecipient("ssh-ed25519 AAAA").fault).toBe("classic");
    expect(parseAgeRecipient("age1pqqq").fault).toBe("damaged");
    expect(parseAgeRecipient(identity).fault).toBe("secret");
    expect(parseAgeRecipient("griffier@example.org").fault).toBe("damaged");
    expect(parseAgeRecipient("x".repeat(5_000_000)).fault).toBe("damaged");
  });
});
