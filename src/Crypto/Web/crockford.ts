/** Crockford base32: no I, L, O, U. */
export const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first `count` groups of five bits, as symbol values. */
export function toSymbols(bytes: Uint8Array, count: number, bits = 0, held = 0): number[] {
  const symbols: number[] = [];
  let next = 0;
  while (symbols.length < count) {
    if (held < 5) {
      bits = (bits << 8) | (bytes[next++] ?? 0);
      held += 8;
    }
    held -= 5;
    symbols.push((bits >> held) & 31);
    bits &= (1 << held) - 1;
  }
  return symbols;
}

export function symbolText(symbols: readonly number[]): string {
  return symbols.map((symbol) => alphabet[symbol]).join("");
}

/** Groups of four symbols; the last may be shorter. */
export function groupsOfFour(text: string): string[] {
  return text.match(/.{1,4}/g) ?? [];
}
