// Fetches the directory document and verifies it; where the organisation's root was replaced, with the history that proves it.

import { verifyDirectoryDocument } from "@integrity-channel/crypto";
import type { Keys } from "../app.ts";
import { verifyWithHistory, type ChainedVerdict } from "./chained.ts";
import { ExchangeFailed, fetchChain, fetchDirectory } from "./requests.ts";

export async function fetchKeys(deviceDay: number): Promise<Keys> {
  let verdict: ChainedVerdict;
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
