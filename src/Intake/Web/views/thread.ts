// The dialogue. Own messages are withheld, so that a found code opens replies only; the page says so.

import { equal, type Bytes, type OpenedItem } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { longDate } from "../dates.ts";
import { inThread, isNew } from "../mailbox/reading.ts";
import type { Visit } from "../memory.ts";
import { h, notice } from "../page.ts";
import type { TextKey } from "../texts.ts";
import { personName } from "./people.ts";
import { receivedFiles } from "./receivedfiles.ts";

export function thread(app: App, visit: Visit): HTMLElement {
  const { mailbox } = visit;
  return h("ol", { class: "thread", "aria-labelledby": "messages" }, mailbox.items.filter(inThread).map((item) => message(app, visit, item, isNew(item, mailbox))));
}

function message(app: App, visit: Visit, item: OpenedItem, fresh: boolean): HTMLElement {
  const { texts } = app;
  const own = item.by === "reporter";
  const stranger = item.state === "not-from-your-officers";
  const who = stranger ? texts.of("mailbox.stranger") : own ? texts.of("mailbox.you") : item.by === "channel" || item.officer === null ? texts.of("mailbox.channel") : personName(app, item.officer);
  return h("li", { class: "message", "data-from": stranger ? "channel" : item.by, "data-withheld": own },
    h("div", { class: "message-head" }, h("h3", { class: "message-who" }, who), h("span", { class: "message-when" }, longDate(texts, item.putDay)),
      kindTag(app, item), fresh && !stranger ? h("span", { class: "tag", "data-solid": true }, texts.of("mailbox.new")) : null),
    body(app, visit, item), stranger || own || item.files.length === 0 ? null : receivedFiles(app, visit, item));
}

const kinds: Record<number, TextKey> = { 4: "mailbox.acknowledgement", 5: "mailbox.feedback", 6: "mailbox.decision", 8: "mailbox.grant", 9: "mailbox.removal" };

function kindTag(app: App, item: OpenedItem): HTMLElement | null {
  const key = kinds[item.kind];
  return key === undefined || item.content === null ? null : h("span", { class: "tag" }, app.texts.of(key));
}

const decisions: Record<number, TextKey> = { 1: "mailbox.decision.admissible", 2: "mailbox.decision.inadmissible", 3: "mailbox.decision.handedOver", 4: "mailbox.decision.closed" };

/** Whether the reporter took this answer away, and not an officer. */
function wasRemovedHere({ mailbox }: Visit, { header }: OpenedItem): boolean {
  return mailbox.items.some(({ content }) => content?.kind === 10 && content.objectIds.some((id) => equal(id, header.objectId)));
}

function body(app: App, visit: Visit, item: OpenedItem): HTMLElement[] {
  const { texts } = app;
  if (item.by === "reporter") {
    return [h("p", { class: "soft" }, texts.of(item.kind === 1 ? "mailbox.withheld.report" : "mailbox.withheld.message"))];
  }
  const { content } = item;
  if (content === null || item.state === "not-from-your-officers") {
    return [h("p", {}, texts.of(item.state === "removed" ? (item.kind === 3 && wasRemovedHere(visit, item) ? "mailbox.bad.removed" : "mailbox.bad.erased") : `mailbox.bad.${item.state === "withheld" || item.state === "not-from-your-officers" ? item.state : "cannot-be-opened"}`))];
  }
  switch (content.kind) {
    case 3:
    case 4:
      return paragraphs(content.text);
    case 5:
      return [h("h4", {}, texts.of("mailbox.feedback.action")), ...paragraphs(content.action), h("h4", {}, texts.of("mailbox.feedback.grounds")), ...paragraphs(content.grounds)];
    case 6:
      return [h("p", {}, h("strong", {}, texts.of(decisions[content.decision] ?? "mailbox.decision"))), ...paragraphs(content.text)];
    case 8:
      return [h("p", {}, texts.of("mailbox.grant.text", { who: nameOf(app, content.newcomer), date: longDate(texts, item.putDay) })), ...paragraphs(content.reason)];
    case 9:
      return [h("p", {}, texts.of("mailbox.removal.text", { who: nameOf(app, content.subject), date: longDate(texts, item.putDay) }))];
    case 11:
      return [h("p", {}, texts.of("mailbox.channel.text", { received: longDate(texts, content.received), feedback: longDate(texts, content.feedbackBy) })), h("p", {}, texts.of("mailbox.channel.rights"))];
    default:
      return [];
  }
}

/** Who came in by the recovery key, and what does not count: the root signed it, or it is a warning. */
export function recoveries(app: App, { mailbox }: Visit): HTMLElement[] {
  const { texts } = app;
  return mailbox.recoveries.map(({ newcomer, day, reason, counts }) => {
    const who = nameOf(app, newcomer);
    return counts
      ? notice("near", texts.of("mailbox.recovery", { who, date: longDate(texts, day) }), h("p", {}, texts.of(reasons[reason] ?? "mailbox.recovery.4")), h("p", {}, texts.of("mailbox.recovery.text")))
      : notice("late", texts.of("mailbox.recovery.void", { who }), h("p", {}, texts.of("mailbox.recovery.void.text")));
  });
}

const reasons: Record<number, TextKey> = { 1: "mailbox.recovery.1", 2: "mailbox.recovery.2", 3: "mailbox.recovery.3", 4: "mailbox.recovery.4" };

function nameOf(app: App, id: Bytes): string {
  const found = (app.keys.state === "accepted" ? app.keys.directory.officers : []).find((officer) => equal(officer.id, id));
  return found === undefined ? app.texts.of("mailbox.removal.formerly") : personName(app, found);
}

/** An officer's text: empty lines part paragraphs, single line breaks stay. */
function paragraphs(text: string): HTMLElement[] {
  return text.split(/\n{2,}/).filter((part) => part.trim() !== "").map((part) => h("p", { class: "written" }, part.trim()));
}
