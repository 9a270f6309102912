// QR codes of short addresses (ISO/IEC 18004): bytes, error correction M, versions 1 to 9. Written here, since the package at hand draws
// in a library for one operating system (docs/decisions).

/** Data codewords, error-correction codewords of a block, and the blocks of group 1 and 2, for level M. */
const versions = [
  { check: 10, blocks: [16] },
  { check: 16, blocks: [28] },
  { check: 26, blocks: [44] },
  { check: 18, blocks: [32, 32] },
  { check: 24, blocks: [43, 43] },
  { check: 16, blocks: [27, 27, 27, 27] },
  { check: 18, blocks: [31, 31, 31, 31] },
  { check: 22, blocks: [38, 38, 39, 39] },
  { check: 22, blocks: [36, 36, 36, 37, 37] },
] as const;

const alignments: readonly (readonly number[])[] = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];

/** Rows of dark (true) and light modules, without the quiet zone. Throws where the text is longer than 180 bytes. */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  const at = versions.findIndex(({ blocks }) => blocks.reduce((sum: number, size) => sum + size, 0) >= bytes.length + 2);
  const version = versions[at];
  if (version === undefined) {
    throw new Error("too long for a code on a poster");
  }
  const bits = interleave(dataWords(bytes, version.blocks.reduce((sum: number, size) => sum + size, 0)), version);
  let best: { grid: boolean[][]; penalty: number } | null = null;
  for (let mask = 0; mask < 8; mask++) {
    const grid = draw(at + 1, bits, mask);
    const penalty = judge(grid);
    best = best === null || penalty < best.penalty ? { grid, penalty } : best;
  }
  return best?.grid ?? [];
}

/** Mode 4 (bytes), length, data, end, padding. */
function dataWords(bytes: Uint8Array, capacity: number): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) {
      bits.push((value >> bit) & 1);
    }
  };
  push(4, 4);
  push(bytes.length, 8);
  bytes.forEach((byte) => push(byte, 8));
  push(0, Math.min(4, capacity * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  const words = Array.from({ length: bits.length / 8 }, (_, word) => bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) {
    words.push(pad);
  }
  return words;
}

/** Multiplication in GF(256) with x⁸+x⁴+x³+x²+1. */
function multiply(left: number, right: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((right >> bit) & 1) * left;
  }
  return product;
}

/** The remainder of data·xⁿ by (x−1)(x−2)(x−4)…, highest power first. */
function checkWords(data: readonly number[], count: number): number[] {
  const divisor = new Array<number>(count).fill(0);
  divisor[count - 1] = 1;
  for (let root = 1, index = 0; index < count; index++, root = multiply(root, 2)) {
    for (let place = 0; place < count; place++) {
      divisor[place] = multiply(divisor[place]!, root) ^ (divisor[place + 1] ?? 0);
    }
  }
  const rest = new Array<number>(count).fill(0);
  for (const word of data) {
    const factor = word ^ rest.shift()!;
    rest.push(0);
    divisor.forEach((value, place) => (rest[place]! ^= multiply(value, factor)));
  }
  return rest;
}

/** Word by word from every block, first the data, then the checks; as bits. */
function interleave(words: readonly number[], { check, blocks }: (typeof versions)[number]): number[] {
  let from = 0;
  const parts = blocks.map((size) => words.slice(from, (from += size)));
  const checks = parts.map((part) => checkWords(part, check));
  const columns = (rows: readonly (readonly number[])[], length: number) => Array.from({ length }, (_, column) => rows.flatMap((row) => (column < row.length ? [row[column]!] : []))).flat();
  return [...columns(parts, Math.max(...blocks)), ...columns(checks, check)].flatMap((word) => Array.from({ length: 8 }, (_, bit) => (word >> (7 - bit)) & 1));
}

function draw(version: number, bits: readonly number[], mask: number): boolean[][] {
  const size = version * 4 + 17;
  const grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const set = (row: number, column: number, dark: boolean) => {
    if (row >= 0 && column >= 0 && row < size && column < size) {
      grid[row]![column] = dark;
      fixed[row]![column] = true;
    }
  };
  drawPatterns(version, size, set);
  drawFormat(size, mask, set);
  fill(grid, fixed, bits, mask);
  return grid;
}

