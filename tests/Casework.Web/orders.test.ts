import { expect, test } from "vitest";
import type { ControlContent, OpenedItem } from "@integrity-channel/crypto";
import { Action, order, Role } from "@integrity-channel/crypto";
import { judgeOrders, maySpeakOn } from "../../src/Casework/Web/orders.ts";

/** The same cases as the host's rule (CaseOrdersTests), seen from the page. */
const received = 20_514;
const term = 730;
const id = (value: number) => new Uint8Array(16).fill(value);
const [responsible, deputy, confidant] = [id(1), id(2), id(3)];
let made = 0;

function given(author: Uint8Array<ArrayBuffer>, putDay: number, content: ControlContent): OpenedItem {
  const role = author === confidant ? Role.confidant : author === deputy ? Role.deputy : Role.responsible;
  const hash = new Uint8Array(32).fill(++made);
  return { kind: 9, by: "officer", officer: { role } as never, putDay, objectHash: hash, header: { author } as never, state: "opened", failure: null, content, files: [] };
}

const stateOf = (items: readonly OpenedItem[], wanted: OpenedItem, today: number) => judgeOrders(items, received, term, today).orders.find(({ item }) => item === wanted)?.state;

test("An_order_waits_for_a_colleague_and_else_for_the_thirtieth_day", () => {
  const erase = given(responsible, received, order(Action.erase));
  expect([0, 29, 30].map((days) => stateOf([erase], erase, received + days))).toEqual(["waiting", "waiting", "in-effect"]);
  const own = given(responsible, received, order(Action.confirm, { target: erase.objectHash }));
  expect(stateOf([erase, own], erase, received)).toBe("waiting");
  const word = given(confidant, received, order(Action.confirm, { target: erase.objectHash }));
  expect(stateOf([erase, own, word], erase, received)).toBe("in-effect");
});

test("An_objection_stops_an_order_for_good", () => {
  const erase = given(responsible, received, order(Action.erase));
  const against = given(deputy, received + 1, order(Action.objectTo, { target: erase.objectHash }));
  const word = given(confidant, received + 2, order(Action.confirm, { target: erase.objectHash }));
  expect(stateOf([erase, against, word], erase, received + 400)).toBe("stopped");
});

test("A_hold_keeps_back_what_would_take_effect_until_it_is_released_by_two", () => {
  const erase = given(responsible, received, order(Action.erase));
  const hold = given(confidant, received, order(Action.hold));
  const release = given(responsible, received, order(Action.release, { target: hold.objectHash }));
  const word = given(deputy, received, order(Action.confirm, { target: release.objectHash }));
  expect(stateOf([erase, hold], erase, received + 60)).toBe("held");
  expect(judgeOrders([erase, hold], received, term, received).holds).toHaveLength(1);
  expect(stateOf([erase, hold, release], erase, received + 29)).toBe("waiting");
  expect(stateOf([erase, hold, release, word], erase, received + 30)).toBe("in-effect");
});

test("Erasing_by_another_role_is_void_and_a_stranger_gives_no_order", () => {
  const erase = given(confidant, received, order(Action.erase));
  expect(stateOf([erase], erase, received + 60)).toBe("void");
  const strange = { ...given(responsible, received, order(Action.erase)), state: "not-from-your-officers" as const };
  expect(judgeOrders([strange], received, term, received).orders).toEqual([]);
});

test("A_longer_term_counts_at_once_and_a_shorter_one_after_a_word", () => {
  const longer = given(confidant, received, order(Action.retainUntil, { day: received + 1000 }));
  const shorter = given(responsible, received, order(Action.retainUntil, { day: received + 100 }));
  const word = given(deputy, received, order(Action.confirm, { target: shorter.objectHash }));
  const kept = (...items: OpenedItem[]) => judgeOrders(items, received, term, received + 1).keptUntil - received;
  expect([kept(), kept(longer), kept(longer, shorter), kept(longer, shorter, word)]).toEqual([730, 1000, 1000, 100]);
});

test("Only_somebody_else_speaks_on_an_order_that_waits", () => {
  const erase = given(responsible, received, order(Action.erase));
  const [judged] = judgeOrders([erase], received, term, received).orders;
  expect([maySpeakOn(judged!, responsible), maySpeakOn(judged!, deputy)]).toEqual([false, true]);
  const [later] = judgeOrders([erase], received, term, received + 30).orders;
  expect(maySpeakOn(later!, deputy)).toBe(false);
});

test("Without_the_second_word_an_order_would_take_effect_at_once", () => {
  const erase = given(responsible, received, order(Action.erase));
  const word = given(deputy, received, order(Action.confirm, { target: erase.objectHash }));
  expect(stateOf([erase, word], erase, received)).not.toBe(stateOf([erase], erase, received));
});
