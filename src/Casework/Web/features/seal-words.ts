// From an officer's words to a sealed object of the open case.

import type { OfficerContent, SealedContainer } from "@integrity-channel/crypto";
import { sealOfficerObject, systemEntropy } from "@integrity-channel/crypto";
import type { DraftAction } from "../drafts.ts";
import type { SealDialog, SendOutcome } from "../views/dialog.ts";
import { sendObject } from "./send-object.ts";
import type { CaseWork } from "./show-case.ts";

export function sealAndSend({ desk, found, opened, texts }: CaseWork, action: DraftAction, content: OfficerContent, container?: SealedContainer): Promise<SendOutcome> {
  const { reportId } = found;
  return sendObject(
    desk,
    {
      reportId,
      action,
      seal: (earlier) =>
        sealOfficerObject({
          vault: desk.keeper.vault,
          caseFile: opened(),
          directory: desk.directory,
          content,
          day: desk.day,
          entropy: systemEntropy,
          ...(earlier === undefined ? {} : { earlier }),
          ...(container === undefined ? {} : { container }),
        }),
    },
    texts,
  );
}

/** What the dialogs of one case have in common: the draft, the bytes that wait, the line after sending. */
export function writing({ desk, found, app, texts, done }: CaseWork, action: DraftAction, sentWords: string): Pick<SealDialog, "frozen" | "keep" | "kept" | "discard" | "sent"> {
  return {
    frozen: desk.outbox.get(found.reportId, action) !== null,
    keep: (values) => desk.drafts.keep(found.reportId, action, values),
    kept: () => app.frame.say(texts.say("draft.kept")),
    discard: () => {
      desk.drafts.forget(found.reportId, action);
      app.frame.quiet();
    },
    sent: () => done(sentWords),
  };
}
