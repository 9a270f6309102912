// Sign in and unlock: one passphrase, one Argon2id in the page; its result signs the login and opens the vault. The passphrase and
// what is derived from it never leave the page, and both are wiped as soon as the vault is open.

import type { Bytes, UnlockedVault } from "@integrity-channel/crypto";
import { mergeVault, openVault, pinDirectory, reopenVault, SicError, signOfficerLogin, wipe, wipeVault } from "@integrity-channel/crypto";
import { argon2id, encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { fromBase64, toBase64 } from "../base64.ts";
import { Desk } from "../desk.ts";
import { requestFault, trustFault, type Fault } from "../faults.ts";
import { hello, Host, showSession, signIn } from "../host.ts";
import { RequestFailed } from "../http.ts";
import { Keeper, pinVault } from "../keeper.ts";
import type { Outbox } from "../outbox.ts";
import { judgePin, readPin, type PinVerdict, type VaultPin } from "../pins.ts";
import type { Texts } from "../texts.ts";
import type { SessionAnswer } from "../wire.ts";
import { checkLog, type LogVerdict } from "./check-log.ts";
import { publishKeys } from "./publish-keys.ts";
import { beforeTheFirst, readDirectory, type DirectoryReading } from "./read-directory.ts";

export interface EntryInput {
  readonly name: string;
  readonly passphrase: string;
  /** The session that is still signed in, when only the vault is locked. */
  readonly session: SessionAnswer | null;
  /** What this page kept for an officer, sealed: bytes without an answer, a vault that the host has not stored yet. */
  readonly kept: (officerId: string) => { readonly outbox: Outbox; readonly sealed: StoredVault | null };
  readonly texts: Texts;
}

export interface StoredVault {
  readonly version: number;
  readonly vault: Bytes;
}

/** What unlocking found worth telling, besides what the list of keys itself says. */
export interface EntryWarnings {
  readonly pin: { readonly verdict: PinVerdict; readonly known: VaultPin | null; readonly given: number };
  /** How the keys log stands to what this browser saw of it before. */
  readonly log: LogVerdict;
  readonly unpublished: boolean;
  /** Unsent text on this page was sealed under a passphrase that was changed elsewhere: nobody can open it any more. */
  readonly draftsLost: boolean;
}

export type Entry = { readonly entered: true; readonly desk: Desk; readonly warnings: EntryWarnings } | { readonly entered: false; readonly fault: Fault };

export async function enter(input: EntryInput): Promise<Entry> {
  const { texts, session } = input;
  const locked = session !== null;
  try {
    const signedIn = locked ? await unlockSession(session, input.passphrase) : await signInAnew(input.name, input.passphrase);
    try {
      return await openDesk(signedIn, input);
    } finally {
      wipe(signedIn.argon);
    }
  } catch (error) {
    if (error instanceof SicError) {
      return { entered: false, fault: vaultFault(error, locked, texts) };
    }
    if (error instanceof RequestFailed && error.failure === "signed-out") {
      return { entered: false, fault: wrongFault(locked, texts) };
    }
    return { entered: false, fault: requestFault(error, texts) };
  }
}

interface SignedIn {
  readonly session: SessionAnswer;
  readonly argon: Bytes;
}

async function signInAnew(name: string, passphrase: string): Promise<SignedIn> {
  const greeting = await hello(name);
  const officerId = fromBase64(greeting.officerId);
  const argon = await argon2id(encodePassphrase(passphrase), fromBase64(greeting.salt), greeting.memoryKib, greeting.iterations);
  try {
    const signature = signOfficerLogin({ argon, parameters: greeting, origin: location.origin, orgId: fromBase64(greeting.orgId), officerId, nonce: fromBase64(greeting.nonce) });
    await signIn(greeting.officerId, greeting.nonce, signature);
    return { session: await showSession(), argon };
  } catch (error) {
    wipe(argon);
    throw error;
  }
}

/** A session that ended while the page was locked is begun anew with the same passphrase. */
async function unlockSession(known: SessionAnswer, passphrase: string): Promise<SignedIn> {
  const session = await liveSession(known.officerId);
  if (session === null) {
    return signInAnew(known.name, passphrase);
  }
  return { session, argon: await argon2id(encodePassphrase(passphrase), fromBase64(session.salt), session.memoryKib, session.iterations) };
}

/** Null when nobody is signed in any more, or another officer by now. */
async function liveSession(officerId: string): Promise<SessionAnswer | null> {
  try {
    const session = await showSession();
    return session.officerId === officerId ? session : null;
  } catch (error) {
    if (error instanceof RequestFailed && error.failure === "signed-out") {
      return null;
    }
    throw error;
  }
}

async function openDesk({ session, argon }: SignedIn, input: EntryInput): Promise<Entry> {
  const host = new Host(session.antiforgery);
  const stored = await host.readVault();
  const vault = await openVault({
    argon,
    parameters: session,
    officerId: fromBase64(session.officerId),
    vaultKeyId: fromBase64(session.vkId),
    vaultKeyWrap: fromBase64(session.vkWrap),
    ...stored,
  });
  const found = await readDirectory(vault, session.zone);
  const reading = !found.read && found.reason === "none" && session.administrator ? beforeTheFirst(vault, session) : found;
  if (!reading.read) {
    wipeVault(vault);
    return { entered: false, fault: trustFault(reading.reason, input.texts) };
  }
  const kept = input.kept(session.officerId);
  const known = readPin(localStorage, session.officerId);
  const verdict = judgePin(known, { version: stored.version, hash: await hashOf(stored.vault) });
  const { vault: joined, lost } = await withSealedHere(vault, kept.sealed);
  const keeper: Keeper = new Keeper(joined, host, (newer) => reopenVault(keeper.vault, newer));
  const desk = new Desk(session, host, keeper, kept.outbox, reading);
  takeDrafts(desk);
  rememberDirectory(desk, reading);
  if (verdict !== "older") {
    await pinVault(keeper.vault, stored);
  }
  const log = await checkLog(reading, session.officerId, localStorage);
  const unpublished = session.administrator ? false : !(await publishKeys(desk));
  return { entered: true, desk, warnings: { pin: { verdict, known, given: stored.version }, log, unpublished, draftsLost: lost } };
}

/** Unsent text that this page sealed while the host was away joins the vault that the host holds. */
async function withSealedHere(vault: UnlockedVault, sealedHere: StoredVault | null): Promise<{ readonly vault: UnlockedVault; readonly lost: boolean }> {
  if (sealedHere === null) {
    return { vault, lost: false };
  }
  try {
    const own = await reopenVault(vault, sealedHere);
    return { vault: { ...mergeVault(own, vault), version: vault.version }, lost: false };
  } catch (error) {
    if (error instanceof SicError && error.failure === "wrong-body") {
      return { vault, lost: true };
    }
    throw error;
  }
}

/** Drafts live on the desk while it is open; at the next lock they go back into the vault. */
function takeDrafts({ drafts, keeper }: Desk): void {
  drafts.restore(keeper.vault.drafts.map(({ reportId, text }) => ({ reportId: toBase64(reportId), text })));
}

function rememberDirectory({ keeper }: Desk, { directory, day }: DirectoryReading & { read: true }): void {
  const { directorySeq, highestDay } = keeper.vault;
  if (directory.seq > directorySeq || day > highestDay) {
    keeper.change((vault) => pinDirectory(vault, directory, day));
  }
}

const hashOf = async (bytes: Bytes) => toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

function vaultFault(error: SicError, locked: boolean, texts: Texts): Fault {
  switch (error.failure) {
    case "weak-parameters":
      return { head: texts.say("gate.weak-head"), lines: [texts.say("gate.weak")] };
    case "wrong-key":
      return wrongFault(locked, texts);
    default:
      return { head: texts.say("gate.vault-head"), lines: [texts.say("gate.vault")] };
  }
}

const wrongFault = (locked: boolean, texts: Texts): Fault => ({ head: texts.say(locked ? "gate.wrong-locked" : "gate.wrong-head"), lines: [texts.say("gate.wrong")] });