type Setter = (row: number, column: number, dark: boolean) => void;

/** Finders with their light frames, timing, alignment, and from version 7 on the version itself. */
function drawPatterns(version: number, size: number, set: Setter): void {
  for (let place = 0; place < size; place++) {
    set(6, place, place % 2 === 0);
    set(place, 6, place % 2 === 0);
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]] as const) {
    for (let down = -4; down <= 4; down++) {
      for (let right = -4; right <= 4; right++) {
        const ring = Math.max(Math.abs(down), Math.abs(right));
        set(row + down, column + right, ring !== 2 && ring !== 4);
      }
    }
  }
  const centres = alignments[version - 1] ?? [];
  const last = centres.length - 1;
  centres.forEach((row, i) => centres.forEach((column, j) => !((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) && square(row, column, set)));
  if (version >= 7) {
    let rest = version;
    for (let step = 0; step < 12; step++) {
      rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    }
    const word = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(far, near, ((word >> bit) & 1) === 1);
      set(near, far, ((word >> bit) & 1) === 1);
    }
  }
}

function square(row: number, column: number, set: Setter): void {
  for (let down = -2; down <= 2; down++) {
    for (let right = -2; right <= 2; right++) {
      set(row + down, column + right, Math.max(Math.abs(down), Math.abs(right)) !== 1);
    }
  }
}

/** Level M (00) and the mask, with ten check bits, in both places; and the one module that is always dark. */
function drawFormat(size: number, mask: number, set: Setter): void {
  let rest = mask;
  for (let step = 0; step < 10; step++) {
    rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  }
  const word = ((mask << 10) | rest) ^ 0x5412;
  const dark = (bit: number) => ((word >> bit) & 1) === 1;
  for (let bit = 0; bit <= 5; bit++) {
    set(bit, 8, dark(bit));
  }
  set(7, 8, dark(6));
  set(8, 8, dark(7));
  set(8, 7, dark(8));
  for (let bit = 9; bit < 15; bit++) {
    set(8, 14 - bit, dark(bit));
  }
  for (let bit = 0; bit < 8; bit++) {
    set(8, size - 1 - bit, dark(bit));
  }
  for (let bit = 8; bit < 15; bit++) {
    set(size - 15 + bit, 8, dark(bit));
  }
  set(size - 8, 8, true);
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Two columns at a time from the right, up and down in turn, round the timing column. */
function fill(grid: boolean[][], fixed: readonly (readonly boolean[])[], bits: readonly number[], mask: number): void {
  const size = grid.length;
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    right -= right === 6 ? 1 : 0;
    for (let step = 0; step < size; step++) {
      for (const column of [right, right - 1]) {
        const row = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (!fixed[row]![column]) {
          grid[row]![column] = (bits[next++] === 1) !== masks[mask]!(row, column);
        }
      }
    }
  }
}

/** The four penalties of the standard: runs, squares, look-alikes of finders, balance. */
function judge(grid: readonly (readonly boolean[])[]): number {
  const size = grid.length;
  const lines = [...grid, ...grid.map((_, column) => grid.map((row) => row[column]!))].map((line) => line.map((dark) => (dark ? "1" : "0")).join(""));
  let penalty = 0;
  for (const line of lines) {
    penalty += [...line.matchAll(/0{5,}|1{5,}/gu)].reduce((sum, [run]) => sum + run.length - 2, 0);
    for (let at = 0; at + 11 <= size; at++) {
      const part = line.slice(at, at + 11);
      penalty += part === "10111010000" || part === "00001011101" ? 40 : 0;
    }
  }
  for (let row = 1; row < size; row++) {
    for (let column = 1; column < size; column++) {
      const dark = grid[row]![column];
      penalty += dark === grid[row - 1]![column] && dark === grid[row]![column - 1] && dark === grid[row - 1]![column - 1] ? 3 : 0;
    }
  }
  const share = grid.flat().filter(Boolean).length / (size * size);
  return penalty + Math.floor(Math.abs(share * 100 - 50) / 5) * 10;
}
