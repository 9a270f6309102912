// Changing the passphrase: first the old one, then the new one is shown and typed back. Nothing changes before the last button.

import { button, el, mark, notice, unseen } from "../dom.ts";
import type { PassphraseChange } from "../features/change-passphrase.ts";
import type { TextKey, Texts } from "../texts.ts";
import type { AccountFacts } from "./account.ts";
import { faultNotice, panel } from "./panel.ts";

/** Lets the browser draw what is going on before the passphrase is worked on, which holds the page for about a second. */
const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

export function passphrasePanel(facts: AccountFacts, texts: Texts): HTMLElement {
  const place = el("div", {});
  const box = panel("change", texts.say("passphrase.title"), el("p", {}, texts.say("passphrase.lead")), place);
  const begin = () => place.replaceChildren(oldForm(facts, showNew, texts));
  const showNew = (change: PassphraseChange) => {
    const form = newForm(change, facts, begin, texts);
    place.replaceChildren(form);
    form.querySelector<HTMLElement>("h3")?.focus();
  };
  begin();
  return box;
}

function passphraseField(id: string, label: string, hint: string, complete: string, texts: Texts) {
  const input = el("input", { class: "input", id, type: "password", autocomplete: complete, autocapitalize: "none", spellcheck: "false", "aria-describedby": `${id}-hint` });
  const show = el("input", { type: "checkbox", id: `${id}-show` });
  show.addEventListener("change", () => (input.type = show.checked ? "text" : "password"));
  const root = el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    el("p", { class: "hint", id: `${id}-hint` }, hint),
    input,
    el("div", { class: "choice" }, show, el("label", { for: `${id}-show` }, texts.say("gate.show"))),
  );
  return { input, root };
}

/** A form whose button works once at a time; what it finds wrong stands above the button. */
function workForm(children: readonly Node[], label: string, busyText: string, work: () => Promise<readonly Node[]>, more: readonly Node[] = []) {
  const place = el("div", {});
  const press = el("button", { class: "button", "data-kind": "primary" }, label);
  const progress = el("p", { class: "soft small", role: "status" });
  let busy = false;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    press.setAttribute("aria-disabled", "true");
    progress.textContent = busyText;
    await painted();
    place.replaceChildren(...(await work()));
    busy = false;
    press.removeAttribute("aria-disabled");
    progress.textContent = "";
  };
  return el("form", { class: "flow", on: { submit } }, ...children, place, el("p", { class: "actions" }, press, ...more), progress);
}

const errorLine = (key: TextKey, texts: Texts) => el("p", { class: "error", role: "alert" }, mark("overdue"), el("span", {}, unseen(texts.say("fault")), texts.say(key)));

function oldForm(facts: AccountFacts, next: (change: PassphraseChange) => void, texts: Texts): HTMLElement {
  const old = passphraseField("old", texts.say("passphrase.old"), texts.say("gate.passphrase-hint"), "current-password", texts);
  const work = async () => {
    if (old.input.value.trim() === "") {
      old.input.focus();
      return [errorLine("gate.no-passphrase", texts)];
    }
    const begun = await facts.begin(old.input.value);
    if (begun === null) {
      old.input.focus();
      return [errorLine("gate.wrong-locked", texts)];
    }
    if ("head" in begun) {
      return [faultNotice(begun)];
    }
    old.input.value = "";
    next(begun);
    return [];
  };
  return workForm([old.root], texts.say("passphrase.make"), texts.say("gate.busy"), work);
}

function newForm(change: PassphraseChange, facts: AccountFacts, again: () => void, texts: Texts): HTMLElement {
  const typed = passphraseField("new", texts.say("passphrase.typed"), texts.say("passphrase.typed-hint"), "off", texts);
  const cancel = button(texts.say("passphrase.cancel"), () => (change.end(), again()));
  const work = async () => {
    if (!change.isTypedBack(typed.input.value)) {
      typed.input.focus();
      return [errorLine("passphrase.not-same", texts)];
    }
    const state = await facts.finish(change);
    if (typeof state !== "string") {
      return [faultNotice(state)];
    }
    if (state !== "changed") {
      return [notice("late", texts.say(`passphrase.${state}`), [texts.say(`passphrase.${state}-do`)])];
    }
    change.end();
    typed.input.value = "";
    facts.changed();
    return [];
  };
  const shown = [
    el("h3", { tabindex: "-1" }, texts.say("passphrase.new")),
    el("p", { class: "passphrase" }, change.words),
    el("p", {}, texts.say("passphrase.keep")),
    typed.root,
  ];
  return workForm(shown, texts.say("passphrase.change"), texts.say("passphrase.busy"), work, [cancel]);
}
