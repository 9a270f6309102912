// What each part of a Word, Excel or PowerPoint file (OOXML) tells, and the same part without it. One walk does both, so that
// what was told is what goes.

import type { FindingKind } from "./findings.ts";
import { attributeOf, plainText, rewriteAttributes, rewriteTags, type Change, type Tag } from "./tags.ts";

/** What a walk passes on: what it met, and which neutral name stands for a name. */
export interface Walk {
  readonly tell: (kind: FindingKind, value?: string) => void;
  readonly alias: (name: string) => string;
  /** Whether a part will be left out, so that nothing may point at it any more. */
  readonly isDropped: (part: string) => boolean;
}

/** Parts that go as a whole, with what they tell. */
const droppedParts: readonly (readonly [RegExp, FindingKind])[] = [
  [/^docProps\/thumbnail\./i, "preview"], [/^docProps\/custom\.xml$/i, "hidden"], [/^customXml\//i, "hidden"], [/^docMetadata\//i, "company"],
  [/\/printerSettings\//i, "device"], [/^\[trash\]\//i, "hidden"], [/^_xmlsignatures\//i, "author"], [/\/_rels\/.*origin\.sigs/i, "author"],
];

export function droppedKind(part: string): FindingKind | null {
  return droppedParts.find(([pattern]) => pattern.test(part))?.[1] ?? null;
}

/** Parts that may tell something and cannot be looked into here. */
export function isClosedPart(part: string): boolean {
  return /\/embeddings\/|\/activeX\/|vbaProject|\.bin$|\/(?:media|drawings)\/[^/]+\.(?:emf|wmf|tiff?|gif|svg|heic|heif|mp4|mov|wav|mp3|m4a|wmv|avi|bmp)$/i.test(part);
}

// Names without their prefix: writers choose prefixes freely.
const names: readonly string[] = ["author", "initials", "displayName", "userId", "userName", "name"];
const dates: readonly string[] = ["date", "dateUtc", "dT", "dt", "created", "dateTime"];
/** A date that says nothing, in the place of one that must stand there. */
const noDate = "2000-01-01T00:00:00Z";
/** Elements that only tie a document to sessions, machines and people. */
const telling: Record<string, FindingKind> = {
  rsids: "history", nsid: "history", docId: "serial", docVars: "hidden", attachedTemplate: "path", mailMerge: "path", absPath: "path", revisionPtr: "serial", custDataLst: "hidden",
};
const deletions: readonly string[] = ["del", "moveFrom", "delText"];
const local = (name: string): string => name.slice(name.indexOf(":") + 1);
/** Attributes with a name in them, by the part in which they have that meaning. */
const partsWithNames = /^word\/(?!_rels)|^xl\/(?:persons|threadedComments|revisions|workbook\.xml)|^ppt\/(?:commentAuthors|authors|comments)/i;
const onlyNameParts = /^ppt\/(?:commentAuthors|authors)/i;

/** The part without what it tells. Throws Damaged for XML that cannot be walked. */
export function scrubPart(part: string, xml: string, walk: Walk): string {
  if (part === "docProps/core.xml") {
    return properties(xml, walk, coreKinds, "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>");
  }
  if (part === "docProps/app.xml") {
    return properties(xml, walk, applicationKinds, "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>");
  }
  if (part.endsWith(".rels")) {
    return rewriteTags(xml, (tag) => relationship(part, tag, walk));
  }
  if (part === "[Content_Types].xml") {
    return rewriteTags(xml, (tag) => (tag.name === "Override" && walk.isDropped((attributeOf(tag.text, "PartName") ?? "").slice(1)) ? null : tag.text));
  }
  return rewriteTags(xml, (tag) => content(part, tag, walk));
}

const coreKinds: Record<string, FindingKind> = {
  "dc:creator": "author", "cp:lastModifiedBy": "editor", "dcterms:created": "date", "dcterms:modified": "date", "cp:lastPrinted": "date", "dc:title": "text", "dc:subject": "text",
  "dc:description": "text", "cp:keywords": "text", "cp:category": "text", "cp:contentStatus": "text", "cp:revision": "history", "dc:identifier": "serial",
};
const applicationKinds: Record<string, FindingKind> = { Company: "company", Manager: "author", Template: "path", Application: "software", HyperlinkBase: "path" };

function properties(xml: string, walk: Walk, kinds: Record<string, FindingKind>, empty: string): string {
  rewriteTags(xml, ({ name, text }) => {
    const kind = kinds[name];
    return kind === undefined ? text : { text, content: (old) => { tellText(walk, kind, plainText(old)); return old; } };
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${empty}`;
}

function tellText(walk: Walk, kind: FindingKind, value: string): void {
  if (kind === "history") {
    walk.tell(kind);
  } else if (value.trim() !== "" && !(kind === "path" && /^Normal\.dot[mx]?$/i.test(value.trim()))) {
    walk.tell(kind, value);
  }
}

function content(part: string, tag: Tag, walk: Walk): Change {
  const element = local(tag.name);
  const kind = telling[element];
  if (kind !== undefined) {
    walk.tell(kind, kind === "path" ? attributeOf(tag.text, "url") ?? "" : "");
    return null;
  }
  if (part.startsWith("word/") && deletions.includes(element)) {
    walk.tell("deleted");
  }
  if (element === "author" && part.startsWith("xl/")) {
    return { text: tag.text, content: (old) => { walk.tell("reviewer", plainText(old)); return walk.alias(plainText(old)); } };
  }
  return rewriteAttributes(tag.text, (name, value) => attribute(part, element, name, value, walk));
}

function attribute(part: string, element: string, name: string, value: string, walk: Walk): string | null {
  const bare = local(name);
  if (/^rsid\w*$/.test(bare)) {
    walk.tell("history");
    return null;
  }
  // It points at the settings of a printer, which go.
  if (element === "pageSetup" && bare === "id") {
    return null;
  }
  if (name === "descr" && /^(?:[a-z]:|\\\\|file:)/i.test(value)) {
    walk.tell("path", value);
    return "";
  }
  if (!partsWithNames.test(part) || value === "") {
    return value;
  }
  if (names.includes(bare) && (bare !== "name" || onlyNameParts.test(part))) {
    walk.tell("reviewer", bare === "initials" ? "" : value);
    return walk.alias(value);
  }
  if (bare === "providerId") {
    return "None";
  }
  if (dates.includes(bare) && /^\d{4}-\d\d/.test(value) && value !== noDate) {
    walk.tell("date", value);
    return noDate;
  }
  return value;
}

/** Relations to parts that go, to templates and to folders of somebody's machine. */
function relationship(part: string, tag: Tag, walk: Walk): Change {
  if (tag.name !== "Relationship") {
    return tag.text;
  }
  const target = attributeOf(tag.text, "Target") ?? "";
  const external = attributeOf(tag.text, "TargetMode") === "External";
  if ((attributeOf(tag.text, "Type") ?? "").endsWith("/attachedTemplate")) {
    walk.tell("path", target);
    return null;
  }
  if (!external) {
    return walk.isDropped(resolved(part, target)) ? null : tag.text;
  }
  if (!/^(?:file:|\\\\|[a-z]:\\)/i.test(target) || target === "file:///x") {
    return tag.text;
  }
  walk.tell("path", target);
  return rewriteAttributes(tag.text, (name, value) => (name === "Target" ? "file:///x" : value));
}

/** The part that a relation of `part` points at. */
function resolved(part: string, target: string): string {
  if (target.startsWith("/")) {
    return target.slice(1);
  }
  const folder = part.split("/").slice(0, -2);
  for (const step of target.split("/")) {
    if (step === "..") {
      folder.pop();
    } else if (step !== ".") {
      folder.push(step);
    }
  }
  return folder.join("/");
}
