// Fetches the directory document and verifies it; where the organisation's root was replaced, with the history that proves it.

import { equal, fingerprintOf, parseChain, verifyDirectoryDocument, type Bytes, type DirectoryVerdict } from "@integrity-channel/crypto";
import type { Keys } from "../app.ts";
import { ExchangeFailed, fetchChain, fetchDirectory } from "./requests.ts";

export async function fetchKeys(deviceDay: number): Promise<Keys> {
  let verdict: DirectoryVerdict & { earlier?: readonly string[] };
  try {
    const document = await fetchDirectory();
    verdict = verifyDirectoryDocument(document, { deviceDay });
    if (verdict.verdict === "refused" && verdict.reason === "wrong-organisation") {
      verdict = verifyWithHistory(document, await fetchChain(), deviceDay);
    }
  } catch (problem) {
    return { state: problem instanceof ExchangeFailed && problem.reason === "refused" ? "closed" : "unreachable" };
  }
  if (verdict.verdict !== "accepted") {
    return { state: "refused" };
  }
  return verdict.directory.officers.every(({ kem }) => kem === null) ? { state: "closed" } : { ...verdict, state: "accepted" };
}

/** A poster may still show an earlier root: its fingerprint is as good, since that root named the next one. */
function verifyWithHistory(document: Bytes, chain: Bytes, deviceDay: number): DirectoryVerdict & { earlier?: readonly string[] } {
  try {
    const history = parseChain(chain);
    const verdict = verifyDirectoryDocument(document, { deviceDay, history });
    return verdict.verdict === "refused" ? verdict
      : { ...verdict, earlier: history.rootKeys.filter((key) => !equal(key, verdict.directory.rootKey)).map(fingerprintOf) };
  } catch {
    return { verdict: "refused", reason: "wrong-root" };
  }
}
