// The gate: sign in, or unlock a session that is still signed in. One card, one button.

import { button, el, mark, notice, unseen } from "../dom.ts";
import type { TextKey, Texts } from "../texts.ts";
import { link } from "./frame.ts";
import type { View } from "./view.ts";

export type GateFault = { readonly head: string; readonly lines: readonly string[] };

export interface GateFacts {
  /** The signed-in officer's name while only the vault is locked; null when the session is gone or never was. */
  readonly lockedFor: string | null;
  /** Why the page is locked, as text; null at a first visit. */
  readonly reason: string | null;
  /** A sentence on text that waits sealed; null when none does. */
  readonly kept: string | null;
  /** Signs in or unlocks; resolves with what went wrong, or null when the gate is open. */
  readonly enter: (name: string, passphrase: string) => Promise<GateFault | null>;
  readonly signOut: () => void;
  /** For somebody who was invited and has no account yet. */
  readonly enrol: () => void;
}

export function gateView(facts: GateFacts, texts: Texts): View {
  const locked = facts.lockedFor !== null;
  const name = el("input", { class: "input", id: "name", type: "text", autocomplete: "username", autocapitalize: "none", spellcheck: "false" });
  const passphrase = el("input", { class: "input", id: "passphrase", type: "password", autocomplete: "current-password", "aria-describedby": "passphrase-hint" });
  const place = el("div", {});
  const press = el("button", { class: "button", "data-kind": "primary" }, texts.say(locked ? "gate.unlock" : "gate.enter"));
  const progress = el("p", { class: "soft small", role: "status" }, texts.say("gate.time"));
  const show = el("input", { type: "checkbox", id: "show" });
  show.addEventListener("change", () => (passphrase.type = show.checked ? "text" : "password"));
  let busy = false;
  const submit = async (event: Event) => {
    event.preventDefault();
    const empty = !locked && name.value.trim() === "" ? name : passphrase.value.trim() === "" ? passphrase : null;
    if (busy || empty !== null) {
      fault(empty, empty === name ? "gate.no-name" : "gate.no-passphrase");
      return;
    }
    fault(null, "gate.no-name");
    busy = true;
    press.setAttribute("aria-disabled", "true");
    progress.textContent = texts.say("gate.busy");
    await painted();
    const refused = await facts.enter(name.value.trim(), passphrase.value);
    busy = false;
    press.removeAttribute("aria-disabled");
    progress.textContent = texts.say("gate.time");
    if (refused === null) {
      passphrase.value = "";
      return;
    }
    place.replaceChildren(notice("late", refused.head, refused.lines));
    passphrase.focus();
  };
  const fault = (input: HTMLElement | null, key: TextKey) => {
    place.replaceChildren(...(input === null ? [] : [el("p", { class: "error", role: "alert" }, mark("overdue"), el("span", {}, unseen(texts.say("fault")), texts.say(key)))]));
    input?.focus();
  };
  const card = el(
    "form",
    { class: "panel lock-card", on: { submit } },
    el("div", {}, el("h1", {}, texts.say(locked ? "gate.locked" : "gate.title")), el("p", { class: "soft" }, [facts.lockedFor, facts.reason].filter((part) => part !== null).join(". ") || texts.say("gate.lead"))),
    facts.kept !== null && notice("good", facts.kept),
    !locked && el("div", { class: "field" }, el("label", { for: "name" }, texts.say("gate.name")), name),
    el(
      "div",
      { class: "field" },
      el("label", { for: "passphrase" }, texts.say("gate.passphrase")),
      el("p", { class: "hint", id: "passphrase-hint" }, texts.say("gate.passphrase-hint")),
      passphrase,
      el("div", { class: "choice" }, show, el("label", { for: "show" }, texts.say("gate.show"))),
    ),
    place,
    press,
    progress,
    el("details", { class: "small" }, el("summary", {}, texts.say("gate.lost")), el("p", {}, texts.say("gate.lost-text"))),
    !locked && el("p", { class: "actions small" }, button(texts.say("gate.invited"), facts.enrol, { kind: "text", class: "have-invitation" })),
    locked && el("p", { class: "actions small" }, link(texts.say("sign-out"), facts.signOut)),
  );
  return { title: texts.say("title"), main: [card], keys: new Map(), focus: locked ? passphrase : name };
}

/** Lets the browser draw "opening" before the passphrase is worked on, which holds the page for about a second. */
const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** A screen that says why there is nothing to show, and what to do. */
export function refusedView(head: string, lines: readonly string[], ways: readonly { readonly label: string; readonly press: () => void }[], texts: Texts): View {
  const card = el(
    "div",
    { class: "panel lock-card" },
    el("h1", {}, head),
    ...lines.map((line) => el("p", {}, line)),
    el("p", { class: "actions" }, ...ways.map(({ label, press }) => link(label, press))),
  );
  return { title: texts.say("title"), main: [card], keys: new Map() };
}
