// The files of one message: name, size and, once looked at, what the bytes say they are. Nothing is fetched before a press.

import type { Child } from "../dom.ts";
import { button, el, unseen } from "../dom.ts";
import { sizeWords } from "../files/filesize.ts";
import type { Texts } from "../texts.ts";

export interface FileRow {
  readonly root: HTMLElement;
  /** What the file is, in words, from then on beside its size. */
  kind(words: string): void;
  progress(done: number, total: number): void;
  /** Replaces what stands under the row. */
  tell(...children: readonly Child[]): void;
}

export interface FileRowActs {
  readonly look: () => void;
  readonly save: () => void;
  readonly stop: () => void;
}

export function fileRow(name: string, length: number, acts: FileRowActs, texts: Texts): FileRow {
  const size = sizeWords(length, texts.locale);
  const kind = el("span", { class: "soft" });
  const under = el("div", { class: "file-under", role: "status" });
  const named = (label: string) => [label, unseen(` ${name}`)];
  const act = (label: string, press: () => void) => el("button", { class: "button", type: "button", "data-kind": "text", on: { click: press } }, ...named(label));
  const root = el("li", {}, el("span", {}, el("bdi", {}, name), " ", el("span", { class: "soft" }, size), kind), el("span", { class: "file-acts" }, act(texts.say("file.look"), acts.look), act(texts.say("file.save"), acts.save)), under);
  const tell = (...children: readonly Child[]) => under.replaceChildren(...children.filter((child): child is Node | string => child instanceof Node || typeof child === "string"));
  const progress = (done: number, total: number) => {
    const bar = under.querySelector("progress") ?? startProgress();
    bar.max = total;
    bar.value = done;
    const words = under.querySelector(".progress-words > :last-child");
    if (words !== null) {
      words.textContent = texts.say("file.progress", { done: sizeWords(done, texts.locale), total: sizeWords(total, texts.locale) });
    }
  };
  const startProgress = () => {
    const bar = el("progress", { "aria-label": texts.say("file.fetching") });
    tell(el("div", { class: "progress" }, bar, el("p", { class: "progress-words" }, el("span", {}, texts.say("file.fetching")), el("span", {}))), button(texts.say("file.stop"), acts.stop, { kind: "text" }));
    return bar;
  };
  return { root, kind: (words) => (kind.textContent = ` · ${words}`), progress, tell };
}

export const fileList = (rows: readonly FileRow[], texts: Texts): HTMLElement => el("ul", { class: "attached", "aria-label": texts.say("file.list") }, ...rows.map((row) => row.root));

/** Saves under a name of our own. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
