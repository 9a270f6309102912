// What a file is and what it tells besides its content. Never throws, reads only a bounded part, keeps nothing.

import { Findings, type Finding } from "./findings.ts";
import { readHeic } from "./heic.ts";
import { readJpeg } from "./jpeg.ts";
import { officeFormat, readOffice, type Pictures } from "./office.ts";
import { readPdf } from "./pdf.ts";
import { readPng } from "./png.ts";
import { latin, read } from "./reader.ts";
import { cleanPicture } from "./pictures.ts";
import { readWebp } from "./webp.ts";

export type Format = "jpeg" | "png" | "webp" | "heic" | "pdf" | "ooxml" | "odf" | "other";

export interface Inspection {
  readonly format: Format;
  /** The usual ending of the name, without a dot; empty where the format is not known. */
  readonly extension: string;
  /** False where the file could not be read as what its first bytes say; then it may tell more than stands in `findings`. */
  readonly readable: boolean;
  readonly findings: readonly Finding[];
}

export async function inspectFile(file: Blob): Promise<Inspection> {
  const findings = new Findings();
  let known: Pick<Inspection, "format" | "extension"> = { format: "other", extension: "" };
  try {
    known = await recognise(file);
    await readers[known.format](file, findings);
    return { ...known, readable: known.format !== "other", findings: findings.list() };
  } catch {
    return { ...known, readable: false, findings: findings.list() };
  }
}

const pictures: Pictures = {
  async read(picture) {
    const { readable, findings } = await inspectFile(picture);
    return readable ? findings : null;
  },
  clean: cleanPicture,
};

const readers: Record<Format, (file: Blob, findings: Findings) => Promise<void>> = {
  jpeg: readJpeg, png: readPng, webp: readWebp, heic: readHeic, pdf: readPdf,
  ooxml: (file, findings) => readOffice(file, "ooxml", findings, pictures),
  odf: (file, findings) => readOffice(file, "odf", findings, pictures),
  other: () => Promise.resolve(),
};

/** The format by the first bytes; a name or a browser's guess is not asked. Throws Damaged for a ZIP file that is none. */
async function recognise(file: Blob): Promise<Pick<Inspection, "format" | "extension">> {
  const head = latin(await read(file, 0, Math.min(file.size, 1024)));
  if (head.startsWith("\u00ff\u00d8\u00ff")) {
    return { format: "jpeg", extension: "jpg" };
  }
  if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
    return { format: "png", extension: "png" };
  }
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
    return { format: "webp", extension: "webp" };
  }
  if (head.startsWith("ftyp", 4) && /^(?:hei[cxms]|hev[cxms]|mif1|msf1|avif|avis)/.test(head.slice(8))) {
    return { format: "heic", extension: /^avi/.test(head.slice(8)) ? "avif" : "heic" };
  }
  if (head.includes("%PDF-")) {
    return { format: "pdf", extension: "pdf" };
  }
  return (head.startsWith("PK\u0003\u0004") ? await officeFormat(file) : null) ?? { format: "other", extension: "" };
}
