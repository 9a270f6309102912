// The answer box of one case (kind 3): a reply or a question to the reporter, with files.

import { answerBox } from "../views/answer.ts";
import { attaching } from "./attach-files.ts";
import { sealAndSend, writing } from "./seal-words.ts";
import type { CaseWork } from "./show-case.ts";

export function replyBox(work: CaseWork): { root: HTMLElement; focus: () => void } {
  const { desk, found, texts } = work;
  const { frozen, keep, sent } = writing(work, "reply", texts.say("answer.sent"));
  const { box, sendWith } = attaching(work);
  return answerBox(
    {
      value: desk.drafts.get(found.reportId, "reply")?.[0] ?? "",
      frozen,
      send: (text) => sendWith((container) => sealAndSend(work, "reply", { kind: 3, text }, container)),
      attach: box.root,
      sent,
      keep: (text) => keep([text]),
    },
    texts,
  );
}
