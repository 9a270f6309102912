// People and roles: what to do first, who is in, one form to invite, and the way of the next directory to the root and back.

import { civilDate, civilDay } from "@integrity-channel/crypto";
import type { CivilDay } from "../days.ts";
import { plainDay } from "../days.ts";
import type { Child, MarkState } from "../dom.ts";
import { button, el, mark, notice } from "../dom.ts";
import type { Acted } from "../features/manage-people.ts";
import type { Fault } from "../faults.ts";
import type { Texts } from "../texts.ts";
import type { InvitationWish, PeopleAnswer, WirePerson } from "../wire.ts";
import { carriedField, commands, field, form, refuse, select, textInput } from "./form.ts";
import { isAccountName, isAddress } from "./setup.ts";
import type { View } from "./view.ts";

export interface PeopleFacts {
  readonly answer: PeopleAnswer;
  readonly recovery: HTMLElement | null;
  readonly today: CivilDay;
  readonly languages: readonly string[];
  /** The groups of the one-time code, or the fault. */
  readonly invite: (wish: InvitationWish) => Promise<Fault | string[]>;
  readonly withdraw: (invitationId: string) => Promise<Acted>;
  readonly change: (officerId: string, what: "deactivate" | "reactivate") => Promise<Acted>;
  readonly note: (officerId: string, trainedOn: CivilDay | null, decision: string | null) => Promise<Acted>;
  readonly download: () => Promise<Acted>;
  readonly upload: (text: string) => Promise<Acted>;
  readonly reload: () => Promise<void>;
  readonly say: (message: string) => void;
  readonly poster: () => void;
  readonly lock: () => void;
}

const roles = [1, 2, 3, 4, 5, 6, 0] as const;

export function peopleView(facts: PeopleFacts, texts: Texts): View {
  const { answer } = facts;
  return {
    title: texts.say("people.title"),
    main: [
      el("div", { class: "page-head" }, el("h1", {}, texts.say("people.title"))),
      !answer.open && firstSteps(answer, texts),
      el("div", { class: "case" }, el("div", { class: "case-main" }, peoplePanel(facts, texts), invitePanel(facts, texts)), el("div", { class: "case-side" }, nextPanel(facts, texts), answer.directory !== null && posterPanel(facts, texts), answer.directory !== null && facts.recovery)),
    ],
    keys: new Map([["l", facts.lock]]),
  };
}

const panel = (id: string, title: string, ...children: readonly Child[]) => el("section", { class: "panel", "aria-labelledby": id }, el("h2", { id }, title), ...children);

/** What stands between a new organisation and its first report, in order. */
function firstSteps({ people, directory, next }: PeopleAnswer, texts: Texts): HTMLElement {
  const officers = people.filter(({ role, state }) => role !== 0 && state !== "deactivated");
  const invited = officers.length > 0;
  const enrolled = officers.some(({ officerId, role }) => officerId !== null && (role === 1 || role === 2));
  const done = [invited, enrolled, next !== "intake" && enrolled, directory !== null, false];
  const current = done.indexOf(false);
  const step = (what: "invite" | "enrol" | "request" | "upload" | "confirm", at: number) => {
    const state: MarkState = done[at] === true ? "done" : at === current ? "now" : "future";
    return el("li", { "data-state": state }, mark(state), el("span", { class: "timeline-what" }, texts.say(`first.${what}`)), el("span", { class: "timeline-note" }, texts.say(`first.${what}-do`)));
  };
  return panel("first-steps", texts.say("first.title"), el("p", {}, texts.say("first.lead")), el("ol", { class: "timeline" }, step("invite", 0), step("enrol", 1), step("request", 2), step("upload", 3), step("confirm", 4)));
}

function peoplePanel(facts: PeopleFacts, texts: Texts): HTMLElement {
  return panel("people-list", texts.say("people.list"), el("ul", { class: "people" }, ...facts.answer.people.map((person) => personItem(person, facts, texts))));
}

const states: Record<WirePerson["state"], MarkState> = { invited: "now", expired: "overdue", enrolled: "near", listed: "done", active: "done", deactivated: "future" };

