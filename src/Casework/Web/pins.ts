// What this browser remembers of an officer's vault between visits: version, hash, directory number, highest day. Never heads, never
// a case: they would list cases on a shared computer (docs/protocol.md section 13). It shows a vault or a list of keys that went back in time. And of the keys
// log its size and root.

import type { Bytes } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "./base64.ts";
import type { CivilDay } from "./days.ts";

export interface VaultPin {
  readonly version: number;
  /** SHA-256 of the sealed vault, base64url. */
  readonly hash: string;
  readonly directorySeq: number;
  readonly highestDay: CivilDay;
}

export interface PinStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const keyOf = (officerId: string) => `integrity.vault.${officerId}`;

export function readPin(store: PinStore, officerId: string): VaultPin | null {
  try {
    const found = JSON.parse(store.getItem(keyOf(officerId)) ?? "null") as Partial<VaultPin> | null;
    const { version, hash, directorySeq, highestDay } = found ?? {};
    const numbers = [version, directorySeq, highestDay];
    return numbers.every((value) => Number.isSafeInteger(value)) && typeof hash === "string" ? (found as VaultPin) : null;
  } catch {
    return null;
  }
}

/** Keeps the newest of everything; a lower version never replaces a higher one. */
export function writePin(store: PinStore, officerId: string, pin: VaultPin): void {
  const known = readPin(store, officerId);
  if (known !== null && known.version > pin.version) {
    return;
  }
  const newest = { ...pin, directorySeq: Math.max(pin.directorySeq, known?.directorySeq ?? 0), highestDay: Math.max(pin.highestDay, known?.highestDay ?? 0) };
  store.setItem(keyOf(officerId), JSON.stringify(newest));
}

export type PinVerdict = "same" | "newer" | "new-device" | "older" | "other";

export function judgePin(known: VaultPin | null, given: { readonly version: number; readonly hash: string }): PinVerdict {
  if (known === null) {
    return "new-device";
  }
  if (given.version === known.version) {
    return given.hash === known.hash ? "same" : "other";
  }
  return given.version > known.version ? "newer" : "older";
}

/** The head of the keys log that this browser saw last. */
export interface LogPin {
  readonly size: number;
  readonly root: Bytes;
}

const logKeyOf = (officerId: string) => `integrity.log.${officerId}`;

export function readLogPin(store: PinStore, officerId: string): LogPin | null {
  try {
    const { size, root } = JSON.parse(store.getItem(logKeyOf(officerId)) ?? "null") as { size?: unknown; root?: unknown };
    const bytes = typeof root === "string" ? fromBase64(root) : null;
    return typeof size === "number" && Number.isSafeInteger(size) && size >= 0 && bytes?.length === 32 ? { size, root: bytes } : null;
  } catch {
    return null;
  }
}

export function writeLogPin(store: PinStore, officerId: string, { size, root }: LogPin): void {
  store.setItem(logKeyOf(officerId), JSON.stringify({ size, root: toBase64(root) }));
}

/** After a backup was restored, an officer who was told so begins anew with the log as it is. */
export function forgetLogPin(store: Pick<Storage, "removeItem">, officerId: string): void {
  store.removeItem(logKeyOf(officerId));
}
