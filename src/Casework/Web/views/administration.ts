// The administrator's first page: machines, keys and calendars in sentences. No case, and no count younger than three days.

import type { CivilDay } from "../days.ts";
import { longDay, plainDay } from "../days.ts";
import type { Child, Tone } from "../dom.ts";
import { button, el, notice } from "../dom.ts";
import type { Fault } from "../faults.ts";
import type { Texts } from "../texts.ts";
import type { MailAnswer, StatusAnswer, TestMailAnswer, TickLine, UpkeepLine } from "../wire.ts";
import { numberLink, numberWords } from "./errors.ts";
import { faultNotice, panel } from "./panel.ts";
import { testMailNotice, transportSentence } from "./testmail.ts";
import type { View } from "./view.ts";

export interface AdministrationFacts {
  readonly mail: MailAnswer;
  readonly status: StatusAnswer;
  readonly today: CivilDay;
  readonly warnings: readonly Child[];
  readonly test: (to: string) => Promise<TestMailAnswer | null>;
  /** Runs the jobs now; what went wrong, or null. */
  readonly retry: () => Promise<Fault | null>;
  readonly showNumber: (number: string) => void;
  readonly lock: () => void;
}

export function administrationView(facts: AdministrationFacts, texts: Texts): View {
  return {
    title: texts.say("admin.title"),
    main: [
      el("div", { class: "page-head" }, el("h1", {}, texts.say("admin.title")), el("p", { class: "soft small" }, texts.say("list.today", { date: longDay(facts.today, texts.locale) }))),
      ...facts.warnings,
      ...gapNotice(facts.status, texts),
      el(
        "div",
        { class: "case" },
        el("div", { class: "case-main" }, mailPanel(facts, texts), ticksPanel(facts, texts), totalsPanel(facts.status, texts)),
        el("div", { class: "case-side" }, directoryPanel(facts, texts), officersPanel(facts, texts), upkeepPanel(facts, texts), diskPanel(facts.status, texts)),
      ),
    ],
    keys: new Map([["l", facts.lock]]),
  };
}

/** From the calendar of absences only: it says nothing of any case, and stands here also when there is none. */
function gapNotice({ gap }: StatusAnswer, texts: Texts): HTMLElement[] {
  return gap === null ? [] : [notice("near", texts.say("gap.head", { from: plainDay(gap.from, texts.locale), to: plainDay(gap.to, texts.locale) }), [texts.say("gap.do")])];
}

function mailPanel({ mail, test, today, showNumber }: AdministrationFacts, texts: Texts): HTMLElement {
  return panel(
    "mail",
    texts.say("mail.title"),
    mail.problem !== null ? notice("late", texts.say("mail.problem"), [numberWords(mail.problem, texts)], el("p", {}, numberLink(mail.problem, showNumber))) : notice("good", texts.say("mail.fine"), []),
    ...mailSentences(mail, today, texts).map((sentence) => el("p", {}, sentence)),
    testForm(test, texts),
  );
}

/** The settings and the state of the outbox as sentences. */
export function mailSentences(mail: MailAnswer, today: CivilDay, texts: Texts): string[] {
  const waiting = mail.outbox.waiting === 0 ? texts.say("mail.none-waiting") : texts.count("mail.waiting", mail.outbox.waiting);
  const failed = mail.outbox.failed === 0 ? [] : [texts.count("mail.failed", mail.outbox.failed)];
  const last = mail.lastSent === null ? texts.say("mail.never-sent") : texts.say("mail.last-sent", { when: dayWords(mail.lastSent, today, texts) });
  const breaker = mail.breaker === "closed" ? [] : [texts.say("mail.breaker")];
  return [transportSentence(mail, texts), texts.pick("mail.rule", mail.rule), waiting, ...failed, last, ...breaker];
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
    place.replaceChildren(testMailNotice(answer, texts));
  };
  return el(
    "form",
    { class: "flow", on: { submit } },
    el("div", { class: "field" }, el("label", { for: "to" }, texts.say("mail.to")), el("p", { class: "hint", id: "to-hint" }, texts.say("mail.to-hint")), to),
    el("p", { class: "actions" }, press),
    place,
  );
}

/** The first day left on which the end of something deserves a word, a sharper one, and an alarm. */
const warnings = { plain: 90, near: 30, late: 7 } as const;

/** How urgent it is that something ends in so many days. */
export function urgencyOfEnd(left: number): Tone {
  return left <= warnings.late ? "late" : left <= warnings.near ? "near" : left <= warnings.plain ? "plain" : "good";
}

function directoryPanel({ status, today }: AdministrationFacts, texts: Texts): HTMLElement {
  if (status.directory === null) {
    return panel("directory", texts.say("directory.title"), notice("near", texts.say("directory.none"), [texts.say("directory.none-do")]));
  }
  const { expires, seq } = status.directory;
  const left = expires - today;
  const date = longDay(expires, texts.locale);
  const head = left < 0 ? texts.say("directory.expired", { date }) : texts.count("directory.valid", left, { date });
  return panel("directory", texts.say("directory.title"), notice(urgencyOfEnd(left), head, left <= warnings.plain ? [texts.say("directory.renew")] : []), el("p", {}, texts.say("directory.version", { n: seq })));
}

