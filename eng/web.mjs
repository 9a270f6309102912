// The one build of both pages: `node eng/web.mjs [intake|casework ...] [--out DIR]`.
//
// Reads   src/<Room>/Web/{index.html, main.ts, look.css?, icon.svg?, texts/<language>.json} and src/Intake/Web/look.css
// Writes  artifacts/web/<page>/index.html            template: the host fills {{demo}}, {{version}}, {{adapters}}, {{organisation}}, {{languages}}
//         artifacts/web/<page>/assets/<name>.<hash>.<js|css|json|svg> and the same with .gz (index.html has none: its bytes depend on the host)
//         artifacts/web/<page>/manifest.json         path, type, bytes, gzip bytes and sha256 of every file, sorted by path
//
//
// src/<Room>/Web/parts/<name>.ts, where there are any, become scripts that are loaded when they are first asked for (eng/parts.mjs):
// their tags, with their hash (SRI) like every script tag, wait in a template of the page. Nothing is ever fetched by an import.
// Same input, same bytes: names come from the content, nothing holds a time or a path of this machine.
// The shared stylesheet lives with the reporter's page, whose size is budgeted; the officers' page gets a copy from here with
// its own part behind it, so that neither page's code ever imports from the other audience's room.
// Texts that a first visit does not need go to a second file of their language, fetched when the first of them is shown.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundleScripts } from "./parts.mjs";
import { sealerFile } from "./sealer.mjs";
import { viewerFrame } from "./viewer.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const look = path.join(root, "src/Intake/Web/look.css");

/** Each page: its room, what a first visit may weigh (gzip bytes, without the directory document), which texts come later, and which the page never shows. */
const pages = {
  intake: { room: path.join(root, "src/Intake/Web"), budget: 63.5 * 1024, later: /\.page$|^(open|mailbox|lapse|file|handin|time)\./, apart: /^sealer\./ },
  casework: { room: path.join(root, "src/Casework/Web"), budget: Infinity, later: /^$/, apart: /^$/ },
};

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
const integrity = (bytes) => `sha256-${sha256(bytes, "base64")}`;
const pathOf = (stem, extension, bytes) => `assets/${stem}.${sha256(bytes, "hex").slice(0, 16)}${extension}`;
const escapeAttribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Bundles one entry file and returns its bytes. */
async function bundle(entry, options) {
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "eof",
    logLevel: "warning",
    ...options,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** A script that stands inside its page. */
const inlineScript = (entry) => bundle(entry, { format: "iife", platform: "browser", target: "es2022" });
const style = (entry) => bundle(entry, { target: ["chrome115", "firefox115", "safari16"] });

/** The shared stylesheet, and the room's own part behind it. */
async function styles(room) {
  const own = path.join(room, "look.css");
  const parts = own === look || !existsSync(own) ? [look] : [look, own];
  return Buffer.concat(await Promise.all(parts.map(style)));
}

/** One language = one file; the list of languages is the list of files. */
function readTexts(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ language: path.basename(name, ".json"), texts: JSON.parse(readFileSync(path.join(folder, name), "utf8")) }));
}

/** Adds a language's files: what every visit needs, and what comes later when there is any. */
function addTexts(add, { later, apart }, { language, texts }) {
  const part = (wanted) => Object.fromEntries(Object.entries(texts).filter(([key]) => !apart.test(key) && later.test(key) === wanted));
  const file = (name, content) => add(name, ".json", Buffer.from(JSON.stringify(content)));
  const rest = part(true);
  const first = file(language, part(false));
  return [language, Object.keys(rest).length === 0 ? first : { ...first, later: file(`${language}-later`, rest) }];
}

/** The parts of a page that load later: { name: entry file relative to the repository }. */
function readParts(room) {
  const folder = path.join(room, "parts");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ts")).sort() : [];
  return Object.fromEntries(names.map((name) => [path.basename(name, ".ts"), path.relative(root, path.join(folder, name))]));
}

/** The tags of the parts, at rest in a template: a browser neither fetches nor runs what stands there. */
function partTags(parts) {
  const tags = parts.map(([name, { url, integrity: hash }]) => `<script type="module" src="${url}" integrity="${hash}" data-part="${name}"></script>`);
  return tags.length === 0 ? "" : `\n<template id="parts">${tags.join("")}</template>`;
}

/**
 * What a browser without script shows: the text `frame.withoutScript` of every language, so that a language stays one file. What stands between two bars
 * leads to the forms of that language, where the page has any; a file from a disk has none.
 */
