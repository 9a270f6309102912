// Deflate by the browser's own streams, with an upper bound on what may come out, and the check sum of ZIP and PNG.

import { concat, Damaged, demand } from "./reader.ts";

type Packing = "deflate" | "deflate-raw";

/** Unpacks at most `most` bytes. Throws Damaged when more would come out or when it is not packed like that. */
export async function unpacked(packed: Blob, form: Packing, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new DecompressionStream(form);
  const writing = pour(packed, stream.writable);
  const parts: Uint8Array[] = [];
  const reader = stream.readable.getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      length += value.length;
      demand(length <= most);
      parts.push(value);
    }
  } catch {
    void reader.cancel().catch(() => undefined);
    throw new Damaged();
  }
  await writing;
  return concat(parts);
}

/** Packs bytes for a ZIP file. */
export async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new CompressionStream("deflate-raw");
  const writing = pour(new Blob([bytes]), stream.writable);
  const made = new Uint8Array(await new Response(stream.readable).arrayBuffer());
  await writing;
  return made;
}

/** Writes a blob in small steps, so that nothing runs ahead of the reader; an error shows on the reading side. */
async function pour(from: Blob, to: WritableStream<BufferSource>): Promise<void> {
  const writer = to.getWriter();
  const step = 1 << 14; // what one step can unpack to stays under 17 MB
  try {
    for (let at = 0; at < from.size; at += step) {
      await writer.write(new Uint8Array(await from.slice(at, at + step).arrayBuffer()));
    }
    await writer.close();
  } catch {
    await writer.abort().catch(() => undefined);
  }
}

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});

/** CRC-32 as in ZIP and PNG. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
