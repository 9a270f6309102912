import { createEncryptionKey, equal, officerLoginKey, openVault, reopenVault, sealVault, wrapVaultKey, type Bytes, type UnlockedVault } from "@integrity-channel/crypto";
import { argon2id, encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { beforeEach, expect, test, vi } from "vitest";
import { fromBase64, toBase64 } from "../../src/Casework/Web/base64.ts";
import type { Desk } from "../../src/Casework/Web/desk.ts";
import { beginChange } from "../../src/Casework/Web/features/change-passphrase.ts";
import { Host } from "../../src/Casework/Web/host.ts";
import { Keeper } from "../../src/Casework/Web/keeper.ts";
import type { PassphraseRequest, SessionAnswer } from "../../src/Casework/Web/wire.ts";
import { labelledHash } from "../../src/Crypto/Web/hash.ts";
import { ed25519Verify } from "../../src/Crypto/Web/primitives.ts";
import { Organisation } from "../Crypto.Web/organisation.ts";

const organisation = new Organisation("casework-passphrase");
const officer = organisation.officers[0]!;
const parameters = { memoryKib: 65_536, iterations: 3 };
const oldWords = "kilo fabo bini muta rosa pelu";
const origin = "http://localhost:8081";

/** The host's side: session, vault and account, changed as the real one changes them. */
class Server {
  session!: SessionAnswer;
  stored!: { version: number; vault: Bytes };
  loginKey!: Bytes;
  vault!: UnlockedVault;
  requests: { path: string; body: string }[] = [];
  /** What becomes of the next change: taken, refused once as moved, answered into the void, or never arrived. */
  mood: "take" | "moved" | "lost-after" | "lost-before" = "take";

  async begin(): Promise<void> {
    const salt = organisation.entropy.fill(16);
    const argon = await argon2id(encodePassphrase(oldWords), salt, parameters.memoryKib, parameters.iterations);
    const vault = organisation.vault(officer);
    this.vault = vault;
    this.stored = await sealVault({ ...vault, version: 0 }, organisation.entropy);
    this.loginKey = officerLoginKey(argon);
    const vkWrap = toBase64(await wrapVaultKey({ argon, parameters, officerId: vault.officerId, vaultKeyId: vault.vaultKeyId, vaultKey: vault.vaultKey }, organisation.entropy));
    this.session = { officerId: toBase64(vault.officerId), name: "lezer", role: 1, antiforgery: "a", day: 1, zone: "Europe/Brussels", idleMinutes: 60, administrator: false, vkId: toBase64(vault.vaultKeyId), vkWrap, salt: toBase64(salt), ...parameters };
  }

  fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const body = typeof init.body === "string" ? init.body : "";
    this.requests.push({ path, body });
    switch (`${init.method ?? "GET"} ${path}`) {
      case "GET /o/session":
        return Response.json(this.session);
      case "GET /o/vault":
        return Response.json({ version: this.stored.version, vault: toBase64(this.stored.vault) });
      case "POST /o/hello":
        return Response.json({ officerId: this.session.officerId, salt: this.session.salt, ...parameters, nonce: toBase64(organisation.entropy.fill(52)), orgId: toBase64(organisation.orgId) });
      case "PUT /o/vault":
        return this.#store(JSON.parse(body) as { ifVersion: number; version: number; vault: string });
      case "POST /o/passphrase":
        return this.#change(JSON.parse(body) as PassphraseRequest);
      default:
        throw new Error(path);
    }
  };

  #store({ ifVersion, version, vault }: { ifVersion: number; version: number; vault: string }): Response {
    if (ifVersion !== this.stored.version) {
      return Response.json({ version: this.stored.version }, { status: 409 });
    }
    this.stored = { version, vault: fromBase64(vault) };
    return new Response(null, { status: 204 });
  }

  #change(request: PassphraseRequest): Response {
    if (this.mood === "lost-before") {
      throw new TypeError("no connection");
    }
    if (this.mood === "moved" || request.ifVersion !== this.stored.version) {
      return Response.json({ code: "E-96" }, { status: 409 });
    }
    const message = labelledHash("sic1/sig/officer-login", new TextEncoder().encode(origin), organisation.orgId, fromBase64(this.session.officerId), fromBase64(request.nonce));
    expect(ed25519Verify(this.loginKey, message, fromBase64(request.oldSignature))).toBe(true);
    expect(ed25519Verify(fromBase64(request.loginKey), message, fromBase64(request.newSignature))).toBe(true);
    this.loginKey = fromBase64(request.loginKey);
    this.stored = { version: request.version, vault: fromBase64(request.vault) };
    this.session = { ...this.session, salt: request.salt, vkId: request.vkId, vkWrap: request.vkWrap };
    if (this.mood === "lost-after") {
      throw new TypeError("no connection");
    }
    return new Response(null, { status: 204 });
  }

  async open(words: string) {
    const { salt, vkId, vkWrap, officerId } = this.session;
    const argon = await argon2id(encodePassphrase(words), fromBase64(salt), parameters.memoryKib, parameters.iterations);
    return openVault({ argon, parameters, officerId: fromBase64(officerId), vaultKeyId: fromBase64(vkId), vaultKeyWrap: fromBase64(vkWrap), ...this.stored });
  }
}

