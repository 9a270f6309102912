/*
 * Shortened Reed-Solomon code over GF(32) (field x^5 + x^2 + 1, alpha = 2), generator (x - alpha)(x - alpha^2):
 * 26 data symbols, 2 checks, first symbol = highest degree. Distance 3: every one- and two-symbol error and every swap
 * of neighbours is detected. The code is no secret here: loops need not be constant in time on the reporter's device.
 */
const exp: number[] = [];
const log: number[] = [];
for (let power = 0, value = 1; power < 31; power++) {
  exp.push(value);
  log[value] = power;
  value <<= 1;
  if (value > 31) value ^= 0b100101;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : exp[(log[a]! + log[b]!) % 31]!;
}

/** The two check symbols: data(x)·x^2 mod g, high degree first. g = x^2 + (alpha + alpha^2)x + alpha^3. */
export function checkSymbols(data: readonly number[]): [number, number] {
  let high = 0;
  let low = 0;
  for (const symbol of data) {
    const carry = symbol ^ high;
    high = low ^ multiply(carry, exp[1]! ^ exp[2]!);
    low = multiply(carry, exp[3]!);
  }
  return [high, low];
}

function syndrome(symbols: readonly number[], root: number): number {
  let sum = 0;
  for (const symbol of symbols) sum = multiply(sum, root) ^ symbol;
  return sum;
}

export function isValid(symbols: readonly number[]): boolean {
  return syndrome(symbols, exp[1]!) === 0 && syndrome(symbols, exp[2]!) === 0;
}

function oneSymbolCorrection(symbols: readonly number[]): number[] | null {
  const s1 = syndrome(symbols, exp[1]!);
  const s2 = syndrome(symbols, exp[2]!);
  if (s1 === 0 || s2 === 0) return null;
  const degree = (log[s2]! - log[s1]! + 31) % 31;
  const index = symbols.length - 1 - degree;
  if (index < 0) return null;
  const corrected = symbols.slice();
  corrected[index] = symbols[index]! ^ exp[(2 * log[s1]! - log[s2]! + 31) % 31]!;
  return corrected;
}

/** All valid codes one wrong symbol or one swap of neighbours away. */
export function corrections(symbols: readonly number[]): number[][] {
  const found: number[][] = [];
  const single = oneSymbolCorrection(symbols);
  if (single !== null) found.push(single);
  for (let i = 0; i + 1 < symbols.length; i++) {
    const swapped = symbols.slice();
    [swapped[i], swapped[i + 1]] = [symbols[i + 1]!, symbols[i]!];
    if (symbols[i] !== symbols[i + 1] && isValid(swapped)) found.push(swapped);
  }
  return found;
}
