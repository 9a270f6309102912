// Bounds-checked reading of files that nobody vouches for. Everything here ends with `Damaged` instead of reading past an end;
// inspect.ts and clean.ts are the only ones that catch it, so nothing is ever thrown to the page.

/** The file is not what its first bytes promise, or passes one of the limits of its reader. */
export class Damaged extends Error {
  constructor() {
    super("damaged");
  }
}

export function demand(holds: boolean): asserts holds {
  if (!holds) {
    throw new Damaged();
  }
}

/** Exactly `length` bytes of a file. */
export async function read(file: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  demand(from >= 0 && length >= 0 && from + length <= file.size);
  return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
}

/** Numbers and text at places of a byte array. */
export class Bytes {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly little: boolean;

  constructor(bytes: Uint8Array, little = false) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = little;
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    this.within(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    this.within(at, 2);
    return this.view.getUint16(at, this.little);
  }

  u32(at: number): number {
    this.within(at, 4);
    return this.view.getUint32(at, this.little);
  }

  /** A big-endian number of 0 to 8 bytes, at most 2^53 - 1. */
  uint(at: number, size: number): number {
    let value = 0;
    for (let index = 0; index < size; index++) {
      value = value * 256 + this.u8(at + index);
    }
    demand(value <= Number.MAX_SAFE_INTEGER);
    return value;
  }

  slice(at: number, length: number): Uint8Array {
    this.within(at, length);
    return this.bytes.subarray(at, at + length);
  }

  /** One character a byte. */
  latin(at: number, length: number): string {
    return latin(this.slice(at, length));
  }

  startsWith(text: string, at = 0): boolean {
    return at + text.length <= this.length && this.latin(at, text.length) === text;
  }

  private within(at: number, length: number): void {
    demand(at >= 0 && length >= 0 && at + length <= this.length);
  }
}

/** One character a byte. */
export function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

/** Characters below 256 back to bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Text as most writers mean it: UTF-8 where it is that, else one character a byte. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin(bytes);
  }
}

/** A moving window over a file, so that long files are walked with a few MiB in memory. */
export class Window {
  private start = 0;
  private held: Uint8Array = new Uint8Array(0);
  private readonly file: Blob;
  private readonly step: number;

  constructor(file: Blob, step = 1 << 20) {
    this.file = file;
    this.step = step;
  }

  /** The bytes at a place: at least `least`, as many as are held; fewer at the end of the file. */
  async at(place: number, least: number): Promise<Uint8Array> {
    const wanted = Math.min(least, this.file.size - place);
    demand(wanted >= 0);
    if (place < this.start || place + wanted > this.start + this.held.length) {
      this.start = place;
      this.held = await read(this.file, place, Math.min(Math.max(wanted, this.step), this.file.size - place));
    }
    return this.held.subarray(place - this.start);
  }
}
