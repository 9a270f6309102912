// The frame around every screen: demonstration banner, bar, main part, status line, footer. It also listens for single keys.

import type { Child } from "../dom.ts";
import { button, el, mark } from "../dom.ts";
import type { Library, Texts } from "../texts.ts";
import { keysEnabled, showKeys } from "./keys.ts";
import { Printer } from "./paper.ts";
import type { View } from "./view.ts";

/** What the host wrote into the page: for the banner, the footer and the head of a printed sheet, and never trusted for anything else. */
export interface HostFacts {
  readonly demo: boolean;
  readonly version: string;
  readonly adapters: string;
  readonly organisation: string;
  /** True while there is no organisation: the page is its set-up. */
  readonly setUp: boolean;
}

/** The signed-in part of the bar; null before sign-in and while locked. */
export interface BarFacts {
  readonly who: string;
  readonly places: readonly BarPlace[];
  readonly errors: () => void;
  readonly lock: () => void;
  readonly signOut: () => void;
}

/** One place of the main menu. */
export interface BarPlace {
  readonly label: string;
  readonly current: boolean;
  readonly go: () => void;
}

export interface KeyFacts {
  readonly fingerprint: string;
  /** Of earlier roots, as older posters show them. */
  readonly earlier: readonly string[];
  readonly confirmed: string | null;
  /** That day lies too far back, and a warning above says so. */
  readonly stale: boolean;
}

export class Frame {
  readonly #library: Library;
  readonly #facts: HostFacts;
  readonly #changeLanguage: (language: string) => void;
  readonly #status = el("div", { role: "status" });
  #view: View | null = null;
  #texts: Texts | null = null;
  readonly printer = new Printer();
  keyFacts: KeyFacts | null = null;

  constructor(library: Library, facts: HostFacts, changeLanguage: (language: string) => void) {
    this.#library = library;
    this.#facts = facts;
    this.#changeLanguage = changeLanguage;
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  get organisation(): string {
    return this.#facts.organisation;
  }

  show(view: View, texts: Texts, bar: BarFacts | null): void {
    this.#view = view;
    this.#texts = texts;
    document.documentElement.lang = texts.language;
    document.title = view.title;
    document.body.classList.toggle("has-bar", view.bar === true);
    const main = el("main", { class: bar === null ? "lock" : "page", id: "main" }, ...view.main);
    document.body.replaceChildren(this.#skip(texts), ...this.#banner(texts), this.#top(texts, bar), main, this.#status, this.#footer(texts, bar));
    this.printer.stand(view.paper?.() ?? null);
    scrollTo(0, 0);
    this.#focus(main, view.focus ?? null);
  }

  /** One sentence that stays until it is closed or the next act. */
  say(message: string, act?: { readonly label: string; readonly press: () => void }): void {
    const close = () => this.quiet();
    const texts = this.#texts;
    if (texts === null) {
      return;
    }
    this.#status.replaceChildren(
      el(
        "p",
        { class: "status", "data-place": "float" },
        mark("done"),
        el("span", {}, message),
        act !== undefined && button(act.label, () => (close(), act.press())),
        button(texts.say("close"), close),
      ),
    );
  }

  quiet(): void {
    this.#status.replaceChildren();
  }

  #skip(texts: Texts): HTMLElement {
    const jump = (event: Event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>("main h1")?.focus();
    };
    return el("a", { class: "skip", href: "#main", on: { click: jump } }, texts.say("skip"));
  }

  #banner(texts: Texts): Child[] & Node[] {
    return this.#facts.demo ? [el("aside", { class: "demo", "aria-label": texts.say("demo.head") }, el("p", {}, el("strong", {}, texts.say("demo.head")), " ", texts.say("demo.text")))] : [];
  }

  #top(texts: Texts, bar: BarFacts | null): HTMLElement {
    const name = el("p", { class: "topbar-name" }, this.#facts.organisation === "" ? texts.say("title") : this.#facts.organisation);
    if (bar === null) {
      return el("header", { class: "topbar" }, name, el("nav", { "aria-label": texts.say("language") }, this.#languages(texts)));
    }
    const places = bar.places.map(({ label, current, go }) => el("li", {}, link(label, go, current ? { "aria-current": "page" } : {})));
    return el(
      "header",
      { class: "topbar" },
      name,
      el("nav", { "aria-label": texts.say("nav.main") }, el("ul", {}, ...places)),
      this.#languages(texts),
      el("p", { class: "topbar-who" }, bar.who),
      button(texts.say("sign-out"), bar.signOut, { kind: "text" }),
      button(texts.say("lock.now"), bar.lock),
    );
  }

  #languages(texts: Texts): HTMLElement {
    const name = (language: string) => new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
    const inner = (language: string) => [el("span", { "aria-hidden": "true" }, language.toUpperCase()), el("span", { class: "unseen" }, name(language))];
    const item = (language: string) =>
      language === texts.language
        ? el("li", {}, el("span", { "aria-current": "true" }, ...inner(language)))
        : el("li", {}, el("a", { href: `/${language}`, lang: language, hreflang: language, on: { click: (event: Event) => (event.preventDefault(), this.#changeLanguage(language)) } }, ...inner(language)));
    return el("ul", { class: "languages" }, ...this.#library.languages.map(item));
  }

  #footer(texts: Texts, bar: BarFacts | null): HTMLElement {
    const keys = this.keyFacts;
    return el(
      "footer",
      { class: "footer" },
      keys !== null &&
        el(
          "p",
          { class: "fingerprint" },
          mark(keys.confirmed === null || keys.stale ? "future" : "done", "s"),
          el("span", {}, keys.confirmed === null ? texts.say("keys.shown") : texts.say(keys.stale ? "keys.stale" : "keys.confirmed", { date: keys.confirmed })),
          el("span", {}, `${texts.say("keys.fingerprint")} `, el("code", {}, keys.fingerprint)),
          ...keys.earlier.map((earlier) => el("span", {}, `${texts.say("keys.earlier")} `, el("code", {}, earlier))),
          el("span", {}, texts.say("keys.compare")),
        ),
      bar !== null && el("p", {}, link(texts.say("nav.errors"), bar.errors)),
      el("p", {}, texts.say("footer.version", { version: this.#facts.version, adapters: this.#facts.adapters })),
    );
  }

  #focus(main: HTMLElement, wanted: HTMLElement | null): void {
    const heading = main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    (wanted ?? heading)?.focus({ preventScroll: wanted === null });
  }

  #press(event: KeyboardEvent): void {
    const target = event.target;
    const inField = target instanceof HTMLElement && target.matches("input, textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || inField || document.querySelector("dialog[open]") !== null || this.#view === null || this.#texts === null) {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "?") {
      event.preventDefault();
      showKeys(this.#texts);
      return;
    }
    const act = keysEnabled() ? this.#view.keys.get(key) : undefined;
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  }
}

/** A link that stays inside the page. Its address is this page's own, so a new tab shows the locked page and tells nothing. */
export function link(label: Child, follow: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLAnchorElement {
  const press = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      follow();
    }
  };
  return el("a", { href: location.pathname, ...attributes, on: { click: press } }, label);
}
