// The acknowledgement's text with the parts that the law asks for (law of 8 December 2022, art. 12, 2° and 6°;
// art. 26 § 4; art. 56 § 3), in the language the report was written in. The officer may edit every word.

import { feedbackBy } from "@integrity-channel/crypto";
import type { CivilDay } from "./days.ts";
import { plainDay } from "./days.ts";
import type { Texts } from "./texts.ts";
import type { WireCase } from "./wire.ts";

/**
 * The feedback date that holds once the acknowledgement is given today: three months after the earlier of today and the
 * acknowledgement's due date (rules R3 and R4). An acknowledgement by the channel fixed it before; nothing moves it later.
 */
export function feedbackDate(found: WireCase, today: CivilDay): CivilDay {
  return found.acknowledged !== null ? found.feedbackBy : feedbackBy(found.received, today);
}

export interface AcknowledgementFacts {
  readonly received: CivilDay;
  readonly feedbackBy: CivilDay;
  readonly handler: string;
}

export function acknowledgementText(facts: AcknowledgementFacts, texts: Texts): string {
  const values = { received: plainDay(facts.received, texts.locale), feedback: plainDay(facts.feedbackBy, texts.locale), handler: facts.handler };
  return (["ack.received", "ack.handler", "ack.feedback", "ack.outside", "ack.protection", "ack.data", "ack.rights", "ack.ask"] as const)
    .map((key) => texts.say(key, values))
    .join("\n\n");
}

/** What the law asks to be in the text; the words by which each part is recognised are in no need of translation. */
export type LawfulPart = "received" | "feedback" | "outside" | "court" | "complaint" | "supervisor";

const marks: readonly (readonly [LawfulPart, RegExp])[] = [
  ["outside", /(Comit[ée]|Committee|Ausschuss)\s+P/iu],
  ["court", /\b79\b/u],
  ["complaint", /\b77\b/u],
  ["supervisor", /\bCOC\b|Controleorgaan|Organe de contr[ôo]le|Kontrollorgan/iu],
];

/** The parts that an edited text no longer has. Asked once before sending; the officer decides. */
export function missingParts(text: string, facts: AcknowledgementFacts, texts: Texts): LawfulPart[] {
  const dates: (readonly [LawfulPart, string])[] = [
    ["received", plainDay(facts.received, texts.locale)],
    ["feedback", plainDay(facts.feedbackBy, texts.locale)],
  ];
  return [...dates.filter(([, date]) => !text.includes(date)).map(([part]) => part), ...marks.filter(([, words]) => !words.test(text)).map(([part]) => part)];
}
