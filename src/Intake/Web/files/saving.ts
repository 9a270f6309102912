// Saves a file of an answer: every part is fetched and checked against what its author signed before a byte can be saved.

import { encodeReadPart, openFile, partCount, readPartBytes, signReporterLogin, verifyContainer, type Bytes, type ContainerKey, type FileEntry, type PartReader } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { requestNonce, send } from "../flow/requests.ts";
import type { Visit } from "../memory.ts";

export type SaveOutcome = { readonly state: "ready"; readonly content: Blob } | { readonly state: "network" | "altered" | "stopped" };

/** From this length on, in bytes, fetching twice costs less than keeping: a private window keeps at most 2 GiB, in memory. */
const largeContainer = 128 * 1024 * 1024;

/** How much plaintext is gathered before it goes to the browser's own store, in bytes. */
const gathered = 4 * 1024 * 1024;

/** Parts that came, by container, so that the second file of an answer is not fetched again. They are ciphertext. */
const fetched = new WeakMap<ContainerKey, Map<number, Blob>>();

/** Fetches and opens one file. */
export function fetchFile(app: App, visit: Visit, entry: FileEntry, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<SaveOutcome> {
  return openChecked(entry, (index) => fetchPart(app, visit, entry.container.header.objectId, index, signal), signal, progress);
}

/** Opens one file from the parts that `fetchPart` brings. Nothing of it is given out before the whole container was found right. */
export async function openChecked(entry: FileEntry, fetchPart: PartReader, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<SaveOutcome> {
  const { header } = entry.container;
  const parts = fetched.get(entry.container) ?? new Map<number, Blob>();
  fetched.set(entry.container, parts);
  let failed = false;
  const total = partCount(header.containerLength);
  const readPart = async (index: number): Promise<Bytes> => {
    const kept = parts.get(index);
    if (kept !== undefined) {
      return new Uint8Array(await kept.arrayBuffer());
    }
    try {
      const bytes = await fetchPart(index);
      parts.set(index, new Blob([bytes as BlobPart]));
      progress(parts.size, total);
      return bytes;
    } catch (problem) {
      failed = true;
      throw problem;
    }
  };
  try {
    const digests = await verifyContainer(entry.container, readPart);
    const content = await gather(openFile(entry, header.containerLength < largeContainer ? readPart : releasing(parts, readPart), digests));
    return { state: "ready", content };
  } catch {
    if (!failed) {
      fetched.delete(entry.container);
    }
    return { state: signal.aborted ? "stopped" : failed ? "network" : "altered" };
  }
}

/** The pieces as one Blob, handed over to the browser a few MiB at a time. */
async function gather(pieces: AsyncIterable<Bytes>): Promise<Blob> {
  let content = new Blob([]);
  let waiting: Bytes[] = [];
  let held = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    held += piece.length;
    if (held >= gathered) {
      content = new Blob([content, ...waiting as BlobPart[]]);
      waiting = [];
      held = 0;
    }
  }
  return new Blob([content, ...waiting as BlobPart[]], { type: "application/octet-stream" });
}

/** Reads for the last time: each part is forgotten once a later one is asked for, so that ciphertext and plaintext are not both held whole. */
function releasing(parts: Map<number, Blob>, readPart: PartReader): PartReader {
  let last = -1;
  return (index) => {
    if (index !== last) {
      parts.delete(last);
      last = index;
    }
    return readPart(index);
  };
}

/** One part, asked for again after a pause where nothing came. A wrong answer of a host that knows nothing is found by the hash. */
async function fetchPart(app: App, visit: Visit, objectId: Bytes, index: number, signal: AbortSignal): Promise<Bytes> {
  for (let attempt = 0; ; attempt++) {
    try {
      const keys = app.keys;
      if (keys.state !== "accepted") {
        throw new Error("no keys");
      }
      const login = signReporterLogin({ secret: visit.secret, orgId: keys.directory.orgId, origin: location.origin, nonce: await requestNonce() });
      return readPartBytes(await send("/r/read", encodeReadPart(login, objectId, index), signal, () => undefined));
    } catch (problem) {
      if (signal.aborted || attempt === 3) {
        throw problem;
      }
      await new Promise((resolve) => { setTimeout(resolve, 1_000 * 2 ** attempt); });
    }
  }
}
