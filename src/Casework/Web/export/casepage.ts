// case.html: the whole case to read, in the officer's language, without script and with its own style; it fetches nothing, wherever it is opened.

import { equal, hex } from "@integrity-channel/crypto";
import { clockSteps } from "../clock.ts";
import { plainDay } from "../days.ts";
import { sizeWords } from "../files/filesize.ts";
import { visibleName } from "../files/visibletext.ts";
import { threadOf, type ThreadItem } from "../thread.ts";
import { html, Markup, paragraphs } from "./markup.ts";
import type { ExportedFile, ExportSource } from "./source.ts";

const style = new Markup(
  "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}" +
    "article,.warning{border-top:1px solid #767676;padding:.5rem 0 1rem}h1{line-height:1.2}h3{margin-bottom:.25rem}dt{font-weight:600}dd{margin:0 0 .5rem}" +
    ".warning{border-left:4px solid #8a1f11;border-top:0;padding-left:1rem}code{overflow-wrap:anywhere;font-size:.85rem}bdi,p{overflow-wrap:anywhere}",
);

export function casePage(source: ExportSource, files: readonly ExportedFile[]): string {
  const { found, opened, organisation, today, texts, facts, nameOf } = source;
  const title = texts.say("case.title", { number: found.caseNumber });
  const maker = nameOf(source.officerId) ?? texts.say("list.unknown-officer");
  const thread = threadOf(opened.items, () => false, nameOf, texts, (id) => opened.recipients.some((reader) => equal(reader, id)));
  const pairs = [...clockSteps(found, today, texts).map(({ what, when }) => ({ what, value: when })), ...facts];
  const entries = thread.map((item, at) => entry(item, files.filter((file) => file.item === opened.items[at]), source));
  const page = html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
<p>${organisation}</p>
<div class="warning">
<p><strong>${texts.say("export.doc-secret")}</strong></p>
<p>${texts.say("paper.case-law")}</p>
</div>
<p>${texts.say("export.doc-made", { who: maker, date: plainDay(today, texts.locale) })}</p>
<h2>${texts.say("facts.title")}</h2>
<dl>
${pairs.map(({ what, value }) => html`<dt>${what}</dt><dd>${value}</dd>`)}
</dl>
<h2>${texts.say("case.thread")}</h2>
${entries}
<p>${texts.say("export.doc-check")}</p>
</body>
</html>
`;
  return page.text;
}

function entry(item: ThreadItem, files: readonly ExportedFile[], { texts }: ExportSource): Markup {
  const tag = item.tag === null ? "" : ` (${item.tag.words})`;
  const parts = item.parts.flatMap(({ head, text }) => [...(head === null ? [] : [html`<h4>${head}</h4>`]), ...paragraphs(text)]);
  const fault = item.fault === null ? [] : [html`<p><strong>${item.fault.head}</strong></p>`];
  return html`<article>
<h3>${item.who}, ${plainDay(item.day, texts.locale)}${tag}</h3>
${[...parts, ...fault]}
${files.length === 0 ? "" : html`<ul>${files.map((file) => fileLine(file, texts))}</ul>`}
</article>`;
}

/** Names are no links: what a stranger sent is opened with care, and not by a press in passing. */
function fileLine({ file, path, turn }: ExportedFile, texts: ExportSource["texts"]): Markup {
  const name = visibleName(file.name) || texts.say("file.unnamed", { n: turn });
  const where = path ?? texts.say("export.doc-broken");
  return html`<li>${where}: <bdi>${name}</bdi>, ${sizeWords(file.length, texts.locale)}<br><code>SHA-256 ${hex(file.digest)}</code></li>`;
}
