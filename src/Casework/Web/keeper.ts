// Keeps the unlocked vault: changes it in memory, stores it sealed with compare-and-swap, merges when another page was faster.

import type { Bytes, UnlockedVault } from "@integrity-channel/crypto";
import { mergeVault, sealVault, systemEntropy, wipe, wipeVault } from "@integrity-channel/crypto";
import { toBase64 } from "./base64.ts";
import type { Host } from "./host.ts";
import { writePin } from "./pins.ts";

export type Change = (vault: UnlockedVault) => UnlockedVault;

/** Opens a stored vault with the key that this session holds. */
export type Reopen = (stored: { readonly version: number; readonly vault: Bytes }) => Promise<UnlockedVault>;

/** Two pages of one officer may race; more than this many lost races is no race. */
const attempts = 6;

export class Keeper {
  #vault: UnlockedVault;
  readonly #host: Host;
  readonly #reopen: Reopen;
  #changed = false;
  #storing: Promise<void> = Promise.resolve();

  constructor(vault: UnlockedVault, host: Host, reopen: Reopen) {
    this.#vault = vault;
    this.#host = host;
    this.#reopen = reopen;
  }

  get vault(): UnlockedVault {
    return this.#vault;
  }

  /** Changes what is kept, in memory only; `store` makes it last. */
  change(change: Change): void {
    this.#vault = change(this.#vault);
    this.#changed = true;
  }

  /** Stores what changed. One at a time; throws RequestFailed when the host could not be reached, and then the change stays waiting. */
  store(): Promise<void> {
    const turn = this.#storing.then(() => this.#store());
    this.#storing = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Puts the vault under a new key: `make` seals it anew and has the host take it, or says why not. Nothing is stored meanwhile, and
   * what was changed in memory meanwhile stays and waits for the next store. The key given up is wiped.
   */
  rekey<T extends { readonly unlocked: UnlockedVault | null }>(make: (vault: UnlockedVault) => Promise<T>): Promise<T> {
    const turn = this.#storing.then(() => this.#rekey(make));
    this.#storing = turn.then(() => undefined, () => undefined);
    return turn;
  }

  /** Takes in what another page stored, as a lost race for storing does. */
  async catchUp(): Promise<void> {
    this.#vault = mergeVault(this.#vault, await this.#reopen(await this.#host.readVault()));
  }

  /** The vault as it is now, sealed but not stored: for a page that must forget its keys while the host is away. */
  seal(): Promise<{ version: number; vault: Bytes }> {
    return sealVault(this.#vault, systemEntropy);
  }

  /** What the host holds now, opened: shows that a store arrived. */
  async readBack(): Promise<UnlockedVault> {
    return this.#reopen(await this.#host.readVault());
  }

  get changed(): boolean {
    return this.#changed;
  }

  wipe(): void {
    wipeVault(this.#vault);
  }

  async #rekey<T extends { readonly unlocked: UnlockedVault | null }>(make: (vault: UnlockedVault) => Promise<T>): Promise<T> {
    const before = this.#vault;
    const outcome = await make(before);
    if (outcome.unlocked !== null) {
      const { vaultKey, vaultKeyId, version } = outcome.unlocked;
      const old = before.vaultKey;
      this.#changed ||= this.#vault !== before;
      this.#vault = { ...this.#vault, vaultKey, vaultKeyId, version };
      wipe(old);
    }
    return outcome;
  }

  async #store(): Promise<void> {
    for (let attempt = 1; this.#changed && attempt <= attempts; attempt++) {
      const before = this.#vault;
      const sealed = await sealVault(before, systemEntropy);
      if (!(await this.#host.storeVault(before.version, sealed.version, sealed.vault))) {
        await this.catchUp();
        continue;
      }
      await pinVault(before, sealed);
      this.#changed = this.#vault !== before;
      this.#vault = { ...this.#vault, version: sealed.version };
    }
  }
}

/** Remembers on this device which vault it saw last. */
export async function pinVault(vault: UnlockedVault, sealed: { readonly version: number; readonly vault: Bytes }): Promise<void> {
  const hash = toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", sealed.vault)));
  writePin(localStorage, toBase64(vault.officerId), { version: sealed.version, hash, directorySeq: vault.directorySeq, highestDay: vault.highestDay });
}
