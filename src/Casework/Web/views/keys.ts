// The list of single keys, and the switch that turns them off (WCAG 2.1.4). The switch is a preference of the device and says nothing of cases.

import { button, el } from "../dom.ts";
import type { TextKey, Texts } from "../texts.ts";

const preference = "integrity.keys";

export const keysEnabled = (): boolean => localStorage.getItem(preference) !== "off";

const shortcuts: readonly (readonly [string, TextKey])[] = [
  ["J", "keys.next"],
  ["K", "keys.previous"],
  ["O", "keys.open"],
  ["/", "keys.search"],
  ["U", "keys.back"],
  ["R", "keys.reply"],
  ["F", "keys.feedback"],
  ["N", "keys.note"],
  ["L", "keys.lock"],
  ["?", "keys.all"],
];

export function showKeys(texts: Texts): void {
  const allowed = el("input", { type: "checkbox", id: "keys-on", checked: keysEnabled() });
  allowed.addEventListener("change", () => (allowed.checked ? localStorage.removeItem(preference) : localStorage.setItem(preference, "off")));
  const close = button(texts.say("close"), () => dialog.close(), { kind: "primary" });
  const rows = shortcuts.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, texts.say(what))));
  const dialog = el(
    "dialog",
    { class: "dialog", "aria-labelledby": "keys-title" },
    el("div", { class: "dialog-head" }, el("h1", { id: "keys-title" }, texts.say("keys.title"))),
    el(
      "div",
      { class: "dialog-body" },
      el("dl", { class: "facts" }, ...rows),
      el("p", { class: "soft small" }, texts.say("keys.send")),
      el("div", { class: "choice" }, allowed, el("label", { for: "keys-on" }, texts.say("keys.switch"))),
    ),
    el("div", { class: "dialog-foot" }, close),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
