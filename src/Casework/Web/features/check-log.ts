// At every unlock: the keys log is the one that this device saw before, grown or not, and holds the list of keys in use (docs/protocol.md section 23). A server
// that shows one officer other keys than the rest has to keep two logs from then on.

import type { Bytes, KeysLog } from "@integrity-channel/crypto";
import { failureOf, putLog, signsCheckpoints, SicError, standingSince, tilePlaces, unlogged, unloggedChain, verifyCheckpoint } from "@integrity-channel/crypto";
import { call, RequestFailed } from "../http.ts";
import { readLogPin, writeLogPin, type LogPin, type PinStore } from "../pins.ts";
import type { DirectoryReading } from "./read-directory.ts";

/** "none": no key for checkpoints is listed, so there is no log. "away": the host did not answer, which the next unlock asks again. */
export type LogVerdict = "none" | "away" | "new-device" | "same" | "shorter" | "forked" | "unlisted" | "wrong";

export async function checkLog(reading: DirectoryReading & { read: true }, officerId: string, store: PinStore): Promise<LogVerdict> {
  if (!signsCheckpoints(reading.directory.channel, reading.day)) {
    return "none";
  }
  try {
    const log = await fetchLog(reading);
    const known = readLogPin(store, officerId);
    const verdict = judge(log, known, reading);
    if (verdict === "new-device" || verdict === "same") {
      writeLogPin(store, officerId, log.checkpoint);
    }
    return verdict;
  } catch (error) {
    if (error instanceof RequestFailed && error.failure === "connection") {
      return "away";
    }
    if (error instanceof RequestFailed || error instanceof SicError) {
      return "wrong";
    }
    throw error;
  }
}

async function fetchLog({ directory, day }: DirectoryReading & { read: true }): Promise<KeysLog> {
  const checkpoint = verifyCheckpoint(await fetchBytes("checkpoint"), directory, day);
  const places = tilePlaces(checkpoint.size);
  const [entries, openings] = await Promise.all([
    Promise.all(places.map((place) => fetchBytes(`tile/entries/${place}`))),
    Promise.all(places.map((place) => fetchBytes(`openings/${place}`))),
  ]);
  return putLog(checkpoint, entries, openings);
}

/** Without the session: the host must not know who asks. */
const fetchBytes = async (path: string): Promise<Bytes> => (await call(`/log/keys/${path}`, { anonymous: true })).bytes;

function judge(log: KeysLog, known: LogPin | null, reading: DirectoryReading & { read: true }): LogVerdict {
  const standing = known === null ? "continues" : standingSince(log, known.size, known.root);
  if (standing !== "continues") {
    return standing;
  }
  if (isUnlisted(log, reading)) {
    return "unlisted";
  }
  return known === null ? "new-device" : "same";
}

function isUnlisted(log: KeysLog, { document, chain }: DirectoryReading & { read: true }): boolean {
  try {
    return unlogged(log, document).length > 0 || unloggedChain(log, chain).length > 0;
  } catch (error) {
    return failureOf(error) !== null;
  }
}
