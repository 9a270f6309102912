// The one dialog in which something is written and sealed. Native <dialog>: the page behind is inert, Esc closes, the focus comes back.
// Closing keeps the text as a draft; only the officer's own press throws it away.

import type { Child } from "../dom.ts";
import { button, el, notice, textField } from "../dom.ts";
import type { Texts } from "../texts.ts";

export interface DialogField {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly rows: number;
}

/** What came of sending, in words for the officer. `frozen`: the bytes may have arrived, so only they are sent again. */
export type SendOutcome = { readonly sent: true } | NotSent;

export interface NotSent {
  readonly sent: false;
  readonly head: string;
  readonly lines: readonly string[];
  readonly frozen: boolean;
  /** The host does not hold the files that the object names: sealed and sent anew, they may still arrive. */
  readonly filesLost?: true;
}

export interface SealDialog {
  readonly title: string;
  readonly lead: readonly Child[];
  readonly fields: readonly DialogField[];
  readonly after: readonly Child[];
  /** The message at each field, or null where it is fine. Nothing is sent while one stands. */
  readonly faults: (values: readonly string[]) => readonly (string | null)[];
  /** A choice above the fields that is missing; nothing is sent while one is. */
  readonly refusal?: (() => string | null) | undefined;
  /** Something to think about before sending; asked once. */
  readonly doubt: (values: readonly string[]) => readonly string[];
  /** What stands above and below the doubt; by default that the law asks for more. */
  readonly doubtWords?: { readonly head: string; readonly act: string };
  /** The word on the button; by default that the words are sealed and sent. */
  readonly act?: string;
  readonly send: (values: readonly string[]) => Promise<SendOutcome>;
  readonly frozen: boolean;
  readonly sent: () => void;
  readonly keep: (values: readonly string[]) => void;
  /** The dialog was closed with text in it, which stays as a draft. */
  readonly kept: () => void;
  readonly discard: () => void;
}

export function openSealDialog(options: SealDialog, texts: Texts): void {
  const fields = options.fields.map(({ id, label, hint, value, rows }) => textField(id, label, hint, { value, rows, faultWord: texts.say("fault") }));
  const values = () => fields.map((field) => field.input.value);
  const place = el("div", {});
  const act = options.act ?? texts.say("send");
  const send = el("button", { class: "button", "data-kind": "primary", type: "submit" }, options.frozen ? texts.say("send.again") : act);
  const progress = el("p", { class: "soft small", role: "status" });
  const before = values();
  let doubted = "";
  let busy = false;
  let done = false;

  const freeze = (frozen: boolean) => {
    fields.forEach((field) => (field.input.readOnly = frozen));
    send.textContent = frozen ? texts.say("send.again") : act;
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    const faults = options.faults(values());
    fields.forEach((field, at) => field.fault(faults[at] ?? null));
    const first = faults.findIndex((fault) => fault !== null);
    if (first >= 0) {
      fields[first]?.input.focus();
      return;
    }
    const refusal = options.refusal?.() ?? null;
    if (refusal !== null) {
      place.replaceChildren(notice("late", refusal));
      place.scrollIntoView({ block: "nearest" });
      return;
    }
    const doubts = options.doubt(values());
    if (doubts.length > 0 && doubted !== doubts.join()) {
      doubted = doubts.join();
      place.replaceChildren(notice("near", options.doubtWords?.head ?? texts.say("doubt.head"), doubts, el("p", {}, options.doubtWords?.act ?? texts.say("doubt.do"))));
      place.scrollIntoView({ block: "nearest" });
      return;
    }
    busy = true;
    send.setAttribute("aria-disabled", "true");
    progress.textContent = texts.say("send.busy");
    const outcome = await options.send(values());
    busy = false;
    send.removeAttribute("aria-disabled");
    progress.textContent = "";
    if (outcome.sent) {
      done = true;
      dialog.close();
      options.sent();
      return;
    }
    freeze(outcome.frozen);
    place.replaceChildren(notice("late", outcome.head, outcome.lines));
    place.scrollIntoView({ block: "nearest" });
  };
  const discard = () => {
    done = true;
    options.discard();
    dialog.close();
  };
  const form = el(
    "form",
    { on: { submit } },
    el("div", { class: "dialog-head" }, el("h1", { id: "dialog-title" }, options.title), ...options.lead),
    el("div", { class: "dialog-body" }, ...fields.map((field) => field.root), ...options.after, place),
    el(
      "div",
      { class: "dialog-foot" },
      send,
      // Without a field there is no text to keep.
      ...(fields.length === 0
        ? [button(texts.say("dialog.cancel"), discard)]
        : [button(texts.say("draft.keep"), () => dialog.close()), button(texts.say("draft.discard"), discard, { kind: "text" })]),
      progress,
    ),
  );
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
  dialog.addEventListener("cancel", (event) => busy && event.preventDefault());
  dialog.addEventListener("close", () => {
    if (!done && values().some((value, at) => value !== before[at])) {
      options.keep(values());
      options.kept();
    }
    dialog.remove();
  });
  dialog.addEventListener("input", () => options.keep(values()));
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  freeze(options.frozen);
  document.body.append(dialog);
  dialog.showModal();
  const first = (fields.find((field) => field.input.value === "") ?? fields[0])?.input;
  first?.setSelectionRange(0, 0);
  (first ?? form.querySelector<HTMLElement>("input, select"))?.focus();
}
