// What the orders of a case come to on a day, from verified objects only. The same rule as the host's (docs/protocol.md section 22), so that
// the page shows what will be done, and not what a host says of it.

import type { Bytes, ControlContent, OpenedItem } from "@integrity-channel/crypto";
import { Action, equal, quietDays, Role } from "@integrity-channel/crypto";
import type { CivilDay } from "./days.ts";

export type OrderState = "waiting" | "held" | "stopped" | "in-effect" | "void";

export interface JudgedOrder {
  readonly item: OpenedItem;
  readonly content: ControlContent;
  readonly state: OrderState;
  /** The day on which it takes effect if nobody says anything. */
  readonly quietUntil: CivilDay;
  /** Who confirmed or stopped it; null while nobody did. */
  readonly word: OpenedItem | null;
}

export interface CaseOrders {
  readonly orders: readonly JudgedOrder[];
  readonly holds: readonly JudgedOrder[];
  readonly keptUntil: CivilDay;
}

interface Order { readonly item: OpenedItem; readonly content: ControlContent }

/** Orders that need another person's word. */
const asking: readonly number[] = [Action.retainUntil, Action.release, Action.removeRecipient, Action.erase];

export function judgeOrders(items: readonly OpenedItem[], received: CivilDay, retentionDays: number, today: CivilDay): CaseOrders {
  const all = items.flatMap((item): Order[] => (item.content?.kind === 9 && item.state !== "not-from-your-officers" ? [{ item, content: item.content }] : []));
  const wordOn = ({ item }: Order, action: number) => all.find(({ content, item: word }) => content.action === action && equal(content.target, item.objectHash) && !equal(word.header.author, item.header.author))?.item ?? null;
  const afterAWord = (order: Order, held: boolean): OrderState =>
    wordOn(order, Action.objectTo) !== null ? "stopped"
    : wordOn(order, Action.confirm) === null && today < order.item.putDay + quietDays ? "waiting"
    : held ? "held" : "in-effect";
  const releases = all.filter((order) => order.content.action === Action.release && isDecider(order.item) && afterAWord(order, false) === "in-effect");
  const holds = all.filter(({ item, content }) => content.action === Action.hold && !releases.some((release) => equal(release.content.target, item.objectHash)));
  const terms = new Map<Order, OrderState>();
  let keptUntil = received + retentionDays;
  for (const order of all.filter(({ content }) => content.action === Action.retainUntil)) {
    const state = order.content.day >= keptUntil ? "in-effect" : isDecider(order.item) ? afterAWord(order, holds.length > 0) : "void";
    terms.set(order, state);
    keptUntil = state === "in-effect" ? order.content.day : keptUntil;
  }
  const stateOf = (order: Order): OrderState => {
    const { action } = order.content;
    if (action === Action.retainUntil) return terms.get(order) ?? "void";
    if (action === Action.erase || action === Action.release) return isDecider(order.item) ? afterAWord(order, action === Action.erase && holds.length > 0) : "void";
    return action === Action.removeRecipient ? afterAWord(order, false) : "in-effect";
  };
  const judged = (order: Order): JudgedOrder => ({ ...order, state: stateOf(order), quietUntil: order.item.putDay + quietDays, word: wordOn(order, Action.objectTo) ?? wordOn(order, Action.confirm) });
  return { orders: all.filter(({ content }) => asking.includes(content.action)).map(judged), holds: holds.map(judged), keptUntil };
}

/** Whether this officer may speak on an order: it waits, or a hold keeps it from taking effect, and it is somebody else's. */
export const maySpeakOn = ({ state, item }: JudgedOrder, self: Bytes): boolean => (state === "waiting" || state === "held") && !equal(item.header.author, self);

function isDecider({ officer }: OpenedItem): boolean {
  return officer?.role === Role.responsible || officer?.role === Role.deputy;
}
