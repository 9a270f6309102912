// What this browser remembers of an officer's vault between visits: version, hash, directory number, highest day. Never heads, never
// a case: they would list cases on a shared computer (docs/protocol.md section 13). It shows a vault or a list of keys that went back in time.

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
