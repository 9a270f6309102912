// Takes one case out of the channel, into a file that only its receiver opens (docs/protocol.md section 21). Offered to readers of the case alone.

import { AgeSealing, createPassphrase, systemEntropy, wipe, type Bytes } from "@integrity-channel/crypto";
import { Cancelled, type Progress } from "../files/containerparts.ts";
import { requestFault } from "../faults.ts";
import { exportCase, exportName, type ExportMade } from "../export/exportcase.ts";
import { exportLength, largestExport, type ExportSource } from "../export/source.ts";
import { openExportDialog, type ExportOutcome, type ExportWay } from "../views/exporting.ts";
import { caseFacts } from "./case-facts.ts";
import type { CaseWork } from "./show-case.ts";

export function openExport(work: CaseWork): void {
  const { desk, found, texts, opened } = work;
  const size = exportLength(opened());
  const facts = {
    number: found.caseNumber,
    name: exportName(found.caseNumber),
    files: opened().items.reduce((sum, { files }) => sum + files.length, 0),
    size,
    largest: largestExport,
    life: desk.stopper(),
    make: (way: ExportWay, progress: Progress, signal: AbortSignal) => make(work, way, progress, signal),
  };
  openExportDialog(facts, texts);
}

async function make(work: CaseWork, way: ExportWay, progress: Progress, signal: AbortSignal): Promise<ExportOutcome> {
  let passphrase: Bytes | null = null;
  try {
    const sealing = way.kind === "recipient" ? AgeSealing.toRecipient(way.publicKey, systemEntropy) : await AgeSealing.toPassphrase((passphrase = createPassphrase(systemEntropy)), systemEntropy);
    return made(await exportCase(sourceOf(work), sealing, progress, signal), passphrase);
  } catch (error) {
    wipe(passphrase);
    return { made: false, ...faultOf(error, work.texts) };
  }
}

const made = ({ content, files }: ExportMade, passphrase: Bytes | null): ExportOutcome => ({ made: true, content, passphrase, broken: files.filter(({ path }) => path === null).length });

function sourceOf({ app, desk, found, texts, opened }: CaseWork): ExportSource {
  const now = opened();
  return {
    found, opened: now, today: desk.day, officerId: desk.selfId, signingSeed: desk.keeper.vault.signingSeed, directory: desk.directory, organisation: app.frame.organisation,
    facts: caseFacts(desk, now, texts), nameOf: (id) => desk.displayOf(id), texts, fetch: (reportId, objectId, index) => desk.host.readPart(reportId, objectId, index),
  };
}

function faultOf(error: unknown, texts: CaseWork["texts"]): { readonly head: string; readonly lines: readonly string[] } {
  if (error instanceof Cancelled) {
    return { head: texts.say("export.stopped"), lines: [] };
  }
  // Out of memory, or the browser's own store is full.
  if (error instanceof RangeError || error instanceof DOMException) {
    return { head: texts.say("export.no-room"), lines: [texts.say("export.no-room-do")] };
  }
  return requestFault(error, texts);
}
