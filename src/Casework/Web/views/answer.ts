// The answer box at the foot of the thread: a reply or a question to the reporter.

import type { Child } from "../dom.ts";
import { button, el, notice } from "../dom.ts";
import type { Texts } from "../texts.ts";
import type { SendOutcome } from "./dialog.ts";

export interface AnswerBox {
  readonly value: string;
  readonly frozen: boolean;
  readonly send: (text: string) => Promise<SendOutcome>;
  /** Stands between the words and the button: choosing files. */
  readonly attach: HTMLElement;
  readonly sent: () => void;
  readonly keep: (text: string) => void;
}

export function answerBox(options: AnswerBox, texts: Texts): { root: HTMLElement; focus: () => void } {
  const input = el("textarea", { class: "input", id: "answer", rows: 4, autocomplete: "off", spellcheck: "false", "aria-describedby": "answer-hint" });
  input.value = options.value;
  const place = el("div", {});
  const press = el("button", { class: "button", "data-kind": "primary", type: "submit" });
  const progress = el("span", { class: "soft small", role: "status" });
  let busy = false;
  const freeze = (frozen: boolean) => {
    input.readOnly = frozen;
    press.textContent = texts.say(frozen ? "send.again" : "send");
  };
  const tell = (...children: Child[]) => place.replaceChildren(...children.filter((child): child is Node => child instanceof Node));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    if (input.value.trim() === "") {
      tell(notice("near", texts.say("answer.empty"), []));
      input.focus();
      return;
    }
    busy = true;
    press.setAttribute("aria-disabled", "true");
    progress.textContent = texts.say("send.busy");
    const outcome = await options.send(input.value);
    busy = false;
    press.removeAttribute("aria-disabled");
    progress.textContent = "";
    if (outcome.sent) {
      options.sent();
      return;
    }
    freeze(outcome.frozen);
    tell(notice("late", outcome.head, outcome.lines));
  };
  input.addEventListener("input", () => options.keep(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      root.requestSubmit();
    }
  });
  const clear = button(texts.say("answer.clear"), () => {
    if (!input.readOnly) {
      const old = input.value;
      input.value = "";
      options.keep("");
      undo.hidden = old === "";
      undo.onclick = () => {
        input.value = old;
        options.keep(old);
        undo.hidden = true;
        input.focus();
      };
    }
  }, { kind: "text" });
  const undo = button(texts.say("answer.undo"), () => undefined, { kind: "text" });
  undo.hidden = true;
  const root = el(
    "form",
    { class: "compose", on: { submit } },
    el("label", { class: "label", for: "answer" }, texts.say("answer.label")),
    input,
    options.attach,
    place,
    el("div", { class: "actions" }, press, clear, undo, progress),
    el("p", { class: "soft small", id: "answer-hint" }, texts.say("answer.hint")),
  );
  freeze(options.frozen);
  const focus = () => {
    root.scrollIntoView({ block: "center" });
    input.focus();
  };
  return { root, focus };
}
