// A note (kind 7): sealed to the readers of the case, never to the reporter.

import { NoteType } from "@integrity-channel/crypto";
import { el } from "../dom.ts";
import { openSealDialog } from "../views/dialog.ts";
import { sealAndSend, writing } from "./seal-words.ts";
import type { CaseWork } from "./show-case.ts";

export function writeNote(work: CaseWork): void {
  const { desk, found, texts } = work;
  openSealDialog(
    {
      title: texts.say("note.title"),
      lead: [el("p", { class: "soft" }, texts.say("note.lead", { number: found.caseNumber }))],
      fields: [{ id: "note", label: texts.say("note.field"), hint: texts.say("note.hint"), value: desk.drafts.get(found.reportId, "note")?.[0] ?? "", rows: 8 }],
      after: [],
      faults: ([text = ""]) => [text.trim() === "" ? texts.say("note.no-text") : null],
      doubt: () => [],
      send: ([text = ""]) => sealAndSend(work, "note", { kind: 7, type: NoteType.note, text, archive: null }),
      ...writing(work, "note", texts.say("note.sent")),
    },
    texts,
  );
}
