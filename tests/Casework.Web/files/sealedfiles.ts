// A report with files, sealed and opened for real, and its parts as a host would hand them out.

import { openCase, partSize, sealContainer, sealReport, type Bytes, type FileEntry } from "@integrity-channel/crypto";
import { Host, Organisation, today } from "../../Crypto.Web/organisation.ts";

const organisation = new Organisation("officer-files");
export const { entropy, orgId } = organisation;

export const sealing = (files: readonly Bytes[]) =>
  sealContainer({ files: files.map((bytes, at) => ({ name: `bestand-${at}`, type: "", length: bytes.length, read: async (from, to) => bytes.slice(from, to) })), orgId, entropy });

export async function sealedFiles(files: readonly Bytes[]): Promise<{ entries: readonly FileEntry[]; parts: Bytes[] }> {
  const begun = sealing(files);
  const parts: Bytes[] = [];
  for await (const part of begun.parts()) {
    parts.push(part.bytes);
  }
  const officer = organisation.officers[0]!;
  const report = await sealReport({
    directory: organisation.directory(), day: today, secret: entropy.fill(16), recipients: [officer.id], excluded: [], recovery: false,
    answers: [{ question: 1, text: "Zie de bestanden." }], locale: "nl", entropy, container: begun.container,
  });
  const host = new Host();
  host.put(report.bytes);
  const opened = await openCase(host.list(officer.id), organisation.vault(officer), organisation.history());
  return { entries: opened.items[0]!.files, parts };
}

export const filled = (length: number, value: number): Bytes => new Uint8Array(length).fill(value);

export const oneAndAHalfParts = partSize + partSize / 2;
