// The sheet with the code: on screen, on paper (A4, no site name) and as a text file with a neutral name.

import { acknowledgeBy, feedbackBy, type Bytes } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { longDateWithWeekday } from "../dates.ts";
import type { OwnCode } from "../memory.ts";
import { button, h, saveText } from "../page.ts";

export function codeSheet(app: App, own: OwnCode, day: number, receipt: Bytes | null): HTMLElement {
  const { texts } = app;
  const groups = h("ol", { class: "code-groups", "aria-label": texts.of("code.groups"), "data-code": true }, own.groups.map((group) => h("li", {}, group)));
  const said = h("p", { class: "soft small", role: "status" });
  return h("section", { class: "code-sheet", "aria-labelledby": "code-title" },
    h("h2", { id: "code-title" }, texts.of("code.sheet")), groups,
    h("p", { class: "soft small" }, texts.of("code.lookalike")),
    receipt === null ? null : h("div", { class: "flow" }, h("h3", {}, texts.of("code.receipt")), h("p", { class: "mono small receipt" }, receiptText(receipt)), h("p", { class: "soft small screen-only" }, texts.of("code.receipt.note"))),
    h("div", { class: "actions" },
      button(texts.of("code.copy"), () => { void copy(app, own.groups.join(" "), groups, said); }),
      button(texts.of("code.print"), () => { print(); }),
      button(texts.of("code.save"), () => { saveText(sheetText(app, own, day, receipt), texts.of("sheet.file")); said.textContent = texts.of("code.saved"); })),
    said,
    h("div", { class: "print-only flow" }, sheetLines(app, day).map((line) => h("p", {}, line))));
}

function sheetLines({ texts }: App, day: number): string[] {
  return [texts.of("sheet.keep"), texts.of("sheet.read"),
    texts.of("sheet.dates", { acknowledge: longDateWithWeekday(texts, acknowledgeBy(day)), feedback: longDateWithWeekday(texts, feedbackBy(day, null)) }),
    texts.of("sheet.lost")];
}

/** The file's content: the groups, what to do, and after sending the proof. It names no site and no organisation. */
export function sheetText(app: App, own: Pick<OwnCode, "groups">, day: number, receipt: Bytes | null): string {
  const proof = receipt === null ? [] : ["", app.texts.of("code.receipt"), receiptText(receipt)];
  return [own.groups.join(" "), "", ...sheetLines(app, day), ...proof, ""].join("\r\n");
}

/** The receipt in base64url, in groups that survive retyping. */
export function receiptText(receipt: Bytes): string {
  const text = btoa(String.fromCharCode(...receipt)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return text.match(/.{1,8}/g)?.join(" ") ?? "";
}

async function copy(app: App, text: string, groups: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = app.texts.of("code.copied");
  } catch {
    getSelection()?.selectAllChildren(groups);
    said.textContent = app.texts.of("code.copyFailed");
  }
}
