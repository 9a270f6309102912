// Acknowledges receipt (kind 4): the lawful text in the reporter's language, editable, sealed in the page.

import { feedbackDate, acknowledgementText, missingParts } from "../acknowledgement.ts";
import { longDay } from "../days.ts";
import { el } from "../dom.ts";
import { openSealDialog } from "../views/dialog.ts";
import { languageName } from "./case-facts.ts";
import { sealAndSend, writing } from "./seal-words.ts";
import type { CaseWork } from "./show-case.ts";

export function acknowledgeReport(work: CaseWork): void {
  const { app, desk, found, texts } = work;
  const report = work.opened().items.find((item) => item.content?.kind === 1)?.content;
  const theirs = app.library.texts(report?.kind === 1 ? report.locale : texts.language);
  const facts = { received: found.received, feedbackBy: feedbackDate(found, desk.day), handler: desk.self?.display ?? "" };
  const kept = desk.drafts.get(found.reportId, "acknowledge");
  openSealDialog(
    {
      title: texts.say("ack.title"),
      lead: [el("p", { class: "soft" }, texts.say("ack.lead", { number: found.caseNumber, date: longDay(found.acknowledgeBy, texts.locale) }))],
      fields: [{ id: "acknowledgement", label: texts.say("ack.field"), hint: texts.say("ack.hint", { language: languageName(theirs.language, texts.language) }), value: kept?.[0] ?? acknowledgementText(facts, theirs), rows: 16 }],
      after: [],
      faults: ([text = ""]) => [text.trim() === "" ? texts.say("ack.no-text") : null],
      doubt: ([text = ""]) => missingParts(text, facts, theirs).map((part) => texts.pick("ack.part", part)),
      send: ([text = ""]) => sealAndSend(work, "acknowledge", { kind: 4, text }),
      ...writing(work, "acknowledge", texts.say("ack.sent")),
    },
    texts,
  );
}
