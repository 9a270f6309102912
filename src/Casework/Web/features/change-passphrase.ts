// Change the passphrase: the old one is proven, the new one is made here, the vault gets a new key, and one request puts all of it in
// place (docs/protocol.md section 13). Neither passphrase leaves the page.

import type { Bytes, UnlockedVault } from "@integrity-channel/crypto";
import { createPassphrase, openVault, rekeyVault, SicError, signOfficerLogin, systemEntropy, wipe, wipeVault } from "@integrity-channel/crypto";
import { argon2id, encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { fromBase64, toBase64 } from "../base64.ts";
import type { Desk } from "../desk.ts";
import { hello, showSession } from "../host.ts";
import { RequestFailed } from "../http.ts";
import { pinVault } from "../keeper.ts";
import type { SessionAnswer } from "../wire.ts";

/** Two pages may store at once; more lost races than this is no race. */
const attempts = 3;

/** A change that was begun: the old passphrase is known to be right, and the new one is to be shown and typed back. */
export interface PassphraseChange {
  /** Six words; shown while the change is open. */
  readonly words: string;
  /** Whether this was typed for the new one, whatever its case and spaces. */
  readonly isTypedBack: (text: string) => boolean;
  /** "moved": another page kept storing, so nothing was changed. "unsure": no answer came, and the host cannot be asked. */
  readonly finish: () => Promise<"changed" | "moved" | "unsure">;
  /** Forgets both passphrases; locking does so too. */
  readonly end: () => void;
}

/** Null when the old passphrase is not right. Throws RequestFailed. */
export async function beginChange(desk: Desk, oldPassphrase: string): Promise<PassphraseChange | null> {
  await desk.keeper.store();
  const session = await showSession();
  const oldArgon = await derive(encodePassphrase(oldPassphrase), fromBase64(session.salt), session);
  if (!(await opens(desk, session, oldArgon))) {
    wipe(oldArgon);
    return null;
  }
  const passphrase = createPassphrase(systemEntropy);
  const end = () => wipe(oldArgon, passphrase);
  desk.atWipe(end);
  return {
    words: new TextDecoder().decode(passphrase),
    isTypedBack: (text) => sameBytes(encodePassphrase(text), passphrase),
    finish: () => finish(desk, session, oldArgon, passphrase),
    end,
  };
}

const derive = (passphrase: Bytes, salt: Bytes, { memoryKib, iterations }: SessionAnswer) => argon2id(passphrase, salt, memoryKib, iterations);

async function opens({ host }: Desk, session: SessionAnswer, argon: Bytes): Promise<boolean> {
  try {
    const stored = await host.readVault();
    const { officerId, vkId, vkWrap } = session;
    wipeVault(await openVault({ argon, parameters: session, officerId: fromBase64(officerId), vaultKeyId: fromBase64(vkId), vaultKeyWrap: fromBase64(vkWrap), ...stored }));
    return true;
  } catch (error) {
    if (error instanceof SicError && error.failure === "wrong-key") {
      return false;
    }
    throw error;
  }
}

async function finish(desk: Desk, session: SessionAnswer, oldArgon: Bytes, passphrase: Bytes): Promise<"changed" | "moved" | "unsure"> {
  const salt = systemEntropy.fill(16);
  const newArgon = await derive(passphrase.slice(), salt, session);
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const { state } = await desk.keeper.rekey((vault) => send(desk, session, vault, { old: oldArgon, fresh: newArgon, salt }));
      if (state !== "moved") {
        return state;
      }
      await desk.keeper.catchUp();
    }
    return "moved";
  } finally {
    wipe(newArgon);
  }
}

interface Keys {
  readonly old: Bytes;
  readonly fresh: Bytes;
  readonly salt: Bytes;
}

type Sent = { readonly state: "changed"; readonly unlocked: UnlockedVault } | { readonly state: "moved" | "unsure"; readonly unlocked: null };

async function send(desk: Desk, session: SessionAnswer, vault: UnlockedVault, { old, fresh, salt }: Keys): Promise<Sent> {
  const made = await rekeyVault({ vault, argon: fresh, parameters: session }, systemEntropy);
  const greeting = await hello(session.name);
  const sign = (argon: Bytes) =>
    toBase64(signOfficerLogin({ argon, parameters: session, origin: location.origin, orgId: vault.orgId, officerId: vault.officerId, nonce: fromBase64(greeting.nonce) }));
  const vkId = toBase64(made.unlocked.vaultKeyId);
  const request = {
    nonce: greeting.nonce,
    oldSignature: sign(old),
    newSignature: sign(fresh),
    loginKey: toBase64(made.loginKey),
    salt: toBase64(salt),
    memoryKib: session.memoryKib,
    iterations: session.iterations,
    vkId,
    vkWrap: toBase64(made.vaultKeyWrap),
    ifVersion: vault.version,
    version: made.unlocked.version,
    vault: toBase64(made.vault),
  };
  const taken = await orByAsking(() => desk.host.changePassphrase(request), vkId);
  if (taken !== true) {
    wipe(made.unlocked.vaultKey);
    return { state: taken === null ? "unsure" : "moved", unlocked: null };
  }
  await pinVault(vault, { version: made.unlocked.version, vault: made.vault });
  desk.session = { ...session, salt: request.salt, vkId, vkWrap: request.vkWrap };
  return { state: "changed", unlocked: made.unlocked };
}

/** An answer that was lost on its way is asked for: the host shows which key it holds now. Null when it cannot be asked either. */
async function orByAsking(change: () => Promise<boolean>, vkId: string): Promise<boolean | null> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.failure !== "connection") {
      throw error;
    }
  }
  try {
    return (await showSession()).vkId === vkId ? true : null;
  } catch (error) {
    if (error instanceof RequestFailed) {
      return null;
    }
    throw error;
  }
}

function sameBytes(typed: Bytes, passphrase: Bytes): boolean {
  const same = typed.length === passphrase.length && typed.every((byte, at) => byte === passphrase[at]);
  wipe(typed);
  return same;
}
