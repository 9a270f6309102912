// The list of keys that stands in the file, as the host put it there when it was fetched.

import { verifyDirectoryDocument, type DirectoryWarning } from "@integrity-channel/crypto";
import type { Keys } from "../app.ts";
import { verifyWithHistory } from "../flow/chained.ts";

/** Officers' confirmations change every few days and would change the file, so it holds none: that they are missing says nothing. */
const meaningless: readonly DirectoryWarning[] = ["freshness"];

/**
 * Verifies the list. There is no other date than this device's: it is the day to seal with, and a list that hosts no longer take on it is refused.
 * Base64 of a directory document (sicP); where the root was changed, a dot and base64 of the chain (sicH) that leads to it.
 */
export function bakedKeys(base64: string, deviceDay: number): Keys {
  const [document = "", chain] = base64.split(".");
  const verdict = chain === undefined ? verifyDirectoryDocument(readBase64(document), { deviceDay }) : verifyWithHistory(readBase64(document), readBase64(chain), deviceDay);
  if (verdict.verdict === "refused" || verdict.warnings.includes("device-day")) {
    return { state: "refused" };
  }
  if (verdict.directory.officers.every(({ kem }) => kem === null)) {
    return { state: "closed" };
  }
  const warnings = verdict.warnings.filter((warning) => !meaningless.includes(warning));
  return { ...verdict, state: "accepted", warnings, day: deviceDay, latestDay: verdict.latestDay };
}

function readBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}
