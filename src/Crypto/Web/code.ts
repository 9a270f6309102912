/*
 * The reference code: 128 random bits, shown as 28 Crockford symbols in seven groups of four. Version bits 00 and the
 * secret make 26 symbols, two check symbols follow (checksymbols.ts). The code is never sent anywhere.
 */
import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { checkSymbols, corrections, isValid } from "./checksymbols.ts";
import { alphabet, groupsOfFour, symbolText, toSymbols } from "./crockford.ts";
import { deriveKey, extract, labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { ed25519KeyPair, xwingKeyPair, type Entropy, type KeyPair } from "./primitives.ts";

const secretLength = 16;
const symbolCount = 28;

/** 16 random bytes: everything the reporter has. Wipe it when done. */
export function createSecret(entropy: Entropy): Bytes {
  return entropy.fill(secretLength);
}

/** Seven groups of four symbols. */
export function formatCode(secret: Bytes): string[] {
  // Two zero bits (the version) stand before the secret, so the first symbol is 0 to 7.
  const data = toSymbols(secret, 26, 0, 2);
  return groupsOfFour(symbolText([...data, ...checkSymbols(data)]));
}

/** A correction to offer, never to apply: `group` is the index in `groups`, from and to the text of the group(s) that differ. */
export interface CodeSuggestion {
  readonly group: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export type CodeReading =
  | { readonly state: "empty" | "incomplete"; readonly groups: string[] }
  | { readonly state: "complete"; readonly groups: string[]; readonly secret: Bytes }
  | { readonly state: "wrong"; readonly groups: string[]; readonly suggestion: CodeSuggestion | null }
  | { readonly state: "unreadable"; readonly groups: string[]; readonly character: string };

const separators = /[\s\u00ad\u200b\u2060\ufeff\-\u2010-\u2015\u2212_]/u;

/** The value of a typed character: case does not matter, I and L read as 1, O as 0; -1 for anything else, U included. */
function symbolValue(character: string): number {
  const upper = /^[a-z]$/.test(character) ? character.toUpperCase() : character;
  return alphabet.indexOf(upper === "I" || upper === "L" ? "1" : upper === "O" ? "0" : upper);
}

/** Reads what a person typed. Never throws. A code longer than 28 symbols is "wrong". */
export function readCode(text: string): CodeReading {
  const symbols: number[] = [];
  for (const character of text) {
    if (separators.test(character)) continue;
    const value = symbolValue(character);
    if (value < 0) return { state: "unreadable", groups: groupsOfFour(symbolText(symbols)), character };
    symbols.push(value);
  }
  const groups = groupsOfFour(symbolText(symbols));
  if (symbols.length === 0) return { state: "empty", groups };
  if (symbols.length < symbolCount) return { state: "incomplete", groups };
  if (symbols.length > symbolCount) return { state: "wrong", groups, suggestion: null };
  if (isWellFormed(symbols)) return { state: "complete", groups, secret: secretOf(symbols) };
  return { state: "wrong", groups, suggestion: suggest(symbols, groups) };
}

function isWellFormed(symbols: readonly number[]): boolean {
  return symbols[0]! < 8 && isValid(symbols);
}

function secretOf(symbols: readonly number[]): Bytes {
  const secret = new Uint8Array(secretLength);
  let bits = symbols[0]!;
  let held = 3;
  let at = 0;
  for (const symbol of symbols.slice(1, 26)) {
    bits = (bits << 5) | symbol;
    held += 5;
    if (held >= 8) {
      held -= 8;
      secret[at++] = bits >> held;
      bits &= (1 << held) - 1;
    }
  }
  return secret;
}

/** Only when exactly one correction exists: most double errors have a plausible but wrong one. */
function suggest(symbols: readonly number[], groups: string[]): CodeSuggestion | null {
  const candidates = corrections(symbols).filter(isWellFormed);
  if (candidates.length !== 1) return null;
  const corrected = groupsOfFour(symbolText(candidates[0]!));
  const differing = groups.map((_, index) => index).filter((index) => groups[index] !== corrected[index]);
  const first = differing[0]!;
  const texts = (source: string[]): string => differing.map((index) => source[index]).join(" ");
  return { group: first, from: texts(groups), to: texts(corrected), text: corrected.join(" ") };
}

/** What a code opens. Wipe with `wipeCodeKeys`. */
export interface CodeKeys {
  /** 32 bytes; told to the server only inside a signed login. */
  readonly mailboxId: Bytes;
  /** 32 bytes; what the server stores. */
  readonly lookup: Bytes;
  /** Ed25519: signs logins and the reporter's objects. */
  readonly auth: KeyPair;
  /** X-Wing: opens replies. Its public key travels only inside sealed bodies. */
  readonly kem: KeyPair;
}

export function deriveCodeKeys(secret: Bytes, orgId: Bytes): CodeKeys {
  const prk = extract(concat(ascii(Label.code), orgId), secret);
  const mailboxId = deriveKey(prk, Label.mailbox);
  const keys = {
    mailboxId,
    lookup: labelledHash(Label.lookup, mailboxId),
    auth: ed25519KeyPair(deriveKey(prk, Label.auth)),
    kem: xwingKeyPair(deriveKey(prk, Label.kem)),
  };
  wipe(prk);
  return keys;
}

export function wipeCodeKeys(keys: CodeKeys): void {
  wipe(keys.mailboxId, keys.auth.seed, keys.kem.seed);
}
