// A test mail: how mail is set, in a sentence, and what became of a letter.

import { notice } from "../dom.ts";
import type { Texts } from "../texts.ts";
import type { SetUpMail, TestMailAnswer } from "../wire.ts";

/** Where mails go, as the server is set. */
export const transportSentence = ({ transport, host, port, security }: Omit<SetUpMail, "problem">, texts: Texts): string =>
  transport === "smtp" ? texts.say("mail.smtp", { host: host ?? "", port: port ?? 0, security: texts.pick("mail.security", security ?? "none") }) : texts.say("mail.pickup");

/** Null means that no answer came. */
export function testMailNotice(answer: TestMailAnswer | null, texts: Texts): HTMLElement {
  if (answer === null) {
    return notice("late", texts.say("mail.test-lost"), [texts.say("fault.connection-do")]);
  }
  return answer.ok ? notice("good", texts.say("mail.test-sent"), [texts.say("mail.test-look")]) : notice("late", texts.say("mail.test-refused"), [texts.pick("mail.code", answer.code, { code: answer.code })]);
}
