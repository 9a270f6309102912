// The page as a whole: gate, list, case, administration; locking, history, languages. One place at a time.

import { Desk } from "./desk.ts";
import { notice } from "./dom.ts";
import { checkAdministration } from "./features/show-administration.ts";
import { keepDrafts } from "./features/lock-session.ts";
import { enter, type Entry, type EntryWarnings, type StoredVault } from "./features/sign-in.ts";
import { readFingerprint } from "./features/read-directory.ts";
import { showCaseFile } from "./features/show-case.ts";
import { showCaseList } from "./features/list-cases.ts";
import { Host, showSession } from "./host.ts";
import { RequestFailed } from "./http.ts";
import { Idle } from "./idle.ts";
import { Outbox } from "./outbox.ts";
import { plainDay, type CivilDay } from "./days.ts";
import type { Library, Texts } from "./texts.ts";
import { requestFault } from "./faults.ts";
import { Frame, type HostFacts } from "./views/frame.ts";
import { gateView, refusedView, type GateFault } from "./views/gate.ts";
import { freshList } from "./views/list.ts";
import type { View } from "./views/view.ts";
import type { SessionAnswer } from "./wire.ts";

/** Where the officer is. A case is named by its turn in this page's memory, so that the browser's history holds no identifier. */
export type Place = { readonly name: "cases" } | { readonly name: "case"; readonly turn: number } | { readonly name: "administration" };

interface Locked {
  readonly session: SessionAnswer;
  readonly who: string;
  readonly reason: (texts: Texts) => string;
  /** Where unsent text waits; "page" when the host could not be reached. */
  readonly kept: "vault" | "page" | null;
}

export class App {
  readonly #library: Library;
  readonly frame: Frame;
  readonly outbox = new Outbox();
  texts: Texts;
  desk: Desk | null = null;
  list = freshList();
  /** What unlocking found worth telling; shown above the list until the next unlock. */
  entryWarnings: EntryWarnings | null = null;
  #visited: string[] = [];
  #place: Place = { name: "cases" };
  #locked: Locked | null = null;
  /** A vault that could not be stored, still sealed; merged at the next unlock. */
  #sealedHere: StoredVault | null = null;
  #leaving: Promise<void> = Promise.resolve();
  #idle: Idle | null = null;
  #turn = 0;
  /** From the list of keys as everybody sees it, before a vault's pin confirmed it. */
  #unconfirmed: { readonly fingerprint: string; readonly confirmedOn: CivilDay } | null = null;

