// What goes of the chosen files: which bytes under which name. The check page shows exactly this list.

import { toFileName } from "@integrity-channel/crypto";
import type { Texts } from "../texts.ts";
import type { ChosenFile, ChosenFiles } from "./chosen.ts";

export interface Outgoing {
  readonly name: string;
  readonly type: string;
  readonly content: Blob;
  readonly kind: "cleaned" | "original";
  readonly chosen: ChosenFile;
}

const types: Record<string, string> = {
  jpg: "image/jpeg", png: "image/png", webp: "image/webp", heic: "image/heic", avif: "image/avif", pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation", odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet", odp: "application/vnd.oasis.opendocument.presentation",
};

export function outgoing(texts: Texts, files: ChosenFiles): Outgoing[] {
  return files.items.flatMap((chosen) => {
    const rows: Outgoing[] = [];
    const type = types[chosen.inspection?.extension ?? ""] ?? chosen.file.type;
    if (chosen.cleaned !== null) {
      rows.push({ name: outgoingName(texts, chosen, "cleaned"), type, content: chosen.cleaned.file, kind: "cleaned", chosen });
    }
    if (chosen.cleaned === null || chosen.original) {
      rows.push({ name: outgoingName(texts, chosen, "original"), type, content: chosen.file, kind: "original", chosen });
    }
    return rows;
  });
}

/** The name under which a file goes: its own, or a number. An original beside its cleaned copy is told apart. */
export function outgoingName(texts: Texts, chosen: ChosenFile, kind: "cleaned" | "original"): string {
  const dot = chosen.file.name.lastIndexOf(".");
  const own = dot > 0 ? chosen.file.name.slice(dot + 1).toLowerCase() : "";
  const ending = chosen.inspection?.extension === "" || chosen.inspection === null ? (/^[a-z0-9]{1,8}$/.test(own) ? own : "") : chosen.inspection.extension;
  const stem = chosen.neutral ? texts.of("file.neutral", { number: String(chosen.number) }) : dot > 0 ? chosen.file.name.slice(0, dot) : chosen.file.name;
  const mark = kind === "original" && chosen.cleaned !== null ? `-${texts.of("file.original")}` : "";
  return toFileName(`${stem}${mark}${ending === "" ? "" : `.${ending}`}`);
}

/** Bytes of all that goes. */
export function outgoingSize(texts: Texts, files: ChosenFiles): number {
  return outgoing(texts, files).reduce((sum, { content }) => sum + content.size, 0);
}

/** Whether the host takes all that goes and `more` bytes: its limit is of the files, whatever padding and sealing add. */
export function fits(texts: Texts, files: ChosenFiles, more: number, most: number): boolean {
  return outgoingSize(texts, files) + more <= most;
}
