// The dialog of an export: what goes out and what that means, for whom it is sealed, progress with a stop, and then the file and its passphrase,
// once. Closing it, or a lock, forgets everything.

import type { Bytes } from "@integrity-channel/crypto";
import { parseAgeRecipient, wipe } from "@integrity-channel/crypto";
import { button, el, notice } from "../dom.ts";
import { sizeWords } from "../files/filesize.ts";
import type { Progress } from "../files/containerparts.ts";
import type { Texts } from "../texts.ts";
import { download } from "./files.ts";
import { area, field, refuse } from "./form.ts";

export type ExportWay = { readonly kind: "passphrase" } | { readonly kind: "recipient"; readonly publicKey: Bytes };

export type ExportOutcome =
  | { readonly made: true; readonly content: Blob; readonly passphrase: Bytes | null; /** Files left out, because they did not open whole. */ readonly broken: number }
  | { readonly made: false; readonly head: string; readonly lines: readonly string[] };

export interface ExportFacts {
  readonly number: string;
  /** Of the file. */
  readonly name: string;
  readonly files: number;
  /** Of all files together, and the most that can be exported, in bytes. */
  readonly size: number;
  readonly largest: number;
  /** Ends with the dialog, and the dialog with it. */
  readonly life: AbortController;
  readonly make: (way: ExportWay, progress: Progress, signal: AbortSignal) => Promise<ExportOutcome>;
}

export function openExportDialog(facts: ExportFacts, texts: Texts): void {
  const body = el("div", { class: "dialog-body" });
  const foot = el("div", { class: "dialog-foot" });
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "export-title" }, el("div", { class: "dialog-head" }, el("h1", { id: "export-title" }, texts.say("export.title", { number: facts.number }))), body, foot);
  const close = button(texts.say("close"), () => dialog.close());
  const forget: (() => void)[] = [];
  facts.life.signal.addEventListener("abort", () => dialog.close());
  dialog.addEventListener("close", () => {
    facts.life.abort();
    forget.forEach((act) => act());
    body.replaceChildren();
    dialog.remove();
  });
  const done = (outcome: ExportOutcome & { made: true }) => {
    forget.push(() => wipe(outcome.passphrase));
    const save = button(texts.say("export.save", { name: facts.name }), () => download(outcome.content, facts.name), { kind: "primary" });
    const title = el("h2", { tabindex: "-1" }, texts.say("export.made"));
    body.replaceChildren(title, ...result(outcome, facts, texts));
    foot.replaceChildren(save, close);
    title.focus();
  };
  if (facts.size > facts.largest) {
    body.replaceChildren(notice("late", texts.say("export.too-large", { size: sizeWords(facts.largest, texts.locale) }), [texts.say("export.too-large-do")]));
    foot.replaceChildren(close);
  } else {
    ask(facts, { dialog, body, foot, close, done }, texts);
  }
  document.body.append(dialog);
  dialog.showModal();
}

interface Places {
  readonly dialog: HTMLDialogElement;
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
  readonly close: HTMLButtonElement;
  readonly done: (outcome: ExportOutcome & { made: true }) => void;
}