  constructor(library: Library, facts: HostFacts, language: string) {
    this.#library = library;
    this.texts = library.texts(language);
    this.frame = new Frame(library, facts, (chosen) => void this.#changeLanguage(chosen));
  }

  get library(): Library {
    return this.#library;
  }

  async start(): Promise<void> {
    addEventListener("popstate", (event) => void this.#back(event.state as Place | null));
    addEventListener("beforeunload", (event) => (this.desk?.drafts.any === true || this.#sealedHere !== null || this.outbox.any) && event.preventDefault());
    if (!isSecureContext) {
      this.#show(refusedView(this.texts.say("fault.https"), [this.texts.say("fault.https-do")], () => location.reload(), null, this.texts), false);
      return;
    }
    const [session] = await Promise.all([showSession().catch(() => null), this.#readFingerprint()]);
    this.#locked = session === null ? null : { session, who: session.name, reason: () => "", kept: null };
    this.#showGate();
  }

  /** Goes to a place and remembers it in the browser's history without a word of content. */
  async go(place: Place): Promise<void> {
    history.pushState(place, "", location.pathname);
    this.frame.quiet();
    await this.#open(place);
  }

  openCase(reportId: string): Promise<void> {
    const known = this.#visited.indexOf(reportId);
    const turn = known >= 0 ? known : this.#visited.push(reportId) - 1;
    return this.go({ name: "case", turn });
  }

  /** Draws the place again, from fresh answers of the host. */
  reload(): Promise<void> {
    return this.#open(this.#place);
  }

  home(): Promise<void> {
    return this.go({ name: this.desk?.session.administrator === true ? "administration" : "cases" });
  }

  /** Shows a view of an unlocked place, unless the page was locked or moved on while it was made. */
  show(view: View): void {
    this.#show(view, true);
  }

  async #open(place: Place): Promise<void> {
    const desk = this.desk;
    if (desk === null) {
      return;
    }
    this.#place = place;
    const turn = ++this.#turn;
    try {
      const view = await this.#view(desk, place);
      if (this.desk === desk && this.#turn === turn) {
        this.#show(view, true);
      }
    } catch (error) {
      if (this.desk === desk && this.#turn === turn) {
        const { head, lines } = requestFault(error, this.texts);
        this.#show(refusedView(head, lines, () => void this.reload(), () => void this.signOut(), this.texts), true);
      }
    }
  }

  #view(desk: Desk, place: Place): Promise<View> {
    if (desk.session.administrator) {
      return checkAdministration(this, desk);
    }
    const reportId = place.name === "case" ? this.#visited[place.turn] : undefined;
    return reportId === undefined ? showCaseList(this, desk) : showCaseFile(this, desk, reportId);
  }

  async #back(place: Place | null): Promise<void> {
    document.querySelectorAll("dialog[open]").forEach((dialog) => (dialog as HTMLDialogElement).close());
    await this.#open(place ?? { name: "cases" });
  }

  async #changeLanguage(language: string): Promise<void> {
    history.replaceState(history.state, "", `/${language}`);
    this.texts = this.#library.texts(language);
    this.frame.quiet();
    this.#nameKeys();
    this.desk === null ? this.#showGate() : await this.reload();
  }

  #show(view: View, signedIn: boolean): void {
    const desk = signedIn ? this.desk : null;
    const who = desk === null ? "" : (desk.self?.display ?? desk.session.name);
    this.frame.show(view, this.texts, desk === null ? null : { who, place: desk.session.administrator ? "administration" : "cases", home: () => void this.home(), lock: () => this.lock(), signOut: () => void this.signOut() });
  }

  #showGate(fault: GateFault | null = null): void {
    const locked = this.#locked;
    const warnings = fault === null ? [] : [notice("late", fault.head, fault.lines)];
    const kept = locked?.kept === "page" ? this.texts.say("lock.kept-here") : locked?.kept === "vault" ? this.texts.say("lock.kept") : null;
    const reason = locked?.reason(this.texts) ?? "";
    this.#show(
      gateView({ lockedFor: locked?.who ?? null, reason: reason === "" ? null : reason, kept, warnings, enter: (name, passphrase) => this.#enter(name, passphrase), signOut: () => void this.signOut() }, this.texts),
      false,
    );
  }

  async #enter(name: string, passphrase: string): Promise<GateFault | null> {
    await this.#leaving;
    const entry = await enter({ name, passphrase, session: this.#locked?.session ?? null, outbox: this.outbox, sealedHere: this.#sealedHere, texts: this.texts });
    if (!entry.entered) {
      if (entry.sessionEnded && this.#locked !== null) {
        this.#locked = null;
        this.#showGate(entry.fault);
        return null;
      }
      return entry.fault;
    }
    await this.#begin(entry);
    return null;
  }

  async #begin(entry: Entry & { entered: true }): Promise<void> {
    const { desk } = entry;
    this.desk = desk;
    this.entryWarnings = entry.warnings;
    this.#locked = null;
    this.#sealedHere = null;
    this.frame.quiet();
    this.#nameKeys();
    this.#idle = new Idle(desk.session.idleMinutes, (minutes) => this.#lockAfter(minutes), () => void showSession().catch(() => null));
    const wanted = history.state as Place | null;
    await this.#open(wanted ?? { name: "cases" });
    if (desk.drafts.any) {
      this.frame.say(this.texts.say("lock.restored"));
    }
  }

  lock(): void {
    this.#leave((texts) => texts.say("lock.reason-now"));
  }

  #lockAfter(minutes: number): void {
    this.#leave((texts) => texts.count("lock.reason-idle", minutes));
  }

  /** The screen is empty at once; then the drafts are sealed and stored, and the keys wiped. */
  #leave(reason: (texts: Texts) => string): void {
    const desk = this.desk;
    if (desk === null) {
      return;
    }
    this.desk = null;
    this.#idle?.stop();
    document.querySelectorAll("dialog").forEach((dialog) => dialog.remove());
    this.frame.quiet();
    const hadText = desk.drafts.any;
    const who = desk.self?.display ?? desk.session.name;
    this.#locked = { session: desk.session, who, reason, kept: hadText ? "vault" : null };
    this.#showGate();
    this.#leaving = this.#seal(desk, hadText);
  }

  async #seal(desk: Desk, hadText: boolean): Promise<void> {
    this.#sealedHere = await keepDrafts(desk);
    desk.wipe();
    if (this.#sealedHere !== null && hadText && this.#locked !== null) {
      this.#locked = { ...this.#locked, kept: "page" };
      this.#showGate();
    }
  }

  /** Ends the session at the host and forgets everything on this page. */
  async signOut(): Promise<void> {
    const session = this.desk?.session ?? this.#locked?.session ?? null;
    this.#leave(() => "");
    await this.#leaving;
    if (session !== null) {
      await new Host(session.antiforgery).signOut().catch((error: unknown) => {
        if (!(error instanceof RequestFailed)) {
          throw error;
        }
      });
    }
    this.#locked = null;
    this.#visited = [];
    this.list = freshList();
    this.outbox.clear();
    history.replaceState(null, "", location.pathname);
    this.#showGate();
    this.frame.say(this.texts.say("signed-out"));
  }

  async #readFingerprint(): Promise<void> {
    try {
      this.#unconfirmed = await readFingerprint(Intl.DateTimeFormat().resolvedOptions().timeZone);
      this.#nameKeys();
    } catch (error) {
      if (!(error instanceof RequestFailed)) {
        throw error;
      }
    }
  }

  /** The footer's key line: confirmed only once the vault's own pin agreed. */
  #nameKeys(): void {
    const pinned = this.desk?.directory;
    const keys = pinned ?? this.#unconfirmed;
    this.frame.keyFacts = keys === null ? null : { fingerprint: keys.fingerprint, confirmed: pinned === undefined ? null : plainDay(keys.confirmedOn, this.texts.language) };
  }
}
