// One case into one sealed file: every attachment checked whole first and then as it came, the case to read and as facts, and a manifest of
// it all that the officer signs. Only sealed bytes outlive a step.

import { digest, signManifest, SicError, type AgeSealing, type Bytes, type ManifestFile, type OpenedItem } from "@integrity-channel/crypto";
import { Cancelled, ContainerParts, type Progress } from "../files/containerparts.ts";
import { readChecked } from "../files/filereading.ts";
import { neutralName } from "../files/visibletext.ts";
import { Archive } from "./archive.ts";
import { caseJson } from "./casejson.ts";
import { casePage } from "./casepage.ts";
import { SealedFile } from "./sealedfile.ts";
import { fetchedLength, type ExportedFile, type ExportSource } from "./source.ts";

export interface ExportMade {
  readonly content: Blob;
  /** Neutral: the case's number. */
  readonly name: string;
  readonly files: readonly ExportedFile[];
}

/** Throws Cancelled after the signal, RequestFailed when a part could not be fetched; nothing is handed out then. */
export async function exportCase(source: ExportSource, sealing: AgeSealing, progress: Progress, signal: AbortSignal): Promise<ExportMade> {
  const sealed = new SealedFile(sealing);
  try {
    const writer = new ExportWriter(source, sealed, progress, signal);
    const files = await writer.attachments();
    await writer.document("case.html", casePage(source, files));
    await writer.document("case.json", caseJson(source, files));
    await writer.manifest();
    return { content: sealed.finish(), name: exportName(source.found.caseNumber), files };
  } finally {
    sealed.wipe();
  }
}

export const exportName = (caseNumber: string): string => `${caseNumber.replace(/[^0-9A-Za-z-]/gu, "")}.age`;

class ExportWriter {
  readonly #source: ExportSource;
  readonly #archive: Archive;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;
  readonly #listed: ManifestFile[] = [];
  readonly #total: number;
  #fetched = 0;

  constructor(source: ExportSource, sealed: SealedFile, progress: Progress, signal: AbortSignal) {
    this.#source = source;
    this.#archive = new Archive(source.today, (bytes) => sealed.write(bytes));
    this.#progress = progress;
    this.#signal = signal;
    this.#total = fetchedLength(source.opened);
  }

  async attachments(): Promise<ExportedFile[]> {
    const files: ExportedFile[] = [];
    for (const item of this.#source.opened.items) {
      files.push(...(await this.#attachmentsOf(item, files.length)));
    }
    return files;
  }

  async #attachmentsOf(item: OpenedItem, before: number): Promise<ExportedFile[]> {
    const [first] = item.files;
    if (first === undefined) {
      return [];
    }
    // The fetched ciphertext lives as long as this message is being read, and no longer.
    const parts = new ContainerParts(first.container, this.#source.fetch);
    const read = parts.reader((done) => this.#progress(this.#fetched + done, this.#total), this.#signal);
    const files: ExportedFile[] = [];
    for (const file of item.files) {
      const turn = before + files.length + 1;
      files.push({ item, file, turn, path: await this.#attachment(file, turn, read) });
    }
    this.#fetched += first.container.header.containerLength;
    return files;
  }

  /**
   * Null for a file that does not fit what its sender signed. Such a file must not keep the rest from leaving (a sender could make one on
   * purpose), so the documents name it instead.
   */
  async #attachment(file: ExportedFile["file"], turn: number, read: ReturnType<ContainerParts["reader"]>): Promise<string | null> {
    try {
      const { content, judgement } = await readChecked(file, read);
      const path = `files/${neutralName(this.#source.found.caseNumber, turn, judgement.extension)}`;
      await this.#add(path, content, file.digest);
      return path;
    } catch (error) {
      if (error instanceof SicError) {
        return null;
      }
      throw error;
    }
  }

  async document(name: string, text: string): Promise<void> {
    const bytes: Bytes = new Uint8Array(new TextEncoder().encode(text));
    await this.#add(name, new Blob([bytes]), await digest(bytes));
  }

  async manifest(): Promise<void> {
    const { opened, found, officerId, directory, today, signingSeed } = this.#source;
    const { bytes, signature } = signManifest(signingSeed, {
      orgId: opened.orgId, reportId: opened.reportId, caseNumber: found.caseNumber, officerId, dirSeq: directory.seq, directoryHash: directory.hash,
      day: today, objects: opened.items.map(({ objectHash }) => objectHash), files: this.#listed,
    });
    await this.#archive.add("manifest.json", new Blob([bytes]), this.#signal);
    await this.#archive.add("manifest.sig", new Blob([signature]), this.#signal);
    this.#archive.end();
    if (this.#signal.aborted) {
      throw new Cancelled();
    }
  }

  async #add(name: string, content: Blob, digestOfIt: Bytes): Promise<void> {
    await this.#archive.add(name, content, this.#signal);
    this.#listed.push({ name, length: content.size, digest: digestOfIt });
  }
}
