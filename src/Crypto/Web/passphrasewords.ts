/*
 * New passphrases: six pronounceable words of two different open syllables each, 20 onsets × 5 vowels, so 100 × 99 = 9900 words of
 * 13.27 bits and 79.6 bits in all (docs/decisions/0008). The same words as the command line's, number for number.
 */
import { wipe, type Bytes } from "./bytes.ts";
import type { Entropy } from "./primitives.ts";

const words = 6;
const vowels = "aeiou";
const onsets = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "st", "tr"] as const;
const syllables = onsets.length * vowels.length;
const choices = syllables * (syllables - 1);
/** Draws at or above the last whole multiple are thrown away: every word is as likely as any other. */
const fair = Math.floor(0xffff / choices) * choices;

/** Six words with single spaces, as ASCII. Show it once, let it be typed back, and wipe it. */
export function createPassphrase(entropy: Entropy): Bytes {
  const text: number[] = [];
  for (let index = 0; index < words; index++) {
    if (index > 0) text.push(0x20);
    for (const symbol of passphraseWord(draw(entropy))) text.push(symbol.charCodeAt(0));
  }
  return Uint8Array.from(text);
}

/** The word with this number, from 0 to 9899. */
export function passphraseWord(number: number): string {
  const first = Math.floor(number / (syllables - 1));
  const second = number % (syllables - 1);
  return syllable(first) + syllable(second < first ? second : second + 1);
}

function syllable(number: number): string {
  return `${onsets[Math.floor(number / vowels.length)]}${vowels[number % vowels.length]}`;
}

function draw(entropy: Entropy): number {
  for (;;) {
    const bytes = entropy.fill(2);
    const drawn = (bytes[0]! << 8) | bytes[1]!;
    wipe(bytes);
    if (drawn < fair) return drawn % choices;
  }
}
