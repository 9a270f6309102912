// XMP: RDF in XML, in pictures and PDF. Looked through for the properties that tell something; no XML is interpreted.

import { Bytes, textOf } from "./reader.ts";
import type { FindingKind, Findings } from "./findings.ts";

const longestText = 2 << 20;
const mostOfOneName = 20;
const longestValue = 4_000;

const properties: Record<string, FindingKind> = {
  "dc:creator": "author", "dc:rights": "author", "photoshop:Credit": "author", "photoshop:CaptionWriter": "author", "tiff:Artist": "author", "xmpRights:Owner": "author",
  "aux:OwnerName": "author", "exifEX:CameraOwnerName": "author", "pdf:Author": "author", "pdfx:Company": "company", "pdfx:Manager": "author",
  "tiff:Make": "device", "tiff:Model": "device", "aux:Lens": "device", "exifEX:LensModel": "device", "xmp:CreatorTool": "software", "tiff:Software": "software", "pdf:Producer": "software",
  "stEvt:softwareAgent": "software", "xmp:CreateDate": "date", "xmp:ModifyDate": "date", "exif:DateTimeOriginal": "date", "photoshop:DateCreated": "date",
  "exif:GPSLatitude": "place", "exif:GPSLongitude": "place", "photoshop:City": "place", "photoshop:State": "place", "photoshop:Country": "place", "Iptc4xmpCore:Location": "place",
  "aux:SerialNumber": "serial", "exifEX:BodySerialNumber": "serial", "exif:ImageUniqueID": "serial", "dc:title": "text", "dc:description": "text", "dc:subject": "text",
  "exif:UserComment": "text", "photoshop:Headline": "text", "pdf:Keywords": "text", "xmpMM:History": "history", "xmpMM:DerivedFrom": "history",
};
/** Properties of which only the presence counts: their value says nothing to a person. */
const presenceOnly: readonly string[] = ["xmpMM:History", "xmpMM:DerivedFrom"];

export function readXmp(bytes: Uint8Array, findings: Findings): void {
  const text = textOf(bytes.subarray(0, longestText));
  for (const [name, kind] of Object.entries(properties)) {
    for (const value of valuesOf(text, name)) {
      if (presenceOnly.includes(name)) {
        findings.add(kind);
      } else {
        findings.addAll(kind, [value]);
      }
    }
  }
  findings.add("hidden");
}

/** The values of a property, written as an attribute or as an element. */
function valuesOf(text: string, name: string): string[] {
  const values: string[] = [];
  for (let at = text.indexOf(name); at >= 0 && values.length < mostOfOneName; at = text.indexOf(name, at + name.length)) {
    const before = text[at - 1] ?? " ";
    const after = text.slice(at + name.length, at + name.length + longestValue);
    const attribute = /^\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/.exec(after);
    if (attribute !== null && /\s/.test(before)) {
      values.push(unescaped(attribute[1] ?? attribute[2] ?? ""));
    } else if (before === "<" && /^[\s>]/.test(after)) {
      const end = after.indexOf(`</${name}>`);
      const content = after.slice(after.indexOf(">") + 1, end < 0 ? after.length : end);
      values.push(unescaped(content.replace(/<[^>]*>/g, " ")));
    }
  }
  return values;
}

/** The five characters that XML writes as names, and numbers. */
export function unescaped(text: string): string {
  const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: "\"", apos: "'" };
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,4});/gi, (whole, entity: string) => {
    if (!entity.startsWith("#")) {
      return named[entity] ?? whole;
    }
    const code = entity.startsWith("#x") ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10);
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const iptcKinds: Record<number, FindingKind> = {
  5: "text", 25: "text", 55: "date", 80: "author", 85: "author", 90: "place", 92: "place", 95: "place", 101: "place", 105: "text", 110: "author", 116: "author", 118: "author", 120: "text", 122: "author", 65: "software",
};

/** IPTC inside the resources of Photoshop (an APP13 segment after its name). Throws Damaged. */
export function readPhotoshop(bytes: Uint8Array, findings: Findings): void {
  const data = new Bytes(bytes);
  findings.add("hidden");
  for (let at = 0; data.startsWith("8BIM", at);) {
    const name = 1 + data.u8(at + 6);
    const sizeAt = at + 6 + name + (name % 2);
    const size = data.u32(sizeAt);
    if (data.u16(at + 4) === 0x0404) {
      readIptc(new Bytes(data.slice(sizeAt + 4, size)), findings);
    }
    at = sizeAt + 4 + size + (size % 2);
  }
}

function readIptc(data: Bytes, findings: Findings): void {
  for (let at = 0; at + 5 <= data.length && data.u8(at) === 0x1c;) {
    const size = data.u16(at + 3);
    const kind = data.u8(at + 1) === 2 ? iptcKinds[data.u8(at + 2)] : undefined;
    if (kind !== undefined) {
      findings.addAll(kind, [textOf(data.slice(at + 5, size))]);
    }
    at += 5 + size;
  }
}
