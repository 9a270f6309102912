// Orders about a case (kind 9): hold, erase, keep until, remove a colleague; and a second person's word on them.

import type { ControlContent, OpenedItem } from "@integrity-channel/crypto";
import { Action, equal, mayBeErased, order, Role, signControl, systemEntropy } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "../base64.ts";
import { plainDay } from "../days.ts";
import { el, type Child } from "../dom.ts";
import { judgeOrders, maySpeakOn, type JudgedOrder } from "../orders.ts";
import type { OrderLine, OrdersPanel } from "../views/orders.ts";
import { openSealDialog } from "../views/dialog.ts";
import { writing } from "./seal-words.ts";
import { sendObject } from "./send-object.ts";
import type { CaseWork } from "./show-case.ts";

/** What an officer chooses before an order is signed; null while a choice is missing. */
type Choice = () => ControlContent | null;

/** Reasons of actions 1 to 5 that the page offers, as the protocol numbers them. */
const reasons = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export function caseOrders(work: CaseWork, writable: boolean): OrdersPanel {
  const { desk, texts, opened, found } = work;
  const file = opened();
  const { orders, holds, keptUntil } = judgeOrders(file.items, found.received, desk.directory.retentionDays, desk.day);
  const decides = desk.self?.role === Role.responsible || desk.self?.role === Role.deputy;
  const press = (label: string, run: () => void) => ({ label, press: run });
  return {
    kept: texts.say(keptUntil <= desk.day ? "orders.kept-over" : "orders.kept", { date: plainDay(keptUntil, texts.locale) }),
    holds: holds.map((hold) => ({ ...describe(work, hold), state: "now", words: texts.say("orders.hold-stands"), acts: writable && decides ? [press(texts.say("orders.release"), () => release(work, hold))] : [] })),
    orders: orders.map((each) => ({
      ...describe(work, each),
      acts: writable && maySpeakOn(each, desk.selfId)
        ? [press(texts.say("orders.confirm"), () => speak(work, each, Action.confirm)), press(texts.say("orders.object"), () => speak(work, each, Action.objectTo))]
        : [],
    })),
    acts: writable ? newOrders(work, decides).map(([label, run]) => press(label, run)) : [],
  };
}

function newOrders(work: CaseWork, decides: boolean): (readonly [string, () => void])[] {
  const { texts, opened } = work;
  const several = opened().recipients.length > 1;
  return [
    [texts.say("orders.do-hold"), () => hold(work)],
    [texts.say("orders.do-keep"), () => keepUntil(work)],
    ...(decides ? [[texts.say("orders.do-erase"), () => erase(work)] as const] : []),
    ...(several ? [[texts.say("orders.do-remove"), () => removeColleague(work)] as const] : []),
  ];
}

const marks = { "waiting": "now", "held": "near", "stopped": "overdue", "in-effect": "done", "void": "overdue" } as const;

function describe(work: CaseWork, { content, item, state, quietUntil, word }: JudgedOrder): OrderLine {
  const { desk, texts } = work;
  const day = (value: number) => plainDay(value, texts.locale);
  const name = (author: OpenedItem["header"]["author"]) => desk.displayOf(author) ?? texts.say("list.unknown-officer");
  return {
    what: orderWords(work, content),
    who: texts.say("orders.by", { who: name(item.header.author), date: day(item.putDay), reason: texts.pick("orders.reason", content.reason) }),
    state: marks[state],
    words: word === null ? texts.pick("orders.state", state, { date: day(quietUntil) }) : texts.pick("orders.said", state, { who: name(word.header.author), date: day(word.putDay) }),
    acts: [],
  };
}

function orderWords({ desk, texts }: CaseWork, { action, objects, subject, day }: ControlContent): string {
  return texts.pick("orders.what", action === Action.erase && objects.length > 0 ? "some" : action, {
    who: desk.displayOf(subject) ?? texts.say("list.unknown-officer"), date: plainDay(day, texts.locale), n: String(objects.length),
  });
}

function hold(work: CaseWork): void {
  const { texts } = work;
  const why = reasonField(work);
  ask(work, texts.say("orders.do-hold"), texts.say("orders.hold-means"), [why.root], () => order(Action.hold, { reason: why.value() }), null);
}

function release(work: CaseWork, { item }: JudgedOrder): void {
  const { texts } = work;
  const why = reasonField(work);
  ask(work, texts.say("orders.release"), texts.say("orders.release-means"), [why.root], () => order(Action.release, { target: item.objectHash, reason: why.value() }), null);
}

