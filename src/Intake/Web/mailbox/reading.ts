// Facts drawn from an opened mailbox. Pure. Only what could be opened and comes from the report's officers or the channel counts.

import { Action, equal, type OpenedItem, type OpenedMailbox } from "@integrity-channel/crypto";
import type { ClockFacts } from "./clock.ts";

export function factsOf(mailbox: Pick<OpenedMailbox, "items" | "received" | "day">): ClockFacts {
  const trusted = mailbox.items.filter((item) => item.content !== null && item.by !== "reporter" && item.state !== "not-from-your-officers");
  const first = (kinds: readonly number[]): OpenedItem | null =>
    trusted.filter((item) => kinds.includes(item.kind)).sort((a, b) => a.putDay - b.putDay || a.kind - b.kind)[0] ?? null;
  const acknowledged = first([4, 11]);
  return {
    received: receivedOn(mailbox, trusted),
    acknowledged: acknowledged === null ? null : { day: acknowledged.putDay, byChannel: acknowledged.by === "channel" },
    feedback: first([5])?.putDay ?? null,
    today: mailbox.day,
  };
}

/** An officer may have noted that the report reached the organisation another way, and earlier; a later day counts for nothing. */
function receivedOn({ received }: Pick<OpenedMailbox, "received">, trusted: readonly OpenedItem[]): number {
  const noted = trusted.flatMap(({ content }) => content?.kind === 9 && content.action === Action.receivedEarlier ? [content.day] : []);
  return Math.min(received, ...noted);
}

/** Whether messages are missing or exist in two versions. */
export function chainWarning(mailbox: Pick<OpenedMailbox, "items" | "missing">): "missing" | "forked" | null {
  if (mailbox.items.some((item) => item.state === "forked")) {
    return "forked";
  }
  return mailbox.missing.length > 0 || mailbox.items.some((item) => item.state === "missing-before") ? "missing" : null;
}

/**
 * Whether an item came after the reporter's own last message: that message's `seen` is the only memory a reporter has. Before a
 * first message nothing is known, so nothing is called new.
 */
export function isNew(item: OpenedItem, mailbox: Pick<OpenedMailbox, "items">): boolean {
  const own = mailbox.items.filter((other) => other.by === "reporter");
  const last = own.reduce<OpenedItem | null>((best, other) => (best === null || other.header.seq > best.header.seq ? other : best), null);
  if (last === null || last.header.seq === 0 || item.by === "reporter") {
    return false;
  }
  const known = last.header.seen.find((head) => equal(head.author, item.header.author) && head.stream === item.header.stream);
  return known === undefined || item.header.seq > known.seq;
}

/** Kinds that carry nothing for the reporter to read stay out of the thread: own removals, and orders that change no reader. */
export function inThread(item: OpenedItem): boolean {
  if (item.content?.kind === 9) {
    return item.content.action === Action.removeRecipient;
  }
  return item.by !== "reporter" ? [3, 4, 5, 6, 8, 11].includes(item.kind) : [1, 2].includes(item.kind);
}
