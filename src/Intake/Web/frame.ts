// The frame of every page: demonstration banner, name, languages, quick exit, the line about the keys, and the footer.

import type { AcceptedKeys, App, Step } from "./app.ts";
import { longDate } from "./dates.ts";
import { button, h, mark, notice } from "./page.ts";

/** A link to a step. It stays inside the page; without a plain click it opens the start page. `unseen` is read out only. */
export function link(app: App, step: Step, label: string, attributes: Record<string, string> = {}, unseen?: string): HTMLAnchorElement {
  return h("a", {
    ...attributes,
    href: `/${app.texts.language}`,
    onclick: (event) => {
      const click = event as MouseEvent;
      if (click.button === 0 && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
        event.preventDefault();
        app.go(step);
      }
    },
  }, label, unseen === undefined ? null : h("span", { class: "unseen" }, `: ${unseen}`));
}

export function backLink(app: App, label: string, act: () => void = () => { app.back(); }): HTMLElement {
  return h("a", { class: "back", href: `/${app.texts.language}`, onclick: (event) => { event.preventDefault(); act(); } }, label);
}

export function banner(app: App): HTMLElement | null {
  const { texts } = app;
  return app.demo
    ? h("aside", { class: "demo", "aria-label": texts.of("frame.demo.label") },
      h("p", {}, h("strong", {}, texts.of("frame.demo.bold")), " ", texts.of("frame.demo.text")))
    : null;
}

export function masthead(app: App, exit: string): HTMLElement {
  const { texts } = app;
  return h("header", { class: "masthead" },
    h("div", { class: "masthead-row" },
      h("p", { class: "masthead-name" }, link(app, "start", texts.of("frame.name")), h("span", {}, app.organisation)),
      languages(app),
      h("a", { class: "button", href: exit, rel: "noreferrer", onclick: (event) => { event.preventDefault(); app.leave(); } }, texts.of("frame.exit"))),
    window.isSecureContext ? keysLine(app) : null);
}

function languages(app: App): HTMLElement | null {
  if (app.languages.length < 2) {
    return null;
  }
  const items = app.languages.map((language) => {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    const label = [h("span", { "aria-hidden": "true" }, language.toUpperCase()), h("span", { class: "unseen" }, name)];
    return h("li", {}, language === app.texts.language
      ? h("span", { "aria-current": "true" }, label)
      : h("a", { href: `/${language}`, lang: language, hreflang: language, onclick: (event) => { event.preventDefault(); void app.speak(language); } }, label));
  });
  return h("nav", { "aria-label": app.texts.of("frame.languages") }, h("ul", { class: "languages" }, items));
}

/** The fingerprint and the day on which officers last confirmed the keys. */
export function keysLine(app: App): HTMLElement {
  const { texts, keys } = app;
  const line = (...parts: (Node | string)[]): HTMLElement => h("p", { class: "fingerprint", id: "keys-line" }, ...parts);
  if (keys.state === "accepted") {
    const late = keys.warnings.length > 0;
    return line(mark(late ? "near" : "done", "s"),
      h("span", {}, texts.of(late ? "keys.line.late" : "keys.line.confirmed", { date: longDate(texts, keys.directory.confirmedOn) })),
      h("span", {}, `${texts.of("keys.line.fingerprint")} `, h("code", {}, keys.directory.fingerprint)),
      ...(keys.earlier ?? []).map((text) => h("span", {}, `${texts.of("keys.line.earlier")} `, h("code", {}, text))),
      link(app, "how", texts.of("keys.line.compare")));
  }
  const state = { loading: "future", unreachable: "near", closed: "near", refused: "overdue" } as const;
  const words = { loading: "keys.line.loading", unreachable: "keys.line.unreachable", closed: "keys.closed.title", refused: "keys.line.refused" } as const;
  return line(mark(state[keys.state], "s"), h("span", {}, texts.of(words[keys.state])));
}

/** What is wrong with the keys and what still works, in plain words. Empty when all is well. */
export function keysNotices(app: App): HTMLElement[] {
  const { texts, keys } = app;
  switch (keys.state) {
    case "loading":
      return [];
    case "unreachable":
      return [notice("near", texts.of("keys.unreachable.title"), h("p", {}, texts.of("keys.unreachable.text")),
        h("div", { class: "actions" }, button(texts.of("keys.retry"), () => { void app.loadKeys().then(() => { app.refresh(); }); })))];
    case "closed":
      return [notice("near", texts.of("keys.closed.title"), h("p", {}, texts.of("keys.closed.text")), h("p", {}, link(app, "comite", texts.of("keys.refused.comite"))))];
    case "refused":
      return [notice("late", texts.of("keys.refused.title"), h("p", {}, texts.of("keys.refused.text")),
        h("p", {}, link(app, "comite", texts.of("keys.refused.comite"))))];
    case "accepted":
      return warnings(app, keys);
  }
}

function warnings(app: App, keys: AcceptedKeys): HTMLElement[] {
  const { texts } = app;
  if (keys.warnings.length === 0) {
    return [];
  }
  const values = { date: longDate(texts, keys.directory.confirmedOn), expires: longDate(texts, keys.directory.expires), day: longDate(texts, keys.day), device: longDate(texts, keys.latestDay) };
  const lines = keys.warnings.map((warning) => h("p", {}, texts.of(`keys.warning.${warning}`, values)));
  return [notice("near", texts.of("keys.warning.title"), lines, h("p", {}, texts.of("keys.warning.end")))];
}

export function footer(app: App): HTMLElement {
  const { texts } = app;
  const items: Step[] = ["how", "rights", "comite", "data", "access"];
  return h("footer", { class: "footer" },
    h("ul", {}, items.map((step) => h("li", {}, link(app, step, texts.of(`frame.footer.${step as "how"}`))))),
    h("p", {}, texts.of("frame.footer.cookies")),
    h("p", { class: "small" }, texts.of("frame.footer.version", { version: app.version, adapters: app.adapters })));
}
