// Choosing files for a reply, by a button or by dropping them; under it what was chosen and, while they are sent, how far.

import { button, el, notice, unseen } from "../dom.ts";
import { sizeWords } from "../files/filesize.ts";
import { visibleName } from "../files/visibletext.ts";
import type { Texts } from "../texts.ts";

export interface AttachBox {
  readonly root: HTMLElement;
  progress(done: number, total: number): void;
  /** While an upload runs or its bytes wait, the choice stands. */
  freeze(frozen: boolean): void;
  quiet(): void;
}

export interface AttachFacts {
  readonly files: () => readonly File[];
  readonly choose: (files: readonly File[]) => void;
  /** A lock forgot what was chosen before. */
  readonly forgotten: boolean;
  readonly stop: () => void;
  /** The most that one message may bring, in MiB; people read it as megabytes. */
  readonly limitMib: number;
}

export function attachBox({ files, choose, forgotten, stop, limitMib }: AttachFacts, texts: Texts): AttachBox {
  const input = el("input", { type: "file", multiple: true, id: "attach", class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const list = el("ul", { class: "attached", "aria-label": texts.say("attach.list") });
  const lockHint = el("p", { class: "soft small" }, texts.say("attach.lock"));
  const place = el("div", { role: "status" }, forgotten && notice("near", texts.say("attach.forgotten"), [texts.say("attach.forgotten-do")]));
  const limit = sizeWords(limitMib * 1_000_000, texts.locale);
  let frozen = false;
  const change = (next: readonly File[]) => {
    const total = next.reduce((sum, file) => sum + file.size, 0);
    if (total > limitMib * 1024 * 1024) {
      place.replaceChildren(notice("near", texts.say("attach.too-large", { limit }), [texts.say("attach.too-large-do")]));
      return;
    }
    place.replaceChildren();
    choose(next);
    draw();
  };
  const draw = () => {
    list.hidden = lockHint.hidden = files().length === 0;
    list.replaceChildren(...files().map((file) => row(file, () => change(files().filter((other) => other !== file)))));
  };
  const row = (file: File, remove: () => void) => {
    const name = visibleName(file.name);
    const away = el("button", { class: "button", type: "button", "data-kind": "text", on: { click: () => !frozen && (remove(), pick.focus()) } }, texts.say("attach.remove"), unseen(` ${name}`));
    return el("li", {}, el("span", {}, el("bdi", {}, name), " ", el("span", { class: "soft" }, sizeWords(file.size, texts.locale))), away);
  };
  const add = (more: readonly File[]) => !frozen && more.length > 0 && change([...files(), ...more]);
  input.addEventListener("change", () => {
    add([...(input.files ?? [])]);
    input.value = "";
  });
  const pick = button(texts.say("attach.pick"), () => !frozen && input.click(), { kind: "text" });
  const root = el("div", { class: "attach" }, el("p", { class: "attach-line" }, pick, el("span", { class: "soft small" }, texts.say("attach.hint", { limit }))), input, list, lockHint, place);
  acceptDrops(root, add);
  draw();
  const progress = (done: number, total: number) => {
    const bar = place.querySelector("progress") ?? start();
    bar.max = total;
    bar.value = done;
    const words = place.querySelector(".progress-words > :last-child");
    if (words !== null) {
      words.textContent = texts.say("file.progress", { done: sizeWords(done, texts.locale), total: sizeWords(total, texts.locale) });
    }
  };
  const start = () => {
    const bar = el("progress", { "aria-label": texts.say("attach.sending") });
    place.replaceChildren(el("div", { class: "progress" }, bar, el("p", { class: "progress-words" }, el("span", {}, texts.say("attach.sending")), el("span", {}))), button(texts.say("file.stop"), stop, { kind: "text" }));
    return bar;
  };
  const freeze = (still: boolean) => {
    frozen = still;
    root.toggleAttribute("data-frozen", still);
  };
  return { root, progress, freeze, quiet: () => place.replaceChildren() };
}

function acceptDrops(root: HTMLElement, add: (files: readonly File[]) => void): void {
  root.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.toggleAttribute("data-over", true);
  });
  root.addEventListener("dragleave", () => root.removeAttribute("data-over"));
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    root.removeAttribute("data-over");
    add([...(event.dataTransfer?.files ?? [])]);
  });
}
