// The way in and out: gate, unlocking, locking, signing out. Between leaving and entering no key and no text is on the page.

import type { Desk } from "./desk.ts";
import { DraftSaver, keepDrafts } from "./features/lock-session.ts";
import { readFingerprint, type PublicKeys } from "./features/read-directory.ts";
import { enter, type Entry, type StoredVault } from "./features/sign-in.ts";
import { Host, showSession } from "./host.ts";
import { RequestFailed } from "./http.ts";
import { Idle } from "./idle.ts";
import { Outbox } from "./outbox.ts";
import type { Texts } from "./texts.ts";
import { gateView, type GateFault } from "./views/gate.ts";
import type { View } from "./views/view.ts";
import type { SessionAnswer } from "./wire.ts";

/** Idle minutes after which the page locks; the host's session lives longer, so that unlocking is enough. */
const lockAfter = 10;

interface Locked {
  readonly session: SessionAnswer;
  readonly who: string;
  readonly reason: (texts: Texts) => string;
  /** Where unsent text waits; "page" when the host could not be reached. */
  readonly kept: "vault" | "page" | null;
}

export type Opened = Entry & { readonly entered: true };

/** What the doorway asks of the page around it. */
export interface Surroundings {
  readonly texts: () => Texts;
  readonly show: (view: View) => void;
  readonly opened: (entry: Opened) => Promise<void>;
  readonly lock: (reason: (texts: Texts) => string) => void;
  /** Somebody at the gate has a one-time code. */
  readonly enrol: () => void;
}

/** What outlives a lock, all of it ciphertext: objects without an answer, and a vault that the host could not take. */
interface Kept {
  readonly outbox: Outbox;
  sealed: StoredVault | null;
}

export class Doorway {
  /** By officer: on a shared computer one officer's waiting bytes are never sent or merged as another's. */
  readonly #kept = new Map<string, Kept>();
  readonly #around: Surroundings;
  #locked: Locked | null = null;
  #leaving: Promise<void> = Promise.resolve();
  #idle: Idle | null = null;
  #saver: DraftSaver | null = null;
  /** From the list of keys as everybody sees it, before a vault's pin confirmed it. */
  unconfirmed: PublicKeys | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Whether closing the page would lose something that is nowhere else. */
  get holdsText(): boolean {
    return [...this.#kept.values()].some(({ sealed, outbox }) => sealed !== null || outbox.any);
  }

  #keptFor(officerId: string): Kept {
    const kept = this.#kept.get(officerId) ?? { outbox: new Outbox(), sealed: null };
    this.#kept.set(officerId, kept);
    return kept;
  }

  /** Asks the host whether somebody is still signed in, and which keys it shows to everybody. */
  async arrive(): Promise<void> {
    const [session, keys] = await Promise.all([orNull(showSession()), orNull(readFingerprint(Intl.DateTimeFormat().resolvedOptions().timeZone))]);
    this.#locked = session === null ? null : { session, who: session.name, reason: () => "", kept: null };
    this.unconfirmed = keys;
  }

  showGate(): void {
    const texts = this.#around.texts();
    const locked = this.#locked;
    const reason = locked?.reason(texts) ?? "";
    this.#around.show(
      gateView(
        {
          lockedFor: locked?.who ?? null,
          reason: reason === "" ? null : reason,
          kept: locked === null || locked.kept === null ? null : texts.say(locked.kept === "page" ? "lock.kept-here" : "lock.kept"),
          enter: (name, passphrase) => this.#enter(name, passphrase),
          signOut: () => void this.signOut(null),
          enrol: () => this.#around.enrol(),
        },
        texts,
      ),
    );
  }

  async #enter(name: string, passphrase: string): Promise<GateFault | null> {
    await this.#leaving;
    const entry = await enter({ name, passphrase, session: this.#locked?.session ?? null, kept: (officerId) => this.#keptFor(officerId), texts: this.#around.texts() });
    if (!entry.entered) {
      return entry.fault;
    }
    this.#locked = null;
    this.#keptFor(entry.desk.session.officerId).sealed = null;
    this.#saver = new DraftSaver(entry.desk);
    this.#idle = new Idle(
      Math.min(lockAfter, entry.desk.session.idleMinutes),
      (minutes) => this.#around.lock((texts) => texts.count("lock.reason-idle", minutes)),
      () => void orNull(showSession()),
    );
    await this.#around.opened(entry);
    return null;
  }

  /** The screen is empty at once; then the drafts are sealed and stored, and the keys wiped. */
  leave(desk: Desk, reason: (texts: Texts) => string): void {
    this.#idle?.stop();
    this.#saver?.stop();
    document.querySelectorAll("dialog").forEach((dialog) => dialog.remove());
    const hadText = desk.drafts.any;
    this.#locked = { session: desk.session, who: desk.self?.display ?? desk.session.name, reason, kept: hadText ? "vault" : null };
    this.showGate();
    this.#leaving = this.#seal(desk, hadText);
  }

  async #seal(desk: Desk, hadText: boolean): Promise<void> {
    const kept = this.#keptFor(desk.session.officerId);
    kept.sealed = await keepDrafts(desk);
    desk.wipe();
    if (kept.sealed !== null && hadText && this.#locked !== null) {
      this.#locked = { ...this.#locked, kept: "page" };
      this.showGate();
    }
  }

  /** Ends the session at the host (or every one of the account); what could not be stored stays sealed on this page, everything else is forgotten. */
  async signOut(desk: Desk | null, everywhere = false): Promise<void> {
    const session = desk?.session ?? this.#locked?.session ?? null;
    if (desk !== null) {
      this.leave(desk, () => "");
    }
    await this.#leaving;
    if (session !== null) {
      const host = new Host(session.antiforgery);
      await orNull(everywhere ? host.signOutEverywhere() : host.signOut());
    }
    this.#locked = null;
    this.showGate();
  }
}

/** A request whose failure changes nothing here: the page says so when it matters. */
async function orNull<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof RequestFailed) {
      return null;
    }
    throw error;
  }
}