/** The choice, and the work that follows it; one at a time. */
function ask(facts: ExportFacts, { dialog, body, foot, close, done }: Places, texts: Texts): void {
  const recipient = field(area("export-recipient", "", 4, true), texts.say("export.recipient"), texts.say("export.recipient-hint"), texts);
  const byRecipient = choice("recipient", texts.say("export.to-recipient"), texts.say("export.to-recipient-hint"));
  const byPassphrase = choice("passphrase", texts.say("export.to-passphrase"), texts.say("export.to-passphrase-hint"));
  byPassphrase.input.checked = true;
  const turn = () => (recipient.root.hidden = !byRecipient.input.checked);
  byRecipient.input.addEventListener("change", turn);
  byPassphrase.input.addEventListener("change", turn);
  turn();
  const place = el("div", { role: "status" });
  const go = button(texts.say("export.do"), () => void run(), { kind: "primary" });
  const way = (): ExportWay | null => {
    if (byPassphrase.input.checked) {
      return { kind: "passphrase" };
    }
    const read = parseAgeRecipient(recipient.input.value);
    return refuse([[recipient, read.fault === null ? null : texts.pick("export.recipient-fault", read.fault)]]) || read.fault !== null ? null : { kind: "recipient", publicKey: read.publicKey };
  };
  let busy = false;
  const run = async () => {
    const chosen = busy ? null : way();
    if (chosen === null) {
      return;
    }
    const stop = new AbortController();
    const ended = () => stop.abort();
    facts.life.signal.addEventListener("abort", ended, { signal: stop.signal });
    busy = true;
    go.setAttribute("aria-disabled", "true");
    const { root, progress } = progressBar(ended, texts);
    place.replaceChildren(root);
    const outcome = await facts.make(chosen, progress, stop.signal).finally(() => {
      busy = false;
      go.removeAttribute("aria-disabled");
    });
    if (!dialog.isConnected) {
      wipe(outcome.made ? outcome.passphrase : null);
    } else if (outcome.made) {
      done(outcome);
    } else {
      place.replaceChildren(notice("late", outcome.head, outcome.lines));
      go.focus();
    }
  };
  body.replaceChildren(...lead(facts, texts), el("fieldset", { class: "field" }, el("legend", {}, texts.say("export.how")), byPassphrase.root, byRecipient.root), recipient.root, place);
  foot.replaceChildren(go, close);
}

function lead({ files, size }: ExportFacts, texts: Texts): HTMLElement[] {
  const attached = files === 0 ? texts.say("export.no-files") : texts.count("export.files", files, { size: sizeWords(size, texts.locale) });
  const held = [texts.say("export.holds-page"), attached, texts.say("export.holds-facts"), texts.say("export.holds-manifest")];
  return [
    el("p", {}, texts.say("export.lead")),
    el("ul", {}, ...held.map((line) => el("li", {}, line))),
    notice("near", texts.say("export.secret"), [texts.say("export.secret-what"), texts.say("export.secret-law"), texts.say("export.secret-out")]),
  ];
}

function choice(value: string, label: string, hint: string) {
  const id = `export-${value}-way`;
  const input = el("input", { type: "radio", name: "export-way", id, value, "aria-describedby": `${id}-hint` });
  return { input, root: el("div", { class: "choice" }, input, el("label", { for: id }, label), el("p", { class: "hint", id: `${id}-hint` }, hint)) };
}

function progressBar(stop: () => void, texts: Texts): { readonly root: HTMLElement; readonly progress: Progress } {
  const bar = el("progress", { "aria-label": texts.say("export.busy") });
  const words = el("span", {});
  const root = el("div", {}, el("div", { class: "progress" }, bar, el("p", { class: "progress-words" }, el("span", {}, texts.say("export.busy")), words)), button(texts.say("file.stop"), stop, { kind: "text" }));
  const progress = (done: number, total: number) => {
    bar.max = total;
    bar.value = done;
    words.textContent = texts.say("file.progress", { done: sizeWords(done, texts.locale), total: sizeWords(total, texts.locale) });
  };
  return { root, progress };
}

function result({ passphrase, broken }: ExportOutcome & { made: true }, { name }: ExportFacts, texts: Texts): HTMLElement[] {
  const left = broken === 0 ? [] : [notice("late", texts.count("export.broken", broken), [texts.say("export.broken-do")])];
  const after = [el("p", {}, texts.say("export.made-after", { name })), el("p", {}, texts.say("export.made-note"))];
  if (passphrase === null) {
    return [...left, el("p", {}, texts.say("export.made-recipient")), ...after];
  }
  const words = new TextDecoder().decode(passphrase).split(" ");
  return [
    ...left,
    el("p", {}, texts.say("export.words-lead")),
    el("ol", { class: "words", "aria-label": texts.say("export.words") }, ...words.map((word) => el("li", {}, word))),
    notice("near", texts.say("export.words-once"), [texts.say("export.words-way")]),
    ...after,
  ];
}
