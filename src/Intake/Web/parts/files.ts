// The part that deals with files: what they tell, copies without it, sending and saving. It loads with the first file.

import { systemEntropy } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import type { ChosenFile, ChosenFiles } from "../files/chosen.ts";
import { fileRow, sizeLine } from "../files/list.ts";
import { fits, outgoing } from "../files/outgoing.ts";
import { addFiles, type Refused } from "../files/picking.ts";
import { fetchFile } from "../files/saving.ts";
import { limitWords, sizeWords } from "../files/size.ts";
import { Upload } from "../files/upload.ts";
import { send } from "../flow/requests.ts";
import { wait, type FilesOnTheWay } from "../flow/sending.ts";
import { h, notice } from "../page.ts";
import { provide } from "../parts.ts";

export interface FilesPart {
  /** Takes files up and shows them in `list`, now and as they are read. */
  add(app: App, files: ChosenFiles, picked: readonly File[], list: HTMLElement): void;
  /** The list as it is. */
  rows(app: App, files: ChosenFiles): HTMLElement[];
  /** Exactly what goes, for the check page. */
  summary(app: App, files: ChosenFiles): HTMLElement[];
  /** Whether the host takes all that would go. */
  fit(app: App, files: ChosenFiles): boolean;
  onTheWay(app: App, files: ChosenFiles): FilesOnTheWay;
  readonly fetchFile: typeof fetchFile;
}

function rows(app: App, files: ChosenFiles): HTMLElement[] {
  if (files.items.length === 0) {
    return [];
  }
  const size = h("p", { class: "soft small", id: "files-size" });
  const changed = (): void => {
    const list = document.getElementById("files-list");
    if (files.items.length === 0) {
      list?.replaceChildren();
    } else {
      const gone = [...list?.querySelectorAll("li.file") ?? []].filter((row) => !files.items.some(({ number }) => row.id === `file-${number}`));
      gone.forEach((row) => { row.remove(); });
      size.textContent = sizeLine(app, files);
    }
  };
  size.textContent = sizeLine(app, files);
  return [h("ul", { class: "files" }, files.items.map((chosen) => fileRow(app, files, chosen, changed))), size];
}

function add(app: App, files: ChosenFiles, picked: readonly File[], list: HTMLElement): void {
  const { texts } = app;
  const shown = (): HTMLElement => document.getElementById("files-list") ?? list;
  const refused = addFiles(app, files, picked, (chosen) => {
    // The row is made anew; a place that has the focus inside it is only the button to remove it, which comes back.
    const focused = document.activeElement?.closest("li.file")?.id === `file-${chosen.number}`;
    shown().replaceChildren(...rows(app, files), ...problems());
    if (focused) {
      document.querySelector<HTMLElement>(`#file-${chosen.number} button`)?.focus();
    }
    app.announce(spoken(app, chosen));
  });
  const problems = (): HTMLElement[] => (refused.length === 0 ? [] : [refusals(app, refused)]);
  shown().replaceChildren(...rows(app, files), ...problems());
  if (refused.length < picked.length) {
    app.announce(texts.count("file.added", picked.length - refused.length));
  }
}

function refusals(app: App, refused: readonly Refused[]): HTMLElement {
  const { texts } = app;
  return h("div", { role: "alert" }, notice("near", texts.of("file.refused"),
    h("ul", { class: "list" }, refused.map(({ name, why }) => h("li", {}, h("span", { class: "told" }, name), ": ", texts.of(`file.refused.${why}`, { size: limitWords(texts, app.mostFiles) }))))));
}

function spoken({ texts }: App, chosen: ChosenFile): string {
  const { name } = chosen.file;
  const told = (chosen.inspection?.findings.length ?? 0) > 0;
  return texts.of(chosen.inspection?.readable === false ? "file.spoken.unreadable" : told ? "file.spoken.tells" : "file.spoken.nothing", { name });
}

function summary(app: App, files: ChosenFiles): HTMLElement[] {
  const { texts } = app;
  const list = outgoing(texts, files).map(({ name, content, kind, chosen }) => h("li", {},
    h("span", { class: "told" }, name), `, ${sizeWords(texts, content.size)}, `, texts.of(`file.goes.${kind === "cleaned" ? "cleaned" : chosen.cleaned === null ? "only" : "original"}`),
    name === chosen.file.name ? null : h("span", { class: "soft small" }, ` (${texts.of("file.was", { name: chosen.file.name })})`)));
  return [h("ul", { class: "plain" }, list), h("p", { class: "soft small" }, sizeLine(app, files))];
}

function onTheWay(app: App, files: ChosenFiles): FilesOnTheWay {
  return new Upload({
    sources: () => outgoing(app.texts, files).map(({ name, type, content }) => ({
      name, type, length: content.size, read: async (from: number, to: number) => new Uint8Array(await content.slice(from, to).arrayBuffer()),
    })),
    entropy: systemEntropy,
    part: (bytes, signal, progress) => send("/r/part", bytes, signal, progress),
    held: (bytes, signal, progress) => send("/r/parts", bytes, signal, progress),
    pause: waitOrOnline,
  });
}

/** A pause that ends early when the connection comes back. */
async function waitOrOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  const early = new AbortController();
  const wake = (): void => { early.abort(); };
  signal.addEventListener("abort", wake, { once: true });
  addEventListener("online", wake, { once: true });
  try {
    await wait(milliseconds, early.signal);
  } catch (problem) {
    if (signal.aborted) {
      throw problem;
    }
  } finally {
    removeEventListener("online", wake);
  }
}

provide("files", { add, rows, summary, fit: (app, files) => fits(app.texts, files, 0, app.mostFiles), onTheWay, fetchFile });