let server: Server;

beforeEach(async () => {
  server = new Server();
  await server.begin();
  vi.stubGlobal("fetch", server.fetch);
  vi.stubGlobal("location", { origin });
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) });
});

function openDesk(): Desk {
  const host = new Host("a");
  const keeper: Keeper = new Keeper({ ...server.vault, vaultKey: server.vault.vaultKey.slice(), version: 1 }, host, (stored) => reopenVault(keeper.vault, stored));
  return { host, keeper, session: server.session, atWipe: () => undefined } as unknown as Desk;
}

test("A_change_puts_a_new_passphrase_a_new_key_and_the_same_content_in_place", async () => {
  const desk = openDesk();
  const before = desk.keeper.vault;
  const change = await beginChange(desk, "  KILO fabo  bini muta rosa pelu ");
  expect(change!.isTypedBack(change!.words.toUpperCase())).toBe(true);
  expect(change!.isTypedBack(oldWords)).toBe(false);
  expect(await change!.finish()).toBe("changed");

  const opened = await server.open(change!.words);
  expect(opened.signingSeed).toEqual(before.signingSeed);
  expect(opened.encryptionKeys).toEqual(before.encryptionKeys);
  expect(opened.version).toBe(2);
  expect(desk.keeper.vault.version).toBe(2);
  expect(equal(desk.keeper.vault.vaultKey, opened.vaultKey)).toBe(true);
  expect(before.vaultKey.every((byte) => byte === 0)).toBe(true);
  expect(desk.session.vkId).toBe(server.session.vkId);
  await expect(server.open(oldWords)).rejects.toThrow("wrong-key");
});

test("I-17_no_request_holds_a_passphrase", async () => {
  const change = await beginChange(openDesk(), oldWords);
  await change!.finish();
  const sent = server.requests.map(({ path, body }) => path + body).join("\n").toLowerCase();
  for (const words of [oldWords, change!.words]) {
    for (const form of [words, words.replaceAll(" ", ""), words.replaceAll(" ", "+"), btoa(words).replace(/=+$/u, ""), words.split(" ").slice(0, 2).join(" ")]) {
      expect(sent).not.toContain(form.toLowerCase());
    }
  }
});

test("A_wrong_old_passphrase_begins_nothing_and_sends_no_change", async () => {
  expect(await beginChange(openDesk(), "kilo fabo bini muta rosa pela")).toBeNull();
  expect(server.requests.map(({ path }) => path)).not.toContain("/o/passphrase");
});

test("What_was_changed_in_memory_meanwhile_is_stored_under_the_new_key", async () => {
  const desk = openDesk();
  const change = await beginChange(desk, oldWords);
  const finished = change!.finish();
  const key = createEncryptionKey(7, organisation.entropy);
  desk.keeper.change((vault) => ({ ...vault, encryptionKeys: [...vault.encryptionKeys, key] }));
  expect(await finished).toBe("changed");
  await desk.keeper.store();
  expect((await server.open(change!.words)).encryptionKeys.map(({ serial }) => serial)).toContain(7);
});

test("Another_page_that_stored_in_between_is_taken_in_and_the_change_goes_on", async () => {
  const desk = openDesk();
  const other = openDesk();
  const change = await beginChange(desk, oldWords);
  const key = createEncryptionKey(5, organisation.entropy);
  other.keeper.change((vault) => ({ ...vault, encryptionKeys: [...vault.encryptionKeys, key] }));
  await other.keeper.store();
  expect(await change!.finish()).toBe("changed");
  expect((await server.open(change!.words)).encryptionKeys.map(({ serial }) => serial)).toContain(5);
});

test("A_host_that_always_refuses_leaves_the_old_passphrase_and_key_working", async () => {
  const desk = openDesk();
  const change = await beginChange(desk, oldWords);
  server.mood = "moved";
  expect(await change!.finish()).toBe("moved");
  expect((await server.open(oldWords)).version).toBe(1);
  desk.keeper.change((vault) => ({ ...vault, directorySeq: 9 }));
  await desk.keeper.store();
  expect((await server.open(oldWords)).directorySeq).toBe(9);
});

test("A_lost_answer_is_asked_for_and_the_change_is_told_as_it_is", async () => {
  const desk = openDesk();
  const change = await beginChange(desk, oldWords);
  server.mood = "lost-after";
  expect(await change!.finish()).toBe("changed");
  expect((await server.open(change!.words)).version).toBe(2);

  server.mood = "lost-before";
  const second = await beginChange(desk, change!.words);
  expect(await second!.finish()).toBe("unsure");
  expect((await server.open(change!.words)).version).toBe(2);
});
