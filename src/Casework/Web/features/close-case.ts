// Closes a case (kind 6, decision 4) with a reason that the reporter reads. Offered after feedback, or when the report does not open and nobody can be answered.

import { Decision } from "@integrity-channel/crypto";
import { el } from "../dom.ts";
import { openSealDialog } from "../views/dialog.ts";
import { sealAndSend, writing } from "./seal-words.ts";
import type { CaseWork } from "./show-case.ts";

export function closeCase(work: CaseWork): void {
  const { desk, found, texts } = work;
  const answerable = work.opened().reporterKey !== null;
  openSealDialog(
    {
      title: texts.say("closing.title"),
      lead: [el("p", { class: "soft" }, texts.say("closing.lead", { number: found.caseNumber }))],
      fields: [{ id: "reason", label: texts.say("closing.field"), hint: texts.say(answerable ? "closing.hint" : "closing.hint-unread"), value: desk.drafts.get(found.reportId, "close")?.[0] ?? "", rows: 5 }],
      after: [],
      faults: ([text = ""]) => [text.trim() === "" ? texts.say("closing.no-text") : null],
      doubt: () => [],
      send: ([text = ""]) => sealAndSend(work, "close", { kind: 6, decision: Decision.closed, text }),
      ...writing(work, "close", texts.say("closing.sent")),
    },
    texts,
  );
}
