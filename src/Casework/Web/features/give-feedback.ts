// Feedback (kind 5): what is done or planned, and why. The law asks for both, so neither may be empty (art. 6, 23°).

import { longDay } from "../days.ts";
import { el, notice } from "../dom.ts";
import { openSealDialog } from "../views/dialog.ts";
import { sealAndSend, writing } from "./seal-words.ts";
import type { CaseWork } from "./show-case.ts";

export function giveFeedback(work: CaseWork): void {
  const { desk, found, texts } = work;
  const kept = desk.drafts.get(found.reportId, "feedback");
  openSealDialog(
    {
      title: texts.say("feedback.title"),
      lead: [el("p", { class: "soft" }, texts.say("feedback.lead", { number: found.caseNumber, date: longDay(found.feedbackBy, texts.locale) }))],
      fields: [
        { id: "action", label: texts.say("feedback.action"), hint: texts.say("feedback.action-hint"), value: kept?.[0] ?? "", rows: 4 },
        { id: "grounds", label: texts.say("feedback.grounds"), hint: texts.say("feedback.grounds-hint"), value: kept?.[1] ?? "", rows: 4 },
      ],
      after: [notice("plain", texts.say("feedback.readers"))],
      faults: ([action = "", grounds = ""]) => [action.trim() === "" ? texts.say("feedback.no-action") : null, grounds.trim() === "" ? texts.say("feedback.no-grounds") : null],
      doubt: () => [],
      send: ([action = "", grounds = ""]) => sealAndSend(work, "feedback", { kind: 5, action, grounds }),
      ...writing(work, "feedback", texts.say("feedback.sent")),
    },
    texts,
  );
}
