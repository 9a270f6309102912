// What stands on paper: acknowledgement, feedback, and a whole case with the reporter's identity hidden (law of 8 December 2022, art. 25:
// neither the identity nor what it can be deduced from leaves the readers of a case). Paper leaves them, so it is hidden by rule and not
// by choice: who wrote is "reporter", the answers about the reporter, who was left out, file names and notes are not
// printed, and the sheet says so.

import type { OpenedItem } from "@integrity-channel/crypto";
import { missingParts } from "./acknowledgement.ts";
import { clockSteps, type ClockStep } from "./clock.ts";
import type { CivilDay } from "./days.ts";
import { longDay, plainDay } from "./days.ts";
import type { TextKey, Texts } from "./texts.ts";
import { threadOf, type ThreadItem } from "./thread.ts";
import type { WireCase } from "./wire.ts";

export interface PaperFact {
  readonly what: string;
  readonly value: string;
}

export interface PaperPart {
  readonly head: string | null;
  readonly text: string;
}

export interface Paper {
  readonly title: string;
  readonly number: string;
  /** What is not on the sheet, and why. */
  readonly hidden: readonly string[];
  readonly facts: readonly PaperFact[];
  readonly clock: readonly ClockStep[];
  readonly parts: readonly PaperPart[];
  readonly thread: readonly ThreadItem[];
  /** The law behind the sheet, and the day it was printed. */
  readonly foot: readonly string[];
}

export interface PaperSource {
  readonly found: WireCase;
  readonly today: CivilDay;
  readonly nameOf: (id: OpenedItem["header"]["author"]) => string | null;
  readonly isReader: (id: OpenedItem["header"]["author"]) => boolean;
  readonly texts: Texts;
}

/** Whether an entry of the thread can be printed on its own: an acknowledgement or feedback by an officer that opened and verified. */
export const isPrintable = ({ kind, by, state, content }: OpenedItem): boolean => by === "officer" && (kind === 4 || kind === 5) && content !== null && (state === "opened" || state === "missing-before");

export function itemPaper(item: OpenedItem, source: PaperSource): Paper | null {
  if (!isPrintable(item) || item.content === null) {
    return null;
  }
  switch (item.content.kind) {
    case 4:
      return acknowledgementPaper(item, item.content.text, source);
    case 5:
      return feedbackPaper(item, item.content, source);
    default:
      return null;
  }
}

function acknowledgementPaper(item: OpenedItem, text: string, source: PaperSource): Paper {
  const { found, texts } = source;
  const handler = whoWrote(item, source);
  const facts = { received: found.received, feedbackBy: found.feedbackBy, handler };
  // The officer may have edited a part away. What the law asks for stands on the sheet all the same, marked as not part of the message.
  const absent = new Set(missingParts(text, facts, texts).flatMap((part) => lawfulText[part] ?? []));
  const added = [...absent].map((key) => texts.say(key));
  return {
    ...sheet("paper.acknowledgement", source),
    facts: [...datesUntil(item.putDay, "acknowledged", source), { what: texts.say("paper.handler"), value: handler }, { what: texts.say("clock.feedback-by"), value: longDay(found.feedbackBy, texts.locale) }],
    parts: [{ head: null, text }, ...(added.length === 0 ? [] : [{ head: texts.say("paper.also"), text: added.join("\n\n") }])],
    foot: [texts.say("paper.acknowledgement-law"), printedOn(source)],
  };
}

/** The sentences behind the parts that the law asks for; the two dates are facts of the sheet. */
const lawfulText: Readonly<Record<string, readonly TextKey[]>> = { outside: ["ack.outside"], court: ["ack.rights"], complaint: ["ack.rights"], supervisor: ["ack.rights"] };

function feedbackPaper(item: OpenedItem, content: { readonly action: string; readonly grounds: string }, source: PaperSource): Paper {
  const { texts } = source;
  return {
    ...sheet("paper.feedback", source),
    facts: [...datesUntil(item.putDay, "feedback", source), { what: texts.say("clock.feedback-by"), value: longDay(source.found.feedbackBy, texts.locale) }, { what: texts.say("paper.given-by"), value: whoWrote(item, source) }],
    parts: [
      { head: texts.say("thread.action"), text: content.action },
      { head: texts.say("thread.grounds"), text: content.grounds },
      { head: texts.say("paper.outside"), text: texts.say("ack.outside") },
    ],
    foot: [texts.say("paper.feedback-law"), printedOn(source)],
  };
}

export interface CaseStandingWords {
  readonly stage: string;
  readonly owner: string;
  readonly readers: string;
}

export function casePaper(items: readonly OpenedItem[], standing: CaseStandingWords, source: PaperSource): Paper {
  const { found, today, texts } = source;
  const shown = items.filter(({ kind }) => kind !== 7).map(withoutIdentity);
  return {
    ...sheet("paper.case", source),
    hidden: [texts.say("paper.hidden-head"), texts.say("paper.hidden-what"), texts.say("paper.hidden-words")],
    facts: [
      { what: texts.say("list.column.stage"), value: standing.stage },
      { what: texts.say("list.column.owner"), value: standing.owner },
      { what: texts.say("facts.recipients"), value: standing.readers },
    ],
    clock: clockSteps(found, today, texts),
    thread: threadOf(shown, () => false, source.nameOf, texts, source.isReader),
    foot: [texts.say("paper.case-law"), printedOn(source)],
  };
}

/** Questions of a report that ask about the facts. Any other, known or not, may be about the reporter. */
const questionsOnFacts = 5;

function withoutIdentity(item: OpenedItem): OpenedItem {
  const { content } = item;
  return content?.kind !== 1 ? item : { ...item, content: { ...content, answers: content.answers.filter(({ question }) => question >= 1 && question <= questionsOnFacts) } };
}

function sheet(title: TextKey, { found, texts }: PaperSource): Paper {
  return { title: texts.say(title), number: texts.say("case.title", { number: found.caseNumber }), hidden: [texts.say("paper.hidden-short")], facts: [], clock: [], parts: [], thread: [], foot: [] };
}

/** Received, and what was done on `day` with the words for in time or late. */
function datesUntil(day: CivilDay, what: "acknowledged" | "feedback", { found, texts }: PaperSource): PaperFact[] {
  const long = (date: CivilDay) => longDay(date, texts.locale);
  const by = what === "feedback" ? found.feedbackBy : found.acknowledgeBy;
  const first = what === "feedback" ? found.feedback : found.acknowledged;
  // A channel's own acknowledgement, or earlier feedback, met the date already; only the first one is measured.
  const measured = first === null || day <= first;
  const words = !measured ? `clock.${what}` as const : day <= by ? `clock.${what}-in-time` as const : `clock.${what}-late` as const;
  const before = measured || first === null ? [] : [{ what: texts.say(first <= by ? `clock.${what}-in-time` : `clock.${what}-late`), value: long(first) }];
  return [{ what: texts.say("clock.received"), value: long(found.received) }, ...before, { what: texts.say(words), value: long(day) }];
}

const whoWrote = (item: OpenedItem, { nameOf, texts }: PaperSource) => item.officer?.display ?? nameOf(item.header.author) ?? texts.say("list.unknown-officer");

const printedOn = ({ today, texts }: PaperSource) => texts.say("paper.printed", { date: plainDay(today, texts.locale) });
