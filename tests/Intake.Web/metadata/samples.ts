// Tiny files made here: pictures by their smallest valid form, documents by a ZIP of the parts that programs write.

import { deflateRawSync, deflateSync } from "node:zlib";

export type Made = Uint8Array<ArrayBuffer>;
const bytes = (...parts: (string | number[] | Uint8Array)[]): Made => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))));
const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const l32 = (value: number): number[] => u32(value).reverse();
const u16 = (value: number): number[] => [value >> 8, value & 255];

/** A grey JPEG of 16 by 16: one table of each kind, four blocks without detail. */
export function jpeg(): Made {
  const segment = (marker: number, content: number[]): number[] => [0xff, marker, ...u16(content.length + 2), ...content];
  const oneCode = (kind: number): number[] => [kind, 1, ...Array<number>(15).fill(0), 0];
  return bytes([0xff, 0xd8], segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]), segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(0xc0, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]), segment(0xc4, oneCode(0x00)), segment(0xc4, oneCode(0x10)), segment(0xda, [1, 1, 0, 0, 63, 0]), [0x00], [0xff, 0xd9]);
}

export function pngChunk(name: string, content: Uint8Array | number[]): Made {
  const body = bytes(name, Uint8Array.from(content));
  return bytes(u32(content.length), body, u32(crcOf(body)));
}

/** CRC-32, written apart from the one under test. */
export function crcOf(given: Uint8Array): number {
  let value = ~0;
  for (const byte of given) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
  }
  return ~value >>> 0;
}

export function png(): Made {
  const rows = Buffer.concat(Array.from({ length: 8 }, (_, row) => Buffer.from([0, ...Array.from({ length: 24 }, (__, at) => (row * 24 + at) & 255)])));
  return bytes([0x89], "PNG\r\n\x1a\n", pngChunk("IHDR", [...u32(8), ...u32(8), 8, 2, 0, 0, 0]), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", []));
}

/** One black pixel, lossless, with the extended header that EXIF and XMP need. */
export function webp(): Made {
  const picture = [0x2f, 0, 0, 0, 0, 0x88, 0x88, 0x08];
  const chunk = (name: string, content: number[]): Made => bytes(name, l32(content.length), content, content.length % 2 === 1 ? [0] : []);
  const body = bytes("WEBP", chunk("VP8X", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), chunk("VP8L", picture));
  return bytes("RIFF", l32(body.length), body);
}

/** The boxes of a HEIC picture around an EXIF item; there is no picture in it. */
export function heic(exif: Uint8Array): Made {
  const box = (name: string, ...content: (number[] | Uint8Array | string)[]): Made => {
    const inside = bytes(...content);
    return bytes(u32(inside.length + 8), name, inside);
  };
  const full = (name: string, version: number, ...content: (number[] | Uint8Array | string)[]): Made => box(name, [version, 0, 0, 0], ...content);
  const item = bytes(u32(0), exif);
  const file = box("ftyp", "heic", u32(0), "mif1heic");
  const meta = (at: number): Made => full("meta", 0, full("hdlr", 0, u32(0), "pict", u32(0), u32(0), u32(0), [0]), full("pitm", 0, u16(1)),
    full("iinf", 0, u16(2), full("infe", 2, u16(1), u16(0), "hvc1", [0]), full("infe", 2, u16(2), u16(0), "Exif", [0])),
    full("iloc", 0, [0x44, 0x00], u16(1), u16(2), u16(0), u16(1), u32(at), u32(item.length)));
  return bytes(file, meta(file.length + meta(0).length + 8), box("mdat", item));
}

/** A ZIP as programs write it: with times, a comment, and made on Windows. */
export function zip(parts: Record<string, string | Uint8Array>): Made {
  const pieces: Made[] = [];
  const directory: Made[] = [];
  let at = 0;
  const little = (value: number, size: number): number[] => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 255);
  for (const [name, given] of Object.entries(parts)) {
    const content = typeof given === "string" ? Buffer.from(given) : Buffer.from(given);
    const stored = name === "mimetype";
    const packed = stored ? content : deflateRawSync(content);
    const facts = [...little(20, 2), ...little(0, 2), ...little(stored ? 0 : 8, 2), ...little(0x6b21, 2), ...little(0x5d6a, 2), ...little(crcOf(content), 4), ...little(packed.length, 4), ...little(content.length, 4), ...little(name.length, 2), 0, 0];
    pieces.push(bytes("PK\x03\x04", facts, name, packed));
    directory.push(bytes("PK\x01\x02", [20, 0], facts, little(0, 10), little(at, 4), name));
    at += pieces.at(-1)!.length;
  }
  const whole = bytes(...directory);
  const count = little(Object.keys(parts).length, 2);
  return bytes(...pieces, whole, "PK\x05\x06", little(0, 4), count, count, little(whole.length, 4), little(at, 4), little(4, 2), "note");
}

const xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";
const relations = (...rows: string[]): string => `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.map((row, index) => `<Relationship Id="rId${index + 1}" ${row}/>`).join("")}</Relationships>`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const secrets = {
  author: "Wachtcommandant Alfa", editor: "Planner Bravo", company: "Dienst Garage Charlie", reviewer: "Nalezer Delta", remark: "Nalezer Echo",
  template: "file:///C:/Users/foxtrot/Sjabloon.dotx", printer: "PRN-GOLF-2", thread: "Nalezer Hotel",
} as const;

export function docx(picture: Uint8Array): Made {
  return zip({
    "[Content_Types].xml": `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`,
    "_rels/.rels": relations(`Type="${office}/officeDocument" Target="word/document.xml"`, "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"", `Type="${office}/extended-properties" Target="docProps/app.xml"`, `Type="${office}/custom-properties" Target="docProps/custom.xml"`),
    "docProps/core.xml": `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Planning oktober</dc:title><dc:creator>${secrets.author}</dc:creator><cp:lastModifiedBy>${secrets.editor}</cp:lastModifiedBy><cp:revision>17</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-10-02T07:11:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-10-30T16:45:00Z</dcterms:modified></cp:coreProperties>`,
    "docProps/app.xml": `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>Dienst.dotm</Template><Application>Microsoft Office Word</Application><Company>${secrets.company}</Company><AppVersion>16.0000</AppVersion></Properties>`,
    "docProps/custom.xml": `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="Zaak"><lpwstr>India 7</lpwstr></property></Properties>`,
    "word/document.xml": `${xml}<w:document ${word}><w:body><w:p w:rsidR="00AB12CD" w:rsidRDefault="00EF5678"><w:r w:rsidRPr="00112233"><w:t>De planning van oktober.</w:t></w:r><w:ins w:id="1" w:author="${secrets.reviewer}" w:date="2026-10-20T09:00:00Z"><w:r><w:t>Zes uur te veel.</w:t></w:r></w:ins><w:del w:id="2" w:author="${secrets.reviewer}" w:date="2026-10-21T09:00:00Z"><w:r><w:delText>Weg ermee.</w:delText></w:r></w:del></w:p></w:body></w:document>`,
    "word/comments.xml": `${xml}<w:comments ${word}><w:comment w:id="0" w:author="${secrets.remark}" w:initials="NE" w:date="2026-10-22T10:00:00Z"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>`,
    "word/people.xml": `${xml}<w15:people ${word}><w15:person w15:author="${secrets.remark}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::echo@zone.test::1"/></w15:person></w15:people>`,
    "word/settings.xml": `${xml}<w:settings ${word} xmlns:r="${office}"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00EF5678"/></w:rsids><w15:docId w15:val="{01234567-89AB-CDEF-0123-456789ABCDEF}"/></w:settings>`,
    "word/_rels/settings.xml.rels": relations(`Type="${office}/attachedTemplate" Target="${secrets.template}" TargetMode="External"`),
    "word/_rels/document.xml.rels": relations(`Type="${office}/comments" Target="comments.xml"`, `Type="${office}/settings" Target="settings.xml"`, `Type="${office}/image" Target="media/image1.jpeg"`, `Type="${office}/customXml" Target="../customXml/item1.xml"`),
    "customXml/item1.xml": `${xml}<zaak>Juliett</zaak>`,
    "word/media/image1.jpeg": picture,
  });
}

export function xlsx(): Made {
  const sheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  return zip({
    "[Content_Types].xml": `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relations(`Type="${office}/officeDocument" Target="xl/workbook.xml"`),
    "docProps/app.xml": `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><Manager>${secrets.editor}</Manager><Company>${secrets.company}</Company></Properties>`,
    "xl/workbook.xml": `${xml}<workbook ${sheet} xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"><fileSharing userName="${secrets.editor}"/><x15ac:absPath url="C:\\Users\\foxtrot\\Garage\\"/><sheets><sheet name="Oktober" sheetId="1"/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": `${xml}<worksheet ${sheet} xmlns:r="${office}"><sheetData/><pageSetup orientation="portrait" r:id="rId1"/></worksheet>`,
    "xl/worksheets/_rels/sheet1.xml.rels": relations(`Type="${office}/printerSettings" Target="../printerSettings/printerSettings1.bin"`),
    "xl/printerSettings/printerSettings1.bin": Buffer.from(secrets.printer, "utf16le"),
    "xl/comments1.xml": `${xml}<comments ${sheet}><authors><author>${secrets.remark}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Klopt dit?</t></text></comment></commentList></comments>`,
    "xl/persons/person.xml": `${xml}<personList><person displayName="${secrets.thread}" id="{1}" userId="hotel@zone.test" providerId="AD"/></personList>`,
  });
}

export function odt(): Made {
  const spaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:officeooo=\"http://openoffice.org/2009/office\"";
  return zip({
    mimetype: "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": `${xml}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></manifest:manifest>`,
    "meta.xml": `${xml}<office:document-meta ${spaces}><office:meta><meta:initial-creator>${secrets.author}</meta:initial-creator><dc:creator>${secrets.editor}</dc:creator><meta:creation-date>2026-10-02T07:11:00</meta:creation-date><dc:date>2026-10-30T16:45:00</dc:date><meta:generator>LibreOffice/7.4</meta:generator><meta:editing-cycles>9</meta:editing-cycles></office:meta></office:document-meta>`,
    "settings.xml": `${xml}<office:document-settings ${spaces}><office:settings><config:config-item config:name="PrinterName" config:type="string">${secrets.printer}</config:config-item></office:settings></office:document-settings>`,
    "content.xml": `${xml}<office:document-content ${spaces}><office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>${secrets.reviewer}</dc:creator><dc:date>2026-10-21T09:00:00</dc:date></office:change-info></text:deletion></text:changed-region></text:tracked-changes><text:p officeooo:rsid="0012ab34">De planning van oktober.</text:p></office:text></office:body></office:document-content>`,
    "Thumbnails/thumbnail.png": png(),
  });
}

/** A PDF with an information dictionary, a remark, and a second information dictionary in a packed object stream. */
export function pdf(): Made {
  const inside = `9 0 <</Author (${secrets.editor}) /CreationDate (D:20261030)>>`;
  const packed = deflateSync(Buffer.from(inside, "latin1"));
  const objects = [
    "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots [4 0 R]>>",
    `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (${secrets.remark}) /Contents (Klopt dit?)>>`,
    `<</Title (Planning) /Author <${Buffer.from(`\u00fe\u00ff${[...secrets.author].map((letter) => `\0${letter}`).join("")}`, "latin1").toString("hex")}> /Creator (Writer \\(7\\)) /Producer (Maker 7.4) /CreationDate (D:20261002071100+02'00')>>`,
  ];
  let text = "%PDF-1.6\n";
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const stream = bytes(`6 0 obj\n<</Type /ObjStm /N 1 /First 4 /Length ${packed.length} /Filter /FlateDecode>>\nstream\n`, packed, "\nendstream\nendobj\n");
  const table = `xref\n0 6\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  return bytes(text, stream, `${table}trailer\n<</Size 7 /Root 1 0 R /Info 5 0 R>>\nstartxref\n${text.length + stream.length}\n%%EOF\n`);
}
