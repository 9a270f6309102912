// A list of keys under a root that is not the organisation's first: the chain says how that root came to sign.

import { equal, fingerprintOf, parseChain, verifyDirectoryDocument, type Bytes, type DirectoryVerdict } from "@integrity-channel/crypto";

/** `earlier`: the fingerprints of the roots before. A poster may still show one: it is as good, since that root named the next one. */
export type ChainedVerdict = DirectoryVerdict & { earlier?: readonly string[] };

export function verifyWithHistory(document: Bytes, chain: Bytes, deviceDay: number): ChainedVerdict {
  try {
    const history = parseChain(chain);
    const verdict = verifyDirectoryDocument(document, { deviceDay, history });
    return verdict.verdict === "refused" ? verdict
      : { ...verdict, earlier: history.rootKeys.filter((key) => !equal(key, verdict.directory.rootKey)).map(fingerprintOf) };
  } catch {
    return { verdict: "refused", reason: "wrong-root" };
  }
}