function keepUntil(work: CaseWork): void {
  const { texts, desk } = work;
  const why = reasonField(work);
  const date = el("input", { class: "input", id: "order-day", type: "date" });
  const field = el("div", { class: "field" }, el("label", { for: "order-day" }, texts.say("orders.day")), date);
  const chosen = () => (date.value === "" ? null : Math.round(Date.parse(`${date.value}T00:00:00Z`) / 86_400_000));
  ask(work, texts.say("orders.do-keep"), texts.say("orders.keep-means"), [field, why.root], () => {
    const day = chosen();
    return day === null || day <= desk.day ? null : order(Action.retainUntil, { day, reason: why.value() });
  }, texts.say("orders.no-day"));
}

function removeColleague(work: CaseWork): void {
  const { texts, desk, opened } = work;
  const why = reasonField(work);
  const people = opened().recipients.map((id) => el("option", { value: toBase64(id) }, equal(id, desk.selfId) ? texts.say("orders.self") : desk.displayOf(id) ?? texts.say("list.unknown-officer")));
  const who = el("select", { class: "input", id: "order-who" }, ...people);
  const field = el("div", { class: "field" }, el("label", { for: "order-who" }, texts.say("orders.who")), who);
  ask(work, texts.say("orders.do-remove"), texts.say("orders.remove-means"), [field, why.root], () => order(Action.removeRecipient, { subject: fromBase64(who.value), reason: why.value() }), null);
}

function erase(work: CaseWork): void {
  const { texts, opened, desk } = work;
  const why = reasonField(work);
  const items = opened().items.filter(({ header, state }) => mayBeErased(header.kind) && state !== "removed" && state !== "not-from-your-officers");
  const choices = [
    { id: "order-all", objects: null as OpenedItem | null, label: texts.say("orders.all") },
    ...items.map((item, at) => ({ id: `order-object-${at}`, objects: item, label: texts.say("orders.object-line", { kind: texts.pick("orders.kind", item.kind), who: item.by === "reporter" ? texts.say("thread.reporter") : desk.displayOf(item.header.author) ?? texts.say("list.unknown-officer"), date: plainDay(item.putDay, texts.locale) }) })),
  ];
  const boxes = choices.map(({ id }) => el("input", { type: "checkbox", id }));
  const list = el("fieldset", { class: "field" }, el("legend", {}, texts.say("orders.which")), ...choices.map(({ id, label }, at) => el("div", { class: "choice" }, boxes[at], el("label", { for: id }, label))));
  ask(work, texts.say("orders.do-erase"), texts.say("orders.erase-means"), [list, why.root], () => {
    if (boxes[0]?.checked === true) return order(Action.erase, { reason: why.value() });
    const objects = choices.flatMap(({ objects: item }, at) => (item !== null && boxes[at]?.checked === true ? [item.header.objectId] : []));
    return objects.length === 0 ? null : order(Action.erase, { objects: objects.toSorted((left, right) => (toHex(left) < toHex(right) ? -1 : 1)), reason: why.value() });
  }, texts.say("orders.no-choice"));
}

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function speak(work: CaseWork, { item, content }: JudgedOrder, action: typeof Action.confirm | typeof Action.objectTo): void {
  const { texts } = work;
  const confirms = action === Action.confirm;
  ask(work, texts.say(confirms ? "orders.confirm" : "orders.object"), texts.say(confirms ? "orders.confirm-means" : "orders.object-means"), [el("p", {}, el("strong", {}, orderWords(work, content)))], () => order(action, { target: item.objectHash }), null);
}

function reasonField({ texts }: CaseWork): { readonly root: HTMLElement; readonly value: () => number } {
  const select = el("select", { class: "input", id: "order-reason" }, ...reasons.map((number) => el("option", { value: number }, texts.pick("orders.reason", number))));
  return { root: el("div", { class: "field" }, el("label", { for: "order-reason" }, texts.say("orders.why")), select), value: () => Number(select.value) };
}

/** Says what the order means, takes the choice, and asks once more before it is signed. */
function ask(work: CaseWork, title: string, means: string, lead: readonly Child[], choose: Choice, missing: string | null): void {
  const { texts, desk, found, opened } = work;
  openSealDialog(
    {
      title,
      lead: [el("p", { class: "soft" }, means), ...lead],
      fields: [],
      after: [el("p", { class: "small" }, texts.say("orders.clear"))],
      faults: () => [],
      refusal: () => (choose() === null ? missing : null),
      act: texts.say("orders.send"),
      doubt: () => [texts.say("orders.sure")],
      doubtWords: { head: title, act: texts.say("orders.sure-do") },
      send: () => {
        const content = choose();
        return content === null
          ? Promise.resolve({ sent: false, head: missing ?? title, lines: [], frozen: false } as const)
          : sendObject(desk, {
            reportId: found.reportId, action: "order",
            seal: async (earlier) => signControl({ vault: desk.keeper.vault, caseFile: opened(), directory: desk.directory, order: content, day: desk.day, entropy: systemEntropy, ...(earlier === undefined ? {} : { earlier }) }),
          }, texts);
      },
      ...writing(work, "order", texts.say("orders.sent")),
    },
    texts,
  );
}
