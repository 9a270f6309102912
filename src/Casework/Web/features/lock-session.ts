// Before a page forgets its keys, unsent text goes into the sealed vault.

import { fromBase64, toBase64 } from "../base64.ts";
import type { Desk } from "../desk.ts";
import { RequestFailed } from "../http.ts";
import type { StoredVault } from "./sign-in.ts";

/**
 * Puts the drafts into the vault and stores it. Null when the host holds everything; else the sealed vault, for this page to
 * keep until the next unlock.
 */
export async function keepDrafts({ keeper, drafts }: Desk): Promise<StoredVault | null> {
  const records = drafts.records().map(({ reportId, text }) => ({ reportId: fromBase64(reportId), text }));
  if (records.length > 0 || keeper.vault.drafts.length > 0) {
    const ofOtherPages = keeper.vault.drafts.filter(({ reportId }) => !drafts.knows(toBase64(reportId)));
    keeper.change((vault) => ({ ...vault, drafts: [...ofOtherPages, ...records] }));
  }
  if (!keeper.changed) {
    return null;
  }
  const sealed = await keeper.seal();
  try {
    await keeper.store();
    return keeper.changed ? sealed : null;
  } catch (error) {
    if (error instanceof RequestFailed) {
      return sealed;
    }
    throw error;
  }
}
