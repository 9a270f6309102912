// The page as a whole: one place at a time, the browser's history, the language.

import { plainDay } from "./days.ts";
import type { Desk } from "./desk.ts";
import { Doorway, type Opened } from "./doorway.ts";
import { requestFault } from "./faults.ts";
import { earlierFingerprints } from "./features/read-directory.ts";
import { Enrolling } from "./features/enrol-person.ts";
import { showPeople, showPoster } from "./features/manage-people.ts";
import { SetUp } from "./features/set-up.ts";
import { showAccount } from "./features/show-account.ts";
import { showCaseList } from "./features/list-cases.ts";
import { checkAdministration } from "./features/show-administration.ts";
import { showCaseFile } from "./features/show-case.ts";
import type { EntryWarnings } from "./features/sign-in.ts";
import type { Library, Texts } from "./texts.ts";
import { enrolView, type EnrolStep } from "./views/enrol.ts";
import { errorsView } from "./views/errors.ts";
import { Frame, type HostFacts } from "./views/frame.ts";
import { refusedView } from "./views/gate.ts";
import { freshList } from "./views/list.ts";
import { setUpView, type SetUpStep } from "./views/setup.ts";
import type { View } from "./views/view.ts";

/** Where the officer is. A case is named by its turn in this page's memory, so that the browser's history holds no identifier. */
export type Place =
  | { readonly name: "cases" | "administration" | "people" | "poster" | "account" }
  | { readonly name: "case"; readonly turn: number }
  /** The list of error numbers, at one of them ("E-53") or at its beginning. */
  | { readonly name: "errors"; readonly number: string | null };

export class App {
  readonly library: Library;
  readonly frame: Frame;
  readonly #doorway: Doorway;
  readonly #setUp: SetUp | null;
  #setUpStep: SetUpStep = "code";
  /** Somebody enrols at the gate; null while nobody does. */
  #enrolling: { readonly enrolling: Enrolling; step: EnrolStep } | null = null;
  texts: Texts;
  list = freshList();
  /** What unlocking found worth telling; shown above the list until the next unlock. */
  entryWarnings: EntryWarnings | null = null;
  #desk: Desk | null = null;
  #visited: string[] = [];
  #place: Place = { name: "cases" };
  /** Counts the places asked for, so that a slow answer never replaces a newer place. */
  #asked = 0;

