import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveCodeKeys, formatCode, readCode } from "@integrity-channel/crypto";
import { corrections, isValid } from "../../src/Crypto/Web/checksymbols.ts";
import { SeededEntropy } from "./seededentropy.ts";
import { toHex } from "./publicvectors.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes));

function replace(text: string, at: number, symbol: string): string {
  return text.slice(0, at) + symbol + text.slice(at + 1);
}

describe("reference code", () => {
  it("comes_back_from_what_was_shown", () => {
    fc.assert(fc.property(secrets, (secret) => {
      const groups = formatCode(secret);
      expect(groups.map((group) => group.length)).toEqual([4, 4, 4, 4, 4, 4, 4]);
      expect("01234567").toContain(groups[0]![0]);
      const reading = readCode(groups.join("-"));
      expect(reading.state).toBe("complete");
      expect(reading.state === "complete" && toHex(reading.secret)).toBe(toHex(secret));
    }));
  });

  it("reads_look_alikes_case_spaces_and_dashes_the_same", () => {
    fc.assert(fc.property(secrets, (secret) => {
      const code = formatCode(secret).join("");
      const typed = [...code].map((symbol, index) =>
        (symbol === "1" ? ["i", "L", "1", "l", "I"][index % 5]! : symbol === "0" ? ["o", "O"][index % 2]! : symbol.toLowerCase())
        + (index % 3 === 0 ? " " : index % 5 === 0 ? "\u2013" : "")).join("");
      expect(readCode(typed)).toEqual(readCode(code));
    }));
  });

  it("detects_every_single_wrong_symbol_and_offers_the_right_one_or_nothing", () => {
    const code = formatCode(new SeededEntropy("single").fill(16)).join("");
    let offered = 0;
    for (let at = 0; at < 28; at++) {
      for (const symbol of alphabet) {
        if (symbol === code[at]) continue;
        const reading = readCode(replace(code, at, symbol));
        expect(reading.state).toBe("wrong");
        if (reading.state === "wrong" && reading.suggestion !== null) {
          offered++;
          expect(reading.suggestion.text.replaceAll(" ", "")).toBe(code);
          expect(reading.suggestion.group).toBe(Math.floor(at / 4));
        }
      }
    }
    expect(offered).toBeGreaterThan(28 * 31 * 0.3);
  });

  it("detects_every_swap_of_neighbours", () => {
    fc.assert(fc.property(secrets, (secret) => {
      const code = formatCode(secret).join("");
      for (let at = 0; at < 27; at++) {
        if (code[at] === code[at + 1]) continue;
        const swapped = replace(replace(code, at, code[at + 1]!), at + 1, code[at]!);
        const reading = readCode(swapped);
        expect(reading.state).toBe("wrong");
        if (reading.state === "wrong" && reading.suggestion !== null) {
          expect(reading.suggestion.text.replaceAll(" ", "")).toBe(code);
        }
      }
    }));
  });

  it("detects_double_errors", () => {
    const places = fc.tuple(fc.nat(27), fc.nat(27), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }));
    fc.assert(fc.property(secrets, places, (secret, [first, second, one, two]) => {
      fc.pre(first !== second);
      const symbols = [...formatCode(secret).join("")].map((symbol) => alphabet.indexOf(symbol));
      symbols[first]! ^= one;
      symbols[second]! ^= two;
      expect(isValid(symbols)).toBe(false);
    }), { numRuns: 2000 });
  });

  it("never_offers_a_correction_when_two_fit", () => {
    fc.assert(fc.property(secrets, fc.nat(27), fc.integer({ min: 1, max: 31 }), (secret, at, error) => {
      const symbols = [...formatCode(secret).join("")].map((symbol) => alphabet.indexOf(symbol));
      symbols[at]! ^= error;
      const fitting = corrections(symbols).filter((candidate) => candidate[0]! < 8);
      const reading = readCode(symbols.map((symbol) => alphabet[symbol]).join(""));
      expect(reading.state === "wrong" && reading.suggestion !== null).toBe(fitting.length === 1);
    }));
  });

  it("says_where_it_stands", () => {
    expect(readCode(" - ").state).toBe("empty");
    expect(readCode("01AB").state).toBe("incomplete");
    expect(readCode("0".repeat(29)).state).toBe("wrong");
    expect(readCode("01U")).toEqual({ state: "unreadable", groups: ["01"], character: "U" });
    expect(readCode("01\u0131").state).toBe("unreadable");
  });

  it("opens_another_mailbox_in_another_organisation", () => {
    const secret = new SeededEntropy("secret").fill(16);
    const one = deriveCodeKeys(secret, new Uint8Array(16).fill(1));
    const two = deriveCodeKeys(secret, new Uint8Array(16).fill(2));
    expect(toHex(one.mailboxId)).not.toBe(toHex(two.mailboxId));
    expect(toHex(one.auth.publicKey)).not.toBe(toHex(two.auth.publicKey));
  });
});
