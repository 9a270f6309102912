// The administrator's only page: machines in sentences, no case, no count of cases.

import type { CivilDay } from "../days.ts";
import { longDay } from "../days.ts";
import type { Child, Tone } from "../dom.ts";
import { el, notice } from "../dom.ts";
import type { Texts } from "../texts.ts";
import type { MailAnswer, StatusAnswer, TestMailAnswer } from "../wire.ts";
import type { View } from "./view.ts";

export interface AdministrationFacts {
  readonly mail: MailAnswer;
  readonly status: StatusAnswer;
  readonly today: CivilDay;
  readonly warnings: readonly Child[];
  readonly test: (to: string) => Promise<TestMailAnswer | null>;
  readonly lock: () => void;
}

export function administrationView(facts: AdministrationFacts, texts: Texts): View {
  return {
    title: texts.say("admin.title"),
    main: [
      el("div", { class: "page-head" }, el("h1", {}, texts.say("admin.title")), el("p", { class: "soft small" }, texts.say("list.today", { date: longDay(facts.today, texts.locale) }))),
      ...facts.warnings,
      el("div", { class: "case" }, el("div", { class: "case-main" }, mailPanel(facts, texts)), el("div", { class: "case-side" }, directoryPanel(facts, texts), ticksPanel(facts, texts))),
    ],
    keys: new Map([["l", facts.lock]]),
  };
}

const panel = (id: string, title: string, ...children: readonly Child[]) => el("section", { class: "panel", "aria-labelledby": id }, el("h2", { id }, title), ...children);

function mailPanel({ mail, test, today }: AdministrationFacts, texts: Texts): HTMLElement {
  return panel(
    "mail",
    texts.say("mail.title"),
    mail.problem !== null ? notice("late", texts.say("mail.problem"), [texts.pick("mail.code", mail.problem, { code: mail.problem })]) : notice("good", texts.say("mail.fine"), []),
    ...mailSentences(mail, today, texts).map((sentence) => el("p", {}, sentence)),
    testForm(test, texts),
  );
}

/** The settings and the state of the outbox as sentences. */
export function mailSentences(mail: MailAnswer, today: CivilDay, texts: Texts): string[] {
  const how = mail.transport === "smtp" ? texts.say("mail.smtp", { host: mail.host ?? "", port: mail.port ?? 0, security: texts.pick("mail.security", mail.security ?? "none") }) : texts.say("mail.pickup");
  const waiting = mail.outbox.waiting === 0 ? texts.say("mail.none-waiting") : texts.count("mail.waiting", mail.outbox.waiting);
  const failed = mail.outbox.failed === 0 ? [] : [texts.count("mail.failed", mail.outbox.failed)];
  const last = mail.lastSent === null ? texts.say("mail.never-sent") : texts.say("mail.last-sent", { when: dayWords(mail.lastSent, today, texts) });
  const breaker = mail.breaker === "closed" ? [] : [texts.say("mail.breaker")];
  return [how, texts.pick("mail.rule", mail.rule), waiting, ...failed, last, ...breaker];
}

const dayWords = (day: CivilDay, today: CivilDay, texts: Texts) => (day === today ? texts.say("today") : texts.say("on-day", { date: longDay(day, texts.locale) }));

function testForm(test: AdministrationFacts["test"], texts: Texts): HTMLElement {
  const to = el("input", { class: "input", id: "to", type: "email", autocomplete: "off", "aria-describedby": "to-hint", required: true });
  const place = el("div", { role: "status" });
  const press = el("button", { class: "button", "data-kind": "primary" }, texts.say("mail.test"));
  let busy = false;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    press.setAttribute("aria-disabled", "true");
    place.replaceChildren(el("p", {}, texts.say("mail.testing")));
    const answer = await test(to.value);
    busy = false;
    press.removeAttribute("aria-disabled");
    const words: readonly [Tone, string, string] =
      answer === null ? ["late", texts.say("mail.test-lost"), texts.say("fault.connection-do")] : answer.ok ? ["good", texts.say("mail.test-sent"), texts.say("mail.test-look")] : ["late", texts.say("mail.test-refused"), texts.pick("mail.code", answer.code, { code: answer.code })];
    place.replaceChildren(notice(words[0], words[1], [words[2]]));
  };
  return el(
    "form",
    { class: "flow", on: { submit } },
    el("div", { class: "field" }, el("label", { for: "to" }, texts.say("mail.to")), el("p", { class: "hint", id: "to-hint" }, texts.say("mail.to-hint")), to),
    el("p", { class: "actions" }, press),
    place,
  );
}

function directoryPanel({ status, today }: AdministrationFacts, texts: Texts): HTMLElement {
  const directory = status.directory;
  if (directory === null) {
    return panel("directory", texts.say("directory.title"), notice("late", texts.say("directory.none"), [texts.say("directory.none-do")]));
  }
  const left = directory.expires - today;
  const date = longDay(directory.expires, texts.locale);
  const tone: Tone = left < 0 ? "late" : left <= 90 ? "near" : "good";
  const head = left < 0 ? texts.say("directory.expired", { date }) : texts.count("directory.valid", left, { date });
  return panel("directory", texts.say("directory.title"), notice(tone, head, left <= 90 ? [texts.say("directory.renew")] : []), el("p", {}, texts.say("directory.version", { n: directory.seq })));
}

function ticksPanel({ status, today }: AdministrationFacts, texts: Texts): HTMLElement {
  return panel("ticks", texts.say("ticks.title"), status.ticks.length === 0 ? el("p", {}, texts.say("ticks.none")) : el("ul", { class: "list" }, ...tickSentences(status, today, texts).map((sentence) => el("li", {}, sentence))));
}

/** What each job last did, as a sentence. */
export function tickSentences(status: StatusAnswer, today: CivilDay, texts: Texts): string[] {
  return status.ticks.map(({ name, lastDay, result }) => {
    const job = texts.pick("tick", name, { name });
    return lastDay === null ? texts.say("ticks.never", { job }) : texts.say("ticks.last", { job, when: dayWords(lastDay, today, texts), result: texts.pick("tick-result", result, { code: result }) });
  });
}
