// The rows of the chosen files: what each tells, and what of it goes.

import type { App } from "../app.ts";
import { longDate } from "../dates.ts";
import { isCleanable } from "../metadata/clean.ts";
import type { Finding } from "../metadata/findings.ts";
import { button, h, mark } from "../page.ts";
import { choice } from "../views/fields.ts";
import type { ChosenFile, ChosenFiles } from "./chosen.ts";
import { outgoingName, outgoingSize } from "./outgoing.ts";
import { removeFile } from "./picking.ts";
import { sizeWords } from "./size.ts";

/** Bytes a second of a slow connection, for the time that is said before sending. */
const slow = 100_000;

export function fileRow(app: App, files: ChosenFiles, chosen: ChosenFile, changed: () => void): HTMLLIElement {
  const { texts } = app;
  const { name } = chosen.file;
  return h("li", { class: "file", id: `file-${chosen.number}` },
    h("p", { class: "file-name" }, name, " ", h("span", { class: "file-size" }, sizeWords(texts, chosen.file.size))),
    button([texts.of("file.remove"), h("span", { class: "unseen" }, ` ${name}`)], () => {
      removeFile(files, chosen);
      app.announce(texts.of("file.removed", { name }));
      changed();
      document.getElementById("pick")?.focus();
    }),
    chosen.inspection === null
      ? h("div", { class: "progress" }, h("progress", { "aria-label": texts.of("file.reading", { name }) }), h("p", { class: "progress-words" }, h("span", {}, texts.of("file.reading.words"))))
      : reveals(app, chosen, changed));
}

function reveals(app: App, chosen: ChosenFile, changed: () => void): HTMLElement {
  const { texts } = app;
  const findings = chosen.inspection?.findings ?? [];
  const told = findings.length > 0 || chosen.inspection?.readable === false;
  return h("div", { class: "reveals", "data-tone": told ? undefined : "good" },
    h("p", {}, mark(told ? "near" : "done"), h("span", {}, headline(app, chosen))),
    findings.length === 0 ? null : findingList(app, findings),
    chosen.inspection?.readable === false ? h("p", {}, texts.of("file.unreadable.text")) : null,
    chosen.cleaned === null ? h("p", {}, texts.of(isCleanable(chosen.inspection?.format ?? "other") ? "file.notThis" : "file.notHere")) : choices(app, chosen, changed),
    naming(app, chosen, changed));
}

function headline({ texts }: App, { inspection }: ChosenFile): string {
  if (inspection?.readable === false) {
    return texts.of("file.unreadable");
  }
  return texts.of((inspection?.findings.length ?? 0) > 0 ? "file.tells" : "file.tellsNothing");
}

/** One line for each kind: what it is, and the values where there are any. */
export function findingList({ texts }: App, findings: readonly Finding[]): HTMLElement {
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  return h("ul", { class: "list" }, kinds.map((kind) => {
    const given = findings.filter((finding) => finding.kind === kind && finding.value !== "").map(({ value }) => (kind === "date" ? dateWords(texts, value) : value));
    const values = [...new Set(given)];
    const shown = values.slice(0, 4);
    const more = values.length - shown.length;
    return h("li", {}, texts.of(`file.tells.${kind}`), shown.length === 0 ? null : [": ", h("span", { class: "told" }, shown.join("; "))],
      more === 0 ? null : ` ${texts.count("file.more", more)}`);
  }));
}

/** A date as programs write it, in words; what stands there as it is where it is none. */
function dateWords(texts: App["texts"], written: string): string {
  const [, year = "", month = "", day = "", time] = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[T ](\d\d:\d\d))?/.exec(written) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (year === "" || Number.isNaN(at)) {
    return written;
  }
  return longDate(texts, at / 86_400_000) + (time === undefined ? "" : `, ${time}`);
}

function choices(app: App, chosen: ChosenFile, changed: () => void): HTMLElement {
  const { texts } = app;
  const id = `send-${chosen.number}`;
  const left = chosen.cleaned?.left ?? [];
  const option = (original: boolean): HTMLElement =>
    choice("radio", `${id}-${original ? "both" : "cleaned"}`, id, texts.of(original ? "file.send.both" : "file.send.cleaned"), chosen.original === original, () => { chosen.original = original; changed(); }, texts.of(original ? "file.send.both.hint" : `file.send.cleaned.hint.${chosen.inspection?.format === "ooxml" || chosen.inspection?.format === "odf" ? "document" : "picture"}`));
  return h("fieldset", { class: "field" }, h("legend", { class: "unseen" }, texts.of("file.send.legend", { name: chosen.file.name })),
    option(false), option(true),
    left.length === 0 ? null : h("div", {}, h("p", {}, texts.of("file.left")), findingList(app, left)));
}

/** A name says something too. */
function naming(app: App, chosen: ChosenFile, changed: () => void): HTMLElement {
  const { texts } = app;
  const neutral = outgoingName(texts, { ...chosen, neutral: true }, chosen.cleaned === null ? "original" : "cleaned");
  return choice("checkbox", `name-${chosen.number}`, `name-${chosen.number}`, texts.of("file.rename", { name: neutral }), chosen.neutral, (checked) => { chosen.neutral = checked; changed(); }, texts.of("file.rename.hint", { name: chosen.file.name }));
}

/** Size of all that goes, and how long that takes where the connection is slow. */
export function sizeLine({ texts }: App, files: ChosenFiles): string {
  const size = outgoingSize(texts, files);
  return texts.of("file.together", { size: sizeWords(texts, size), time: timeWords(texts, size / slow) });
}

export function timeWords(texts: App["texts"], seconds: number): string {
  return seconds < 50 ? texts.of("time.short") : texts.count("time.minutes", Math.max(1, Math.round(seconds / 60)));
}