/** Whose key serves until when: the directory lists the officers to everybody, so this tells an administrator nothing new. */
function officersPanel({ status, today }: AdministrationFacts, texts: Texts): HTMLElement {
  const words = (to: CivilDay | null) =>
    to === null ? texts.say("officers.no-key") : to < today ? texts.say("officers.expired", { date: plainDay(to, texts.locale) }) : texts.say("officers.until", { date: plainDay(to, texts.locale) });
  const row = ({ display, certificateTo }: StatusAnswer["officers"][number]) => el("div", {}, el("dt", {}, display), el("dd", {}, words(certificateTo)));
  const left = Math.min(...status.officers.map(({ certificateTo }) => (certificateTo === null ? warnings.near : certificateTo - today)));
  return panel("officers", texts.say("officers.title"), left <= warnings.plain && notice(urgencyOfEnd(left), texts.say("officers.due"), [texts.say("officers.do")]), el("dl", { class: "facts" }, ...status.officers.map(row)));
}

/** Days without a backup, and without practising a restore, before a word is due. */
const patience = { backup: 1, drill: 92 } as const;

function upkeepPanel({ status: { upkeep }, today }: AdministrationFacts, texts: Texts): HTMLElement {
  const line = (kind: keyof typeof patience) => {
    const { tone, said, due } = upkeepLine(kind, upkeep[kind], today, texts);
    return notice(tone, said, due ? [texts.say(`upkeep.${kind}.do`)] : []);
  };
  return panel("upkeep", texts.say("upkeep.title"), line("backup"), line("drill"));
}

/** One sentence on backups or drills, how urgent it is, and whether something is to be done. */
export function upkeepLine(kind: keyof typeof patience, line: UpkeepLine, today: CivilDay, texts: Texts): { tone: Tone; said: string; due: boolean } {
  if (line.lastDay === null) {
    return { tone: "near", said: texts.say(`upkeep.${kind}.never`), due: true };
  }
  if (!line.lastWell) {
    return { tone: "late", said: texts.say(`upkeep.${kind}.failed`, { date: plainDay(line.lastDay, texts.locale) }), due: true };
  }
  const due = today - line.lastDay > patience[kind];
  return { tone: due ? "near" : "good", said: texts.say(`upkeep.${kind}.well`, { date: plainDay(line.lastDay, texts.locale) }), due };
}

function diskPanel({ disk }: StatusAnswer, texts: Texts): HTMLElement {
  const size = (mib: number) => (mib >= 1024 ? texts.say("disk.gib", { n: new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 2 }).format(mib / 1024) }) : texts.say("disk.mib", { n: mib }));
  const full = disk.freeMib <= disk.watermarkMib;
  const low = disk.freeMib <= disk.watermarkMib * 8;
  const tone: Tone = full ? "late" : low ? "near" : "good";
  const advice = full ? [texts.say("disk.full")] : low ? [texts.say("disk.low")] : [];
  return panel("disk", texts.say("disk.title"), notice(tone, texts.say("disk.free", { size: size(disk.freeMib) }), advice), el("p", {}, texts.say("disk.watermark", { size: size(disk.watermarkMib) })));
}

function ticksPanel({ status, today, retry, showNumber }: AdministrationFacts, texts: Texts): HTMLElement {
  const place = el("div", {});
  let busy = false;
  const again = async () => {
    if (busy) {
      return;
    }
    busy = true;
    const fault = await retry();
    busy = false;
    place.replaceChildren(...(fault === null ? [] : [faultNotice(fault)]));
  };
  const lines = status.ticks.map((tick) => el("li", {}, tickSentence(tick, today, texts), ...(isNumber(tick.result) ? [" ", numberWords(tick.result, texts), " ", numberLink(tick.result, showNumber)] : [])));
  return panel(
    "ticks",
    texts.say("ticks.title"),
    lines.length === 0 ? el("p", {}, texts.say("ticks.none")) : el("ul", { class: "list" }, ...lines),
    el("p", { class: "soft small" }, texts.say("ticks.lead")),
    el("p", { class: "actions" }, button(texts.say("ticks.retry"), () => void again())),
    place,
  );
}

const isNumber = (result: string) => /^E-\d\d$/u.test(result);

/** What a job last did, as a sentence. */
export function tickSentence({ name, lastDay, result }: TickLine, today: CivilDay, texts: Texts): string {
  const job = texts.pick("tick", name, { name });
  return lastDay === null ? texts.say("ticks.never", { job }) : texts.say("ticks.last", { job, when: dayWords(lastDay, today, texts), result: texts.pick("tick-result", result, { code: result }) });
}

function totalsPanel({ totals }: StatusAnswer, texts: Texts): HTMLElement {
  const day = (value: CivilDay) => plainDay(value, texts.locale);
  const row = ({ day: on, reports }: StatusAnswer["totals"]["days"][number]) => el("div", {}, el("dt", {}, day(on)), el("dd", {}, texts.count("totals.reports", reports)));
  const sum = totals.days.reduce((all, { reports }) => all + reports, 0);
  return panel(
    "totals",
    texts.say("totals.title"),
    el("p", {}, texts.count("totals.sum", sum, { from: day(totals.from), to: day(totals.to) })),
    totals.days.length > 0 && el("dl", { class: "facts" }, ...totals.days.toReversed().map(row)),
    el("p", { class: "soft small" }, texts.say("totals.why")),
  );
}
