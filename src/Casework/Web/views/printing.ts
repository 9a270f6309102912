// Asked before a case goes on paper: what the sheet leaves out by rule, and what only a reader can check.

import { button, el } from "../dom.ts";
import type { Texts } from "../texts.ts";

export function openPrintDialog(print: () => void, texts: Texts): void {
  const go = () => {
    dialog.close();
    print();
  };
  const dialog = el(
    "dialog",
    { class: "dialog", "aria-labelledby": "print-title" },
    el("div", { class: "dialog-head" }, el("h1", { id: "print-title" }, texts.say("print.title"))),
    el("div", { class: "dialog-body" }, el("p", {}, texts.say("paper.hidden-what")), el("p", {}, texts.say("print.read")), el("p", { class: "soft" }, texts.say("print.paper"))),
    el("div", { class: "dialog-foot" }, button(texts.say("print.do"), go, { kind: "primary" }), button(texts.say("close"), () => dialog.close())),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