function personItem(person: WirePerson, facts: PeopleFacts, texts: Texts): HTMLElement {
  const place = el("div", { role: "alert" });
  const act = (work: () => Promise<Acted>, said: string) => async () => {
    const fault = await work();
    if (fault === null) {
      await facts.reload();
      facts.say(said);
    } else {
      place.replaceChildren(notice("late", fault.head, fault.lines));
    }
  };
  const { officerId, invitationId } = person;
  const name = person.display === "" ? person.account : person.display;
  const row = (term: string, value: string | null) => value !== null && el("div", {}, el("dt", {}, term), el("dd", {}, value));
  const day = (value: CivilDay | null) => (value === null ? null : plainDay(value, texts.locale));
  const acts = [
    invitationId !== null && button(texts.say("people.withdraw", { name }), () => void act(() => facts.withdraw(invitationId), texts.say("people.withdrawn", { name }))()),
    officerId !== null && person.state !== "deactivated" && !person.self && button(texts.say("people.deactivate", { name }), () => confirmThen(place, person, texts, () => void act(() => facts.change(officerId, "deactivate"), texts.say("people.deactivated", { name }))()), { kind: "danger" }),
    officerId !== null && person.state === "deactivated" && button(texts.say("people.reactivate", { name }), () => void act(() => facts.change(officerId, "reactivate"), texts.say("people.reactivated", { name }))()),
  ];
  return el(
    "li",
    { class: "person", "data-account": person.account, "data-state": person.state },
    el("p", { class: "person-name" }, mark(states[person.state]), el("strong", {}, name), " ", el("span", { class: "soft" }, texts.pick("role", person.role))),
    el("p", {}, stateWords(person, facts.today, texts)),
    person.state === "deactivated" && person.listed && notice("near", texts.say("people.still-listed"), [texts.say("people.still-listed-do")]),
    el(
      "dl",
      { class: "facts" },
      row(texts.say("gate.name"), person.account),
      row(texts.say("people.mail"), person.mail === "" ? texts.say("people.no-mail") : person.mail),
      row(texts.say("people.reads"), person.fingerprint),
      row(texts.say("people.key-until"), day(person.keyUntil)),
      row(texts.say("people.trained"), day(person.trainedOn)),
      row(texts.say("people.decision"), person.decision),
    ),
    officerId !== null && noteForm(officerId, person, facts, texts),
    el("p", { class: "actions" }, ...acts),
    place,
  );
}

function stateWords(person: WirePerson, today: CivilDay, texts: Texts): string {
  const date = person.expiresOn === null ? "" : plainDay(person.expiresOn, texts.locale);
  const words = texts.pick("people.state", person.state, { date });
  return person.state === "listed" && person.keyUntil === null ? `${words} ${texts.say("people.no-key")}` : person.state === "listed" && (person.keyUntil ?? today) < today ? `${words} ${texts.say("people.key-over")}` : words;
}

/** Deactivating asks once more, where the button stands. */
function confirmThen(place: HTMLElement, person: WirePerson, texts: Texts, then: () => void): void {
  const yes = button(texts.say("people.deactivate-yes"), then, { kind: "danger" });
  const no = button(texts.say("people.deactivate-no"), () => place.replaceChildren());
  place.replaceChildren(notice("near", texts.say("people.deactivate-sure", { name: person.display === "" ? person.account : person.display }), [texts.say("people.deactivate-means")], el("p", { class: "actions" }, yes, no)));
  yes.focus();
}

