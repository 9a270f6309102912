import { createEncryptionKey, equal, rememberReport, reopenVault, sealVault, type Bytes, type UnlockedVault } from "@integrity-channel/crypto";
import { beforeEach, expect, test, vi } from "vitest";
import type { Host } from "../../src/Casework/Web/host.ts";
import { RequestFailed } from "../../src/Casework/Web/http.ts";
import { Keeper } from "../../src/Casework/Web/keeper.ts";
import { judgePin, readPin, writePin } from "../../src/Casework/Web/pins.ts";
import { Organisation } from "../Crypto.Web/organisation.ts";

const organisation = new Organisation("casework-web");
const officer = organisation.officers[0]!;

class Storage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

/** Stores a vault as the casework host does: compare and swap on the version. */
class VaultHost {
  stored: { version: number; vault: Bytes };
  away = false;

  constructor(stored: { version: number; vault: Bytes }) {
    this.stored = stored;
  }

  readVault = async () => this.stored;

  storeVault = async (ifVersion: number, version: number, vault: Bytes) => {
    if (this.away) {
      throw new RequestFailed("connection");
    }
    if (ifVersion !== this.stored.version) {
      return false;
    }
    this.stored = { version, vault };
    return true;
  };
}

beforeEach(() => vi.stubGlobal("localStorage", new Storage()));

async function twoPages() {
  const vault = organisation.vault(officer);
  const first = await sealVault({ ...vault, version: 0 }, organisation.entropy);
  const host = new VaultHost(first);
  const page = () => {
    const keeper: Keeper = new Keeper({ ...vault, version: 1 }, host as unknown as Host, (stored) => reopenVault(keeper.vault, stored));
    return keeper;
  };
  return { host, one: page(), other: page(), open: async () => reopenVault(vault, host.stored) };
}

const report = (fill: number) => ({ reportId: new Uint8Array(16).fill(fill), kemKey: null, authKey: null, excluded: null, heads: [{ author: new Uint8Array(16), stream: 0, seq: fill, hash: new Uint8Array(32) }] });
const remember = (fill: number) => (vault: UnlockedVault) => rememberReport(vault, report(fill));

test("Two_pages_that_store_at_once_lose_nothing_of_each_other", async () => {
  const { one, other, open } = await twoPages();
  one.change(remember(1));
  other.change(remember(2));
  await Promise.all([one.store(), other.store()]);
  expect((await open()).reports.map(({ reportId }) => reportId[0]).sort()).toEqual([1, 2]);
});

test("A_change_that_could_not_be_stored_waits_and_goes_with_the_next_store", async () => {
  const { host, one, open } = await twoPages();
  one.change(remember(3));
  host.away = true;
  await expect(one.store()).rejects.toBeInstanceOf(RequestFailed);
  expect(one.changed).toBe(true);
  host.away = false;
  await one.store();
  expect(one.changed).toBe(false);
  expect((await open()).reports).toHaveLength(1);
});

test("A_new_key_is_in_what_is_read_back", async () => {
  const { one } = await twoPages();
  const key = createEncryptionKey(2, organisation.entropy);
  one.change((vault) => ({ ...vault, encryptionKeys: [...vault.encryptionKeys, key] }));
  await one.store();
  const back = await one.readBack();
  expect(back.encryptionKeys.map(({ serial }) => serial)).toEqual([1, 2]);
  expect(equal(back.encryptionKeys[1]!.publicKey, key.publicKey)).toBe(true);
});

test("Wiping_leaves_no_key_in_memory", async () => {
  const { one } = await twoPages();
  const { vaultKey, signingSeed, encryptionKeys } = one.vault;
  one.wipe();
  for (const secret of [vaultKey, signingSeed, ...encryptionKeys.map(({ seed }) => seed)]) {
    expect(secret.every((byte) => byte === 0)).toBe(true);
  }
});

test("A_vault_that_went_back_in_time_or_changed_under_one_version_is_told", () => {
  const store = new Storage();
  expect(judgePin(readPin(store, "o"), { version: 3, hash: "a" })).toBe("new-device");
  writePin(store, "o", { version: 3, hash: "a", directorySeq: 2, highestDay: 9 });
  expect(judgePin(readPin(store, "o"), { version: 2, hash: "b" })).toBe("older");
  expect(judgePin(readPin(store, "o"), { version: 3, hash: "b" })).toBe("other");
  expect(judgePin(readPin(store, "o"), { version: 3, hash: "a" })).toBe("same");
  expect(judgePin(readPin(store, "o"), { version: 4, hash: "b" })).toBe("newer");
  writePin(store, "o", { version: 2, hash: "b", directorySeq: 1, highestDay: 1 });
  expect(readPin(store, "o")?.version).toBe(3);
});