function withoutScript(folder, forms = true) {
  return readTexts(folder)
    .map(({ language, texts }) => {
      const [before, link, after] = texts["frame.withoutScript"].split("|").map(escapeAttribute);
      const words = link === undefined || !forms ? before : `${before}<a href="/form/${language}">${link}</a>${after}`;
      return `<p class="no-script" lang="${language}">${words}</p>`;
    })
    .join("\n");
}

/** Replaces exactly one marker of the template, so that a renamed marker fails the build. */
function place(template, marker, replacement) {
  if (template.split(marker).length !== 2) {
    throw new Error(`index.html must contain ${marker} exactly once`);
  }
  return template.replace(marker, () => replacement);
}

async function buildPage(name, out) {
  const { room, budget } = pages[name];
  const files = [];
  const add = (stem, extension, bytes) => {
    const file = { path: pathOf(stem, extension, bytes), bytes };
    files.push(file);
    return { url: `/${file.path}`, integrity: integrity(bytes) };
  };
  const styled = await styles(room);
  const css = add("look", ".css", styled);
  const scripts = await bundleScripts(root, path.relative(root, path.join(room, "main.ts")), readParts(room), (bytes) => `/${pathOf("main", ".js", bytes)}`);
  const js = add("main", ".js", scripts.main);
  const parts = Object.entries(scripts.parts).map(([part, bytes]) => [part, add(`part-${part}`, ".js", bytes)]);
  const languages = readTexts(path.join(room, "texts"));
  const texts = Object.fromEntries(languages.map((language) => addTexts(add, pages[name], language)));
  const icon = path.join(room, "icon.svg");
  const iconTag = existsSync(icon) ? `<link rel="icon" type="image/svg+xml" href="${add("icon", ".svg", readFileSync(icon)).url}">` : "";

  let html = readFileSync(path.join(room, "index.html"), "utf8");
  html = place(html, "{{texts}}", escapeAttribute(JSON.stringify(texts)));
  html = place(html, "<!-- without script -->", withoutScript(path.join(room, "texts")));
  html = place(html, "<!-- style -->", `<link rel="stylesheet" href="${css.url}" integrity="${css.integrity}">${iconTag}${partTags(parts)}`);
  html = place(html, "<!-- script -->", `<script type="module" src="${js.url}" integrity="${js.integrity}"></script>`);
  const viewer = await viewerFrame(room, { script: inlineScript, style, place });
  if (viewer !== null) {
    html = place(html, "{{viewer}}", add("viewer", ".html", viewer).url);
  }
  const everyText = escapeAttribute(JSON.stringify(Object.fromEntries(languages.map((own) => [own.language, own.texts]))));
  const sealer = await sealerFile(room, { script: inlineScript, css: styled, texts: everyText, noScript: withoutScript(path.join(room, "texts"), false), place });
  if (sealer !== null) {
    add("sealer", ".html", sealer);
  }
  files.push({ path: "index.html", bytes: Buffer.from(html) });

  const manifest = write(path.join(out, name), files);
  report(name, manifest, budget);
}

/** Writes a page's folder anew and returns its manifest. */
function write(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  const manifest = { files: [] };
  for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const zipped = gzipSync(file.bytes, { level: 9 });
    writeFileSync(path.join(folder, file.path), file.bytes);
    if (file.path !== "index.html") {
      writeFileSync(path.join(folder, `${file.path}.gz`), zipped);
    }
    manifest.files.push({ path: file.path, type: types[path.extname(file.path)], bytes: file.bytes.length, gzip: zipped.length, sha256: sha256(file.bytes, "hex") });
  }
  writeFileSync(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** A visitor loads everything but the other languages, the parts and the sealer; the largest language counts. */
function report(name, manifest, budget) {
  const texts = manifest.files.filter((file) => file.path.endsWith(".json") && !file.path.includes("-later."));
  const rest = manifest.files.filter((file) => !file.path.endsWith(".json") && !/^assets\/(part-|sealer\.)/.test(file.path));
  const visit = rest.reduce((sum, file) => sum + file.gzip, 0) + Math.max(0, ...texts.map((file) => file.gzip));
  console.log(`${name}: ${manifest.files.length} files, first visit ${(visit / 1024).toFixed(1)} KiB gzip without the directory document`);
  if (visit > budget) {
    throw new Error(`${name}: first visit is ${visit} bytes, the budget is ${budget}`);
  }
}

const words = process.argv.slice(2);
const outAt = words.indexOf("--out");
const out = path.resolve(outAt < 0 ? path.join(root, "artifacts/web") : words.splice(outAt, 2)[1]);
const chosen = words.length > 0 ? words : Object.keys(pages);
for (const name of chosen) {
  if (!(name in pages)) {
    throw new Error(`unknown page ${name}; known: ${Object.keys(pages).join(", ")}`);
  }
  await buildPage(name, out);
}
