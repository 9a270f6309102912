// Files with an officer's reply: fetched and opened in the page, checked as a whole, and only then offered for saving.

import type { FileEntry, OpenedItem } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { sizeWords } from "../files/size.ts";
import type { Visit } from "../memory.ts";
import { button, h, notice } from "../page.ts";
import { loadPart } from "../parts.ts";

export function receivedFiles(app: App, visit: Visit, item: OpenedItem): HTMLElement {
  const { texts } = app;
  return h("div", { class: "flow" }, h("h4", {}, texts.of("mailbox.files")),
    h("ul", { class: "files" }, item.files.map((entry, index) => row(app, visit, entry, `${item.header.seq}-${index}`, index + 1))),
    h("p", { class: "hint" }, texts.of("mailbox.file.warning")));
}

function row(app: App, visit: Visit, entry: FileEntry, id: string, number: number): HTMLLIElement {
  const { texts } = app;
  const below = h("div", {});
  const made = h("li", { class: "file", id: `received-${id}` },
    h("p", { class: "file-name" }, entry.name, " ", h("span", { class: "file-size" }, sizeWords(texts, entry.length))),
    button([texts.of("mailbox.file.fetch"), h("span", { class: "unseen" }, ` ${entry.name}`)], () => { void fetchInto(app, visit, entry, below, number); }), below);
  return made;
}

async function fetchInto(app: App, visit: Visit, entry: FileEntry, below: HTMLElement, number: number): Promise<void> {
  const { texts } = app;
  const stopper = new AbortController();
  const bar = h("progress", { max: "100", "aria-label": texts.of("mailbox.file.progress", { name: entry.name }) });
  const words = h("span", {}, texts.of("mailbox.file.fetching"));
  below.replaceChildren(h("div", { class: "progress" }, bar, h("p", { class: "progress-words" }, words)), h("p", {}, button(texts.of("send.stop"), () => { stopper.abort(); })));
  app.announce(texts.of("mailbox.file.fetching"));
  const part = await loadPart("files").catch(() => null);
  const outcome = part === null ? { state: "network" as const } : await part.fetchFile(app, visit, entry, stopper.signal, (done, total) => { bar.value = 100 * done / total; });
  if (outcome.state === "ready") {
    const name = neutralName(app, entry.name, number);
    const link = h("a", { class: "button", download: name }, texts.of("mailbox.file.save", { name }));
    link.href = URL.createObjectURL(outcome.content);
    below.replaceChildren(link);
    link.focus();
  } else {
    below.replaceChildren(...(outcome.state === "stopped" ? [] : [h("div", { role: "alert" }, notice(outcome.state === "altered" ? "late" : "near", texts.of(`mailbox.file.${outcome.state}`)))]));
  }
}

/** A name that tells nobody who finds the file what it is about. */
function neutralName({ texts }: App, name: string, number: number): string {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  return `${texts.of("file.neutral", { number: String(number) })}${ending === undefined ? "" : `.${ending}`}`;
}
