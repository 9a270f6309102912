// Makes the code and starts sending the report.

import { createSecret, formatCode, sealReport, systemEntropy, type Directory, type ReportInput, type SealedForPut } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import type { ChosenFiles } from "../files/chosen.ts";
import { questions, type Draft, type Memory } from "../memory.ts";
import { partNow } from "../parts.ts";
import { chooseReaders, someoneMayDecide } from "./readers.ts";
import { Sending, type FilesOnTheWay } from "./sending.ts";

/** Makes the code once; it stays the same while the reporter goes back and forth. */
export function makeCode(memory: Memory): void {
  memory.readersChanged = false;
  if (memory.code === null) {
    const secret = createSecret(systemEntropy);
    const asked = (systemEntropy.fill(1)[0] ?? 0) % 7;
    memory.code = { secret, groups: formatCode(secret), asked, typed: "" };
  }
}

/** The sealed answers, empty ones left out. */
export function answersOf(draft: Draft): { question: number; text: string }[] {
  const given = Object.entries(draft.answers)
    .filter(([, text]) => text.trim() !== "")
    .map(([name, text]) => ({ question: questions[name as keyof typeof questions], text }));
  return [...given, { question: questions.staff, text: draft.staff }].sort((a, b) => a.question - b.question);
}

/** The files of a message; they can only have been chosen with the part that knows how to send them. */
export function filesOnTheWay(app: App, chosen: ChosenFiles): FilesOnTheWay | null {
  return chosen.items.length === 0 ? null : partNow("files")?.onTheWay(app, chosen) ?? null;
}

/** Goes on to sending. A parcel that may have arrived goes again byte for byte; otherwise what is on the page now is sealed. */
export function startSending(app: App): void {
  const { memory } = app;
  const sending = memory.sending?.uncertain === true ? memory.sending : sendingOfReport(app);
  memory.sending = sending;
  app.go("send");
  void sending.run();
}

/** The sending of the report under the code that is on screen. */
function sendingOfReport(app: App): Sending {
  const { memory } = app;
  let agreed: readonly Uint8Array[] | null = null;
  return new Sending({
    files: filesOnTheWay(app, memory.draft.files),
    keys: () => app.keys,
    refetch: () => app.loadKeys(),
    async seal(directory, day, earlier, files) {
      const readers = chooseReaders(directory, memory.draft);
      const recipients = readers.read.map((officer) => officer.id);
      if (!someoneMayDecide(readers) || (agreed !== null && names(agreed) !== names(recipients))) {
        memory.readersChanged = true;
        return null;
      }
      agreed = recipients;
      return sealDraft(app, directory, day, { ...(earlier === null ? {} : { earlier }), ...await files() });
    },
  });
}

/** Seals what is written, for the readers that were chosen, under the code that is on screen. */
export function sealDraft(app: App, directory: Directory, day: number, more: Pick<ReportInput, "earlier" | "container"> = {}): Promise<SealedForPut> {
  const { code, draft } = app.memory;
  if (code === null) {
    throw new Error("no code");
  }
  const { read, leftOut } = chooseReaders(directory, draft);
  return sealReport({
    directory, day, recipients: read.map((officer) => officer.id), secret: code.secret, excluded: leftOut.map((officer) => officer.id), recovery: draft.recovery,
    answers: answersOf(draft), locale: app.texts.language, entropy: systemEntropy, ...more,
  });
}

const names = (ids: readonly Uint8Array[]): string => ids.map(String).sort().join();