const isoDay = (day: CivilDay | null) => {
  if (day === null) {
    return "";
  }
  const { year, month, day: date } = civilDate(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
};

const dayOf = (text: string): CivilDay | null => {
  const [year, month, day] = text.split("-").map(Number);
  return year === undefined || month === undefined || day === undefined || Number.isNaN(day) ? null : civilDay({ year, month, day });
};

function noteForm(officerId: string, person: WirePerson, facts: PeopleFacts, texts: Texts): HTMLElement {
  const id = `note-${person.account}`;
  const trained = field(textInput(`${id}-trained`, isoDay(person.trainedOn), { type: "date" }), texts.say("people.trained"), null, texts);
  const decision = field(textInput(`${id}-decision`, person.decision ?? ""), texts.say("people.decision"), null, texts);
  const work = async () => {
    const reference = decision.input.value.trim();
    const fault = await facts.note(officerId, dayOf(trained.input.value), reference === "" ? null : reference);
    if (fault !== null) {
      return notice("late", fault.head, fault.lines);
    }
    await facts.reload();
    return null;
  };
  return el("details", { class: "small" }, el("summary", {}, texts.say("people.note", { name: person.display === "" ? person.account : person.display })), form(id, [trained.root, decision.root], texts.say("people.note-save"), texts.say("setup.busy"), work));
}

function invitePanel(facts: PeopleFacts, texts: Texts): HTMLElement {
  const account = field(textInput("invite-account"), texts.say("gate.name"), texts.say("people.account-hint"), texts);
  const role = field(select("invite-role", roles.map((each) => [String(each), texts.pick("role", each)] as const), "1"), texts.say("people.role"), null, texts);
  const display = field(textInput("invite-display"), texts.say("people.display"), texts.say("people.display-hint"), texts);
  const mail = field(textInput("invite-mail", "", { type: "email" }), texts.say("people.mail"), texts.say("people.mail-hint"), texts);
  const words = (language: string) => new Intl.DisplayNames(texts.locale, { type: "language" }).of(language) ?? language;
  const locale = field(select("invite-locale", facts.languages.map((each) => [each, words(each)] as const), facts.languages[0] ?? "nl"), texts.say("people.locale"), null, texts);
  const trained = field(textInput("invite-trained", "", { type: "date" }), texts.say("people.trained"), texts.say("people.optional"), texts);
  const decision = field(textInput("invite-decision"), texts.say("people.decision"), texts.say("people.optional"), texts);
  const code = el("div", { role: "status" });
  const work = async () => {
    const [name, shown, reference] = [account.input.value.trim().toLowerCase(), display.input.value.trim(), decision.input.value.trim()];
    const wish = { account: name, role: Number(role.input.value), display: shown === "" ? name : shown, mail: mail.input.value.trim(), locale: locale.input.value, trainedOn: dayOf(trained.input.value), decision: reference === "" ? null : reference };
    const faults = [[account, isAccountName(name) ? null : texts.say("people.bad-account")], [display, wish.role !== 0 && shown === "" ? texts.say("people.bad-display") : null], [mail, isAddress(wish.mail) ? null : texts.say("people.bad-mail")]] as const;
    if (refuse(faults)) {
      return null;
    }
    const made = await facts.invite(wish);
    if (!Array.isArray(made)) {
      return notice("late", made.head, made.lines);
    }
    code.replaceChildren(codeCard(name, made, facts, texts));
    code.scrollIntoView({ block: "nearest" });
    return null;
  };
  return panel("people-invite", texts.say("people.invite"), el("p", {}, texts.say("people.invite-lead")), form("invite-form", [account.root, role.root, display.root, mail.root, locale.root, trained.root, decision.root], texts.say("people.invite-make"), texts.say("setup.busy"), work), code);
}

/** The one-time code, shown this once: it stands nowhere else. */
function codeCard(account: string, groups: readonly string[], facts: PeopleFacts, texts: Texts): HTMLElement {
  return el(
    "section",
    { class: "code-sheet", "aria-labelledby": "invite-code-title" },
    el("h3", { id: "invite-code-title" }, texts.say("people.code", { name: account })),
    el("ol", { class: "code-groups", id: "invite-code", "aria-label": texts.say("people.code", { name: account }) }, ...groups.map((group) => el("li", {}, group))),
    el("p", {}, texts.say("people.code-do", { address: location.origin })),
    el("p", { class: "actions" }, button(texts.say("people.code-print"), () => print()), button(texts.say("people.code-noted"), () => void facts.reload())),
  );
}

function nextPanel(facts: PeopleFacts, texts: Texts): HTMLElement {
  const { next, directory } = facts.answer;
  const place = el("div", { role: "alert" });
  const show = (fault: Acted) => place.replaceChildren(...(fault === null ? [] : [notice("late", fault.head, fault.lines)]));
  const file = carriedField("directory", texts.say("next.upload"), texts.say("next.upload-hint"), texts);
  const work = async () => {
    const fault = await facts.upload(file.input.value);
    if (fault !== null) {
      return notice("late", fault.head, fault.lines);
    }
    await facts.reload();
    facts.say(texts.say("next.published"));
    return null;
  };
  const possible = next === "ready" || next === "unchanged";
  const previous = directory === null ? "" : ` --previous directory-${directory.seq}.txt`;
  const seq = (directory?.seq ?? 0) + 1;
  return panel(
    "people-next",
    texts.say("next.title"),
    directory !== null && el("p", {}, texts.say("next.now", { n: directory.seq, date: plainDay(directory.expires, texts.locale) })),
    el("p", { id: "next-state" }, texts.pick("next.state", next)),
    possible && el("p", { class: "actions" }, button(texts.say("next.download"), () => void facts.download().then(show), { kind: next === "ready" ? "primary" : "plain", class: "request-download" })),
    place,
    possible && el("p", {}, texts.say("next.sign")),
    possible && commands(texts.say("commands.label"), `integrity ceremony directory --root root.key \\`, `  --request directory-request-${seq}.txt \\`, `  --out directory-${seq}.txt${previous}`),
    possible && form("directory-form", [file.file, file.root], texts.say("next.publish"), texts.say("setup.busy"), work),
  );
}

function posterPanel(facts: PeopleFacts, texts: Texts): HTMLElement {
  return panel("people-poster", texts.say("poster.title"), el("p", {}, texts.say("poster.lead")), el("p", { class: "actions" }, button(texts.say("poster.show"), facts.poster)));
}
