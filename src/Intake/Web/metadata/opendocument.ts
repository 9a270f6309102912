// What each part of an OpenDocument file (LibreOffice) tells, and the same part without it.

import type { FindingKind } from "./findings.ts";
import type { Walk } from "./officeparts.ts";
import { attributeOf, plainText, rewriteAttributes, rewriteTags, type Change, type Tag } from "./tags.ts";

const noDate = "2000-01-01T00:00:00";
const namespaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.2\"";
const metaKinds: Record<string, FindingKind> = {
  "meta:initial-creator": "author", "dc:creator": "editor", "meta:printed-by": "editor", "dc:date": "date", "meta:creation-date": "date", "meta:print-date": "date", "meta:generator": "software",
  "dc:title": "text", "dc:subject": "text", "dc:description": "text", "meta:keyword": "text", "meta:user-defined": "text", "meta:editing-cycles": "history",
};

export function droppedOpenKind(part: string): FindingKind | null {
  return /^Thumbnails\//i.test(part) ? "preview" : /^META-INF\/.*signatures\.xml$/i.test(part) ? "author" : /^(?:Configurations2|Versions)\/.|^layout-cache$|^VersionList\.xml$/i.test(part) ? "history" : null;
}

export function isClosedOpenPart(part: string): boolean {
  return /^(?:Object \d+|Basic|Scripts|ObjectReplacements|media)\/.*[^/]$|^Pictures\/.+\.(?:emf|wmf|tiff?|gif|svg|svm|bmp)$/i.test(part);
}

/** The part without what it tells. Throws Damaged for XML that cannot be walked. */
export function scrubOpenPart(part: string, xml: string, walk: Walk): string {
  switch (part) {
    case "meta.xml":
      rewriteTags(xml, (tag) => meta(tag, walk));
      return `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta ${namespaces}><office:meta/></office:document-meta>`;
    case "settings.xml":
      rewriteTags(xml, (tag) => setting(tag, walk));
      return `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings ${namespaces}/>`;
    case "META-INF/manifest.xml":
      return rewriteTags(xml, (tag) => (tag.name === "manifest:file-entry" && walk.isDropped(attributeOf(tag.text, "manifest:full-path") ?? "") ? null : tag.text));
    default:
      return rewriteTags(xml, (tag) => content(tag, walk));
  }
}

function meta({ name, text }: Tag, walk: Walk): Change {
  const kind = metaKinds[name];
  return kind === undefined ? text : { text, content: (old) => {
    if (kind === "history") {
      walk.tell(kind);
    } else if (old.trim() !== "") {
      walk.tell(kind, plainText(old));
    }
    return old;
  } };
}

function setting({ name, text }: Tag, walk: Walk): Change {
  const item = name === "config:config-item" ? attributeOf(text, "config:name") ?? "" : "";
  const kind: FindingKind | null = /^Printer(?:Name|Setup)$/.test(item) ? "device" : /^Rsid/.test(item) ? "history" : /Path$|Url$/i.test(item) ? "path" : null;
  return kind === null ? text : { text, content: (old) => {
    if (old.trim() !== "") {
      walk.tell(kind, item === "PrinterSetup" || kind === "history" ? "" : plainText(old));
    }
    return old;
  } };
}

function content(tag: Tag, walk: Walk): Change {
  if (tag.name === "dc:creator" || tag.name === "meta:creator-initials") {
    return { text: tag.text, content: (old) => { walk.tell("reviewer", tag.name === "dc:creator" ? plainText(old) : ""); return walk.alias(plainText(old)); } };
  }
  if (tag.name === "dc:date" || tag.name === "meta:date-string") {
    return { text: tag.text, content: (old) => {
      if (old !== noDate && old.trim() !== "") {
        walk.tell("date", plainText(old));
      }
      return noDate;
    } };
  }
  if (tag.name === "text:deletion") {
    walk.tell("deleted");
  }
  return rewriteAttributes(tag.text, (name, value) => {
    if (/^officeooo:(?:paragraph-)?rsid$/.test(name)) {
      walk.tell("history");
      return null;
    }
    return value;
  });
}
