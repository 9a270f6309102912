// Before a page forgets its keys, unsent text goes into the sealed vault.

import type { Draft } from "@integrity-channel/crypto";
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
  const own = keeper.vault.drafts.filter(({ reportId }) => drafts.knows(toBase64(reportId)));
  if (!sameDrafts(own, records)) {
    keeper.change((vault) => ({ ...vault, drafts: [...vault.drafts.filter((draft) => !own.includes(draft)), ...records] }));
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

const sameDrafts = (kept: readonly Draft[], now: readonly Draft[]) =>
  kept.length === now.length && now.every(({ reportId, text }) => kept.some((draft) => draft.text === text && toBase64(draft.reportId) === toBase64(reportId)));

const saveEvery = 20_000;

/**
 * Seals unsent text into the vault while it is being written: the host's session may have ended by the time an idle page locks,
 * and a browser that crashes loses nothing older than this.
 */
export class DraftSaver {
  readonly #desk: Desk;
  readonly #timer: ReturnType<typeof setInterval>;
  #saved: number;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#saved = desk.drafts.changes;
    this.#timer = setInterval(() => void this.#save(), saveEvery);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #save(): Promise<void> {
    const { changes } = this.#desk.drafts;
    if (changes !== this.#saved && (await keepDrafts(this.#desk)) === null) {
      this.#saved = changes;
    }
  }
}
