// The account page: sessions, days away, passphrase. Three panels, each a form of its own.

import type { CivilDay } from "../days.ts";
import { fieldDay, longDay, plainDay, readField } from "../days.ts";
import { button, el, mark, notice, unseen } from "../dom.ts";
import type { Fault } from "../faults.ts";
import type { PassphraseChange } from "../features/change-passphrase.ts";
import type { Texts } from "../texts.ts";
import type { SessionLine } from "../wire.ts";
import { faultNotice, panel } from "./panel.ts";
import { passphrasePanel } from "./passphrase.ts";
import type { View } from "./view.ts";

type Days = { readonly from: CivilDay; readonly to: CivilDay };

export interface AccountFacts {
  readonly sessions: readonly SessionLine[];
  /** Recoveries of reports, where there was ever one; an administrator sees them on the page of people. */
  readonly recovery: HTMLElement | null;
  readonly today: CivilDay;
  readonly vaultVersion: number;
  readonly endSession: (session: string) => Promise<Fault | null>;
  readonly signOutEverywhere: () => void;
  /** Null for an administrator, who handles no case and is missed in none. */
  readonly absence: { readonly away: Days | null; readonly set: (days: Days | null) => Promise<Fault | null> } | null;
  /** Proves the old passphrase and makes a new one; null when the old one is wrong. */
  readonly begin: (old: string) => Promise<PassphraseChange | Fault | null>;
  /** Puts the new passphrase in place. */
  readonly finish: (change: PassphraseChange) => Promise<Awaited<ReturnType<PassphraseChange["finish"]>> | Fault>;
  readonly changed: () => void;
  readonly lock: () => void;
}

export function accountView(facts: AccountFacts, texts: Texts): View {
  return {
    title: texts.say("account.title"),
    main: [
      el("div", { class: "page-head" }, el("h1", {}, texts.say("account.title")), el("p", { class: "soft small" }, texts.say("list.today", { date: longDay(facts.today, texts.locale) }))),
      el(
        "div",
        { class: "case" },
        el("div", { class: "case-main" }, passphrasePanel(facts, texts), facts.absence !== null && absencePanel(facts.absence, facts.today, texts), facts.recovery),
        el("div", { class: "case-side" }, sessionsPanel(facts, texts)),
      ),
    ],
    keys: new Map([["l", facts.lock]]),
  };
}

function sessionsPanel(facts: AccountFacts, texts: Texts): HTMLElement {
  const place = el("div", {});
  const end = async (session: string) => {
    const fault = await facts.endSession(session);
    place.replaceChildren(...(fault === null ? [] : [faultNotice(fault)]));
  };
  const line = ({ session, started, lastUsed, current }: SessionLine) => {
    const since = plainDay(started, texts.locale);
    const label = button(texts.say("account.end"), () => void end(session));
    label.append(unseen(` ${texts.say("account.end-which", { date: since })}`));
    return el(
      "li",
      {},
      el("span", {}, texts.say("account.since", { date: since }), " ", texts.say("account.used", { date: plainDay(lastUsed, texts.locale) })),
      current ? el("span", { class: "tag" }, texts.say("account.this")) : label,
    );
  };
  const ordered = facts.sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastUsed - a.lastUsed);
  return panel(
    "sessions",
    texts.say("account.sessions"),
    el("p", { class: "small" }, texts.say("account.sessions-lead")),
    el("ul", { class: "attached" }, ...ordered.map(line)),
    place,
    el("p", { class: "actions" }, button(texts.say("account.everywhere"), facts.signOutEverywhere)),
    el("p", { class: "soft small" }, texts.say("account.vault", { n: facts.vaultVersion })),
  );
}

function absencePanel(absence: NonNullable<AccountFacts["absence"]>, today: CivilDay, texts: Texts): HTMLElement {
  const { away, set } = absence;
  const field = (id: string, label: string, value: CivilDay | null) => {
    const input = el("input", { class: "input", id, type: "date", min: fieldDay(today), value: value === null ? null : fieldDay(value), autocomplete: "off" });
    return { input, root: el("div", { class: "field" }, el("label", { for: id }, label), input) };
  };
  const from = field("away-from", texts.say("account.from"), away === null ? null : Math.max(away.from, today));
  const to = field("away-to", texts.say("account.to"), away?.to ?? null);
  const place = el("div", {});
  const refuse = (...children: readonly Node[]) => place.replaceChildren(...children);
  const submit = async (event: Event) => {
    event.preventDefault();
    const days = { from: readField(from.input.value), to: readField(to.input.value) };
    if (days.from === null || days.to === null || days.to < days.from || days.to < today) {
      refuse(el("p", { class: "error", role: "alert" }, mark("overdue"), el("span", {}, unseen(texts.say("fault")), texts.say("account.days-wrong"))));
      (days.from === null ? from : to).input.focus();
      return;
    }
    const fault = await set({ from: days.from, to: days.to });
    refuse(...(fault === null ? [] : [faultNotice(fault)]));
  };
  const back = async () => {
    const fault = await set(null);
    refuse(...(fault === null ? [] : [faultNotice(fault)]));
  };
  const said = away === null || away.to < today ? null : texts.say("account.away-now", { from: plainDay(away.from, texts.locale), to: plainDay(away.to, texts.locale) });
  return panel(
    "absence",
    texts.say("account.absence"),
    el("p", {}, texts.say("account.absence-lead")),
    said !== null && notice("plain", said),
    el(
      "form",
      { class: "flow", on: { submit } },
      el("div", { class: "side-by-side" }, from.root, to.root),
      place,
      el("p", { class: "actions" }, el("button", { class: "button", "data-kind": "primary" }, texts.say("account.away")), said !== null && button(texts.say("account.back"), () => void back())),
    ),
  );
}