  constructor(library: Library, facts: HostFacts, language: string) {
    this.library = library;
    this.texts = library.texts(language);
    this.#setUp = facts.setUp ? new SetUp() : null;
    this.frame = new Frame(library, facts, (chosen) => void this.#changeLanguage(chosen));
    this.#doorway = new Doorway({
      texts: () => this.texts,
      show: (view) => this.#show(view),
      opened: (entry) => this.#begin(entry),
      lock: (reason) => this.#leave(reason),
      enrol: () => this.#enrol(),
    });
  }

  async start(): Promise<void> {
    addEventListener("popstate", (event) => void this.#back(event.state as Place | null));
    addEventListener("beforeunload", (event) => (this.#desk?.drafts.any === true || this.#doorway.holdsText || this.#setUp?.begun === true) && event.preventDefault());
    if (!isSecureContext) {
      this.#show(refusedView(this.texts.say("fault.https"), [this.texts.say("fault.https-do")], [{ label: this.texts.say("try-again"), press: () => location.reload() }], this.texts));
      return;
    }
    if (this.#setUp !== null) {
      this.#showSetUp(this.#setUp);
      return;
    }
    await this.#doorway.arrive();
    this.#doorway.showGate();
  }

  #showSetUp(setUp: SetUp): void {
    const go = (step: SetUpStep) => ((this.#setUpStep = step), this.#showSetUp(setUp));
    this.#show(setUpView(this.#setUpStep, { setUp, go, leave: () => location.assign("/") }, this.texts));
  }

  #enrol(): void {
    this.#enrolling ??= { enrolling: new Enrolling(), step: { name: "code" } };
    const { enrolling, step } = this.#enrolling;
    const go = (next: EnrolStep) => {
      this.#enrolling = { enrolling, step: next };
      this.#enrol();
    };
    const leave = () => {
      this.#enrolling = null;
      this.#doorway.showGate();
    };
    this.#show(enrolView(step, { enrolling, go, leave }, this.texts));
  }

  /** Goes to a place and remembers it in the browser's history without a word of content. */
  async go(place: Place): Promise<void> {
    history.pushState(place, "", location.pathname);
    this.frame.quiet();
    await this.#open(place);
  }

  openCase(reportId: string): Promise<void> {
    const known = this.#visited.indexOf(reportId);
    return this.go({ name: "case", turn: known >= 0 ? known : this.#visited.push(reportId) - 1 });
  }

  /** Draws the place again, from fresh answers of the host. */
  reload(): Promise<void> {
    return this.#open(this.#place);
  }

  home(): Promise<void> {
    return this.go({ name: this.#desk?.session.administrator === true ? "administration" : "cases" });
  }

  /** The list of error numbers, at one of them. */
  showErrors(number: string | null): void {
    void this.go({ name: "errors", number });
  }

  lock(): void {
    this.#leave((texts) => texts.say("lock.reason-now"));
  }

  /** Ends the session at the host, or all of this account, and forgets everything on this page. */
  async signOut(everywhere = false): Promise<void> {
    const desk = this.#desk;
    this.#desk = null;
    this.frame.quiet();
    await this.#doorway.signOut(desk, everywhere);
    this.#visited = [];
    this.list = freshList();
    history.replaceState(null, "", location.pathname);
    this.frame.say(this.texts.say("signed-out"));
  }

  async #begin({ desk, warnings }: Opened): Promise<void> {
    this.#desk = desk;
    this.entryWarnings = warnings;
    this.frame.quiet();
    await this.#open((history.state as Place | null) ?? { name: "cases" });
    if (desk.drafts.any) {
      this.frame.say(this.texts.say("lock.restored"));
    }
  }

  #leave(reason: (texts: Texts) => string): void {
    const desk = this.#desk;
    if (desk !== null) {
      this.#desk = null;
      this.frame.quiet();
      this.#doorway.leave(desk, reason);
    }
  }

  async #open(place: Place): Promise<void> {
    const desk = this.#desk;
    if (desk === null) {
      return;
    }
    this.#place = place;
    const asked = ++this.#asked;
    const view = await this.#view(desk, place).catch((error: unknown) => this.#failed(error));
    if (this.#desk === desk && this.#asked === asked) {
      this.#show(view);
    }
  }

  #view(desk: Desk, place: Place): Promise<View> {
    if (place.name === "account") {
      return showAccount(this, desk);
    }
    if (place.name === "errors") {
      return Promise.resolve(errorsView(place.number, { lock: () => this.lock() }, this.texts));
    }
    if (desk.session.administrator) {
      return this.#administratorView(desk, place);
    }
    const reportId = place.name === "case" ? this.#visited[place.turn] : undefined;
    return reportId === undefined ? showCaseList(this, desk) : showCaseFile(this, desk, reportId);
  }

  #administratorView(desk: Desk, place: Place): Promise<View> {
    // An organisation that is not open yet has one thing to do, and this is where.
    const wanted = place.name === "cases" && desk.directory.seq === 0 ? "people" : place.name;
    if (wanted === "people") {
      this.#place = { name: "people" };
      return showPeople(this, desk);
    }
    return wanted === "poster" && desk.directory.seq > 0 ? showPoster(this, desk) : checkAdministration(this, desk);
  }

  #failed(error: unknown): View {
    const { head, lines } = requestFault(error, this.texts);
    const ways = [
      { label: this.texts.say("try-again"), press: () => void this.reload() },
      { label: this.texts.say("sign-out"), press: () => void this.signOut() },
    ];
    return refusedView(head, lines, ways, this.texts);
  }

  async #back(place: Place | null): Promise<void> {
    document.querySelectorAll<HTMLDialogElement>("dialog[open]").forEach((dialog) => dialog.close());
    await this.#open(place ?? { name: "cases" });
  }

  async #changeLanguage(language: string): Promise<void> {
    history.replaceState(history.state, "", `/${language}`);
    this.texts = this.library.texts(language);
    this.frame.quiet();
    if (this.#setUp !== null) {
      this.#showSetUp(this.#setUp);
    } else if (this.#enrolling !== null) {
      this.#enrol();
    } else {
      this.#desk === null ? this.#doorway.showGate() : await this.reload();
    }
  }

  #show(view: View): void {
    const desk = this.#desk;
    const keys = desk === null ? this.#doorway.unconfirmed : { ...desk.directory, earlier: earlierFingerprints(desk.history, desk.directory) };
    // Confirmed only once the vault's own pin agreed.
    this.frame.keyFacts = keys === null ? null : { fingerprint: keys.fingerprint, earlier: keys.earlier, confirmed: desk === null || desk.directory.seq === 0 ? null : plainDay(keys.confirmedOn, this.texts.locale), stale: desk?.warnings.includes("freshness") === true };
    const bar = desk === null ? null : this.#bar(desk);
    this.frame.show(view, this.texts, bar);
  }

  #bar(desk: Desk) {
    const home = desk.session.administrator ? "administration" : "cases";
    const here = this.#place.name;
    const elsewhere: readonly string[] = ["account", "errors", "people", "poster"];
    return {
      who: desk.self?.display ?? desk.session.name,
      places: [
        { label: this.texts.say(`nav.${home}`), current: !elsewhere.includes(here), go: () => void this.home() },
        ...(desk.session.administrator ? [{ label: this.texts.say("nav.people"), current: here === "people" || here === "poster", go: () => void this.go({ name: "people" }) }] : []),
        { label: this.texts.say("nav.account"), current: here === "account", go: () => void this.go({ name: "account" }) },
      ],
      errors: () => this.showErrors(null),
      lock: () => this.lock(),
      signOut: () => void this.signOut(),
    };
  }
}
