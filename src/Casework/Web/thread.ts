// One entry of the thread as the page shows it; made from opened and verified objects only.

import type { Answer, Content, OpenedItem } from "@integrity-channel/crypto";
import { decisionOf } from "./caserow.ts";
import type { CivilDay } from "./days.ts";
import { plainDay } from "./days.ts";
import type { MarkState } from "./dom.ts";
import type { Texts } from "./texts.ts";

export interface ThreadPart {
  readonly head: string | null;
  readonly text: string;
}

export interface ThreadItem {
  readonly from: "reporter" | "officer" | "channel" | "note";
  readonly who: string;
  readonly day: CivilDay;
  readonly tag: { readonly words: string; readonly state: MarkState } | null;
  readonly fresh: boolean;
  readonly parts: readonly ThreadPart[];
  /** Why this entry cannot be read, or must not be trusted. */
  readonly fault: { readonly head: string; readonly lines: readonly string[] } | null;
}

type Fault = ThreadItem["fault"];

/** The thread in the order in which the crypto room put it: by day, then by cause; strangers last. */
export function threadOf(items: readonly OpenedItem[], fresh: (item: OpenedItem) => boolean, nameOf: (id: OpenedItem["header"]["author"]) => string | null, texts: Texts, isReader: (id: OpenedItem["header"]["author"]) => boolean = () => true): ThreadItem[] {
  return items.map((item) => ({
    from: item.by === "officer" && item.kind === 7 ? "note" : item.by,
    who: whoOf(item, nameOf, texts),
    day: item.putDay,
    tag: tagOf(item, texts),
    fresh: fresh(item),
    parts: item.content === null ? [] : partsOf(item.content, nameOf, texts),
    fault: item.content?.kind === 8 && !isReader(item.content.newcomer) ? { head: texts.say("thread.grant-void"), lines: [texts.say("thread.grant-void-why")] } : faultOf(item, texts),
  }));
}

function whoOf(item: OpenedItem, nameOf: (id: OpenedItem["header"]["author"]) => string | null, texts: Texts): string {
  if (item.by !== "officer") {
    return texts.say(item.by === "reporter" ? "thread.reporter" : "thread.channel");
  }
  const name = item.officer?.display ?? nameOf(item.header.author) ?? texts.say("list.unknown-officer");
  return item.kind === 7 ? texts.say("thread.note", { who: name }) : name;
}

function tagOf({ kind, content }: OpenedItem, texts: Texts): ThreadItem["tag"] {
  switch (kind) {
    case 1:
      return { words: texts.say("thread.report"), state: "future" };
    case 4:
      return { words: texts.say("thread.acknowledgement"), state: "done" };
    case 5:
      return { words: texts.say("thread.feedback"), state: "done" };
    case 8:
      return { words: texts.say("thread.grant"), state: "now" };
    case 9:
      return content?.kind === 9 ? { words: texts.pick("thread.order", content.action), state: "now" } : null;
    case 10:
      return { words: texts.say("thread.removal"), state: "now" };
    case 6:
      return content?.kind === 6 ? { words: texts.pick("thread.decision", decisionOf(content.decision) ?? "other"), state: "now" } : null;
    case 2:
      return content?.kind === 2 && content.act !== 0 ? { words: texts.pick("thread.act", content.act), state: "now" } : null;
    default:
      return null;
  }
}

function partsOf(content: Content, nameOf: (id: OpenedItem["header"]["author"]) => string | null, texts: Texts): ThreadPart[] {
  switch (content.kind) {
    case 1:
      return answerParts(content.answers, texts);
    case 2:
    case 3:
    case 4:
    case 6:
    case 7:
      return [{ head: null, text: content.text }];
    case 5:
      return [
        { head: texts.say("thread.action"), text: content.action },
        { head: texts.say("thread.grounds"), text: content.grounds },
      ];
    case 8:
      return [
        { head: null, text: texts.say("thread.granted", { who: nameOf(content.newcomer) ?? texts.say("list.unknown-officer") }) },
        { head: texts.say("thread.grounds"), text: content.reason },
      ];
    case 9: {
      const values = { who: nameOf(content.subject) ?? texts.say("list.unknown-officer"), date: plainDay(content.day, texts.locale), n: String(content.objects.length) };
      return [{ head: null, text: texts.pick("orders.what", content.action === 5 && content.objects.length > 0 ? "some" : content.action, values) }];
    }
    case 10:
      return [{ head: null, text: texts.count("thread.removed", content.objectIds.length) }];
    case 11:
      return [{ head: null, text: texts.say("thread.notice", { received: plainDay(content.received, texts.locale), feedback: plainDay(content.feedbackBy, texts.locale) }) }];
    default:
      return [];
  }
}

/** The choice whether someone is a staff member stands among the facts; a report of one answer needs no question above it. */
const staffQuestion = 6;

function answerParts(answers: readonly Answer[], texts: Texts): ThreadPart[] {
  const words = answers.filter(({ question, text }) => question !== staffQuestion && text.trim() !== "");
  return words.map(({ question, text }) => ({ head: words.length === 1 && question === 1 ? null : texts.pick("thread.question", question), text }));
}

function faultOf({ state, failure }: OpenedItem, texts: Texts): Fault {
  if (state === "opened" || state === "sent") {
    return null;
  }
  const known = failure === "wrong-directory" ? "stale-directory" : state;
  return { head: texts.pick("thread.fault", known), lines: [texts.pick("thread.fault-do", known)] };
}
