// Recovery: an administrator asks, somebody else agrees, the shares do the rest on a machine without network. One panel, on the page of
// people for administrators and on the account page for everybody else, so that nobody's reports are opened by other hands unseen.

import type { CivilDay } from "../days.ts";
import { plainDay } from "../days.ts";
import type { Child, MarkState } from "../dom.ts";
import { button, el, mark, notice } from "../dom.ts";
import type { Fault } from "../faults.ts";
import type { Texts } from "../texts.ts";
import type { RecoveriesAnswer, RecoveryWish, WireRecovery } from "../wire.ts";
import { commands, field, form, select } from "./form.ts";
import { faultNotice, panel } from "./panel.ts";

export interface RecoveryFacts {
  readonly answer: RecoveriesAnswer;
  readonly administrator: boolean;
  readonly ask: (wish: RecoveryWish) => Promise<Fault | null>;
  readonly agree: (recoveryId: string) => Promise<Fault | null>;
  readonly withdraw: (recoveryId: string) => Promise<Fault | null>;
  readonly download: (recoveryId: string) => Promise<Fault | null>;
  /** What the host stored, in words; or the fault. */
  readonly upload: (recoveryId: string, file: File) => Promise<Fault | string>;
  readonly reload: () => Promise<void>;
  readonly say: (message: string) => void;
}

const reasons = [1, 2, 3, 4] as const;
const states: Record<WireRecovery["state"], MarkState> = { asked: "now", agreed: "near", stored: "done", withdrawn: "future", ended: "future" };

/** Null for an officer where there was never a recovery: nothing to see, nothing to do. */
export function recoveryPanel(facts: RecoveryFacts, texts: Texts): HTMLElement | null {
  const { answer, administrator } = facts;
  if (!administrator && answer.recoveries.length === 0) {
    return null;
  }
  const open = answer.recoveries.some(({ state }) => state === "asked" || state === "agreed");
  return panel(
    "recovery",
    texts.say("recovery.title"),
    el("p", {}, texts.say("recovery.lead")),
    answer.recoveries.length === 0 ? el("p", { class: "soft" }, texts.say("recovery.none")) : el("ul", { class: "people" }, ...answer.recoveries.map((recovery) => item(recovery, facts, texts))),
    administrator && !open && askForm(facts, texts),
  );
}

function item(recovery: WireRecovery, facts: RecoveryFacts, texts: Texts): HTMLElement {
  const place = el("div", { role: "alert" });
  const day = (value: CivilDay | null) => (value === null ? null : plainDay(value, texts.locale));
  const row = (term: string, value: string | null) => value !== null && el("div", {}, el("dt", {}, term), el("dd", {}, value));
  const { recoveryId, state } = recovery;
  return el(
    "li",
    { class: "person", "data-recovery": state },
    el("p", { class: "person-name" }, mark(states[state]), el("strong", {}, texts.say("recovery.who", { lost: name(recovery.lost, texts), newcomer: name(recovery.newcomer, texts) }))),
    el("p", {}, texts.pick("recovery.state", state, { date: day(recovery.endsOn) ?? "" })),
    el(
      "dl",
      { class: "facts" },
      row(texts.say("recovery.why"), texts.pick("recovery.reason", recovery.reason)),
      row(texts.say("recovery.asked"), texts.say("recovery.by", { who: name(recovery.askedBy, texts), date: day(recovery.askedOn) ?? "" })),
      row(texts.say("recovery.agreed"), recovery.agreedOn === null ? null : texts.say("recovery.by", { who: name(recovery.agreedBy ?? "", texts), date: day(recovery.agreedOn) ?? "" })),
      row(texts.say("recovery.stored"), day(recovery.storedOn)),
      row(texts.say("recovery.withdrawn"), day(recovery.withdrawnOn)),
    ),
    recovery.you !== null && recovery.you !== "allowed" && el("p", { class: "small" }, texts.pick("recovery.you", recovery.you)),
    el("p", { class: "actions" }, ...acts(recovery, facts, place, texts)),
    place,
    facts.administrator && (state === "agreed" || state === "stored") && offline(recoveryId, facts, place, texts),
  );
}

const name = (text: string, texts: Texts) => (text === "" ? texts.say("list.unknown-officer") : text);

/** Runs one act, draws the page again and says what was done; else shows what went wrong where the button stands. */
const run = (facts: RecoveryFacts, place: HTMLElement, work: () => Promise<Fault | null>, said: string) => async () => {
  const fault = await work();
  if (fault !== null) {
    place.replaceChildren(faultNotice(fault));
    return;
  }
  await facts.reload();
  facts.say(said);
};

function acts({ recoveryId, state, you }: WireRecovery, facts: RecoveryFacts, place: HTMLElement, texts: Texts): Child[] {
  const agree = run(facts, place, () => facts.agree(recoveryId), texts.say("recovery.agree-said"));
  const withdraw = run(facts, place, () => facts.withdraw(recoveryId), texts.say("recovery.withdraw-said"));
  const mayStop = (state === "asked" || state === "agreed") && (facts.administrator || you === "allowed" || state === "agreed");
  return [
    you === "allowed" && button(texts.say("recovery.agree"), () => sure(place, texts, () => void agree()), { kind: "primary" }),
    mayStop && button(texts.say("recovery.withdraw"), () => void withdraw()),
  ];
}

function sure(place: HTMLElement, texts: Texts, then: () => void): void {
  const yes = button(texts.say("recovery.agree-yes"), then, { kind: "danger" });
  const no = button(texts.say("recovery.agree-no"), () => place.replaceChildren());
  place.replaceChildren(notice("near", texts.say("recovery.agree-sure"), [texts.say("recovery.agree-means")], el("p", { class: "actions" }, yes, no)));
  yes.focus();
}

/** The way to the machine without network and back. */
function offline(recoveryId: string, facts: RecoveryFacts, place: HTMLElement, texts: Texts): HTMLElement {
  const pick = el("input", { class: "input", id: "recovery-file", type: "file" });
  const answer = field(pick, texts.say("recovery.upload"), texts.say("recovery.upload-hint"), texts);
  const download = async () => {
    const fault = await facts.download(recoveryId);
    place.replaceChildren(...(fault === null ? [] : [faultNotice(fault)]));
  };
  const work = async () => {
    const file = pick.files?.[0];
    answer.fault(file === undefined ? texts.say("recovery.no-file") : null);
    if (file === undefined) {
      pick.focus();
      return null;
    }
    const done = await facts.upload(recoveryId, file);
    if (typeof done !== "string") {
      return faultNotice(done);
    }
    await facts.reload();
    facts.say(done);
    return null;
  };
  return el(
    "div",
    { class: "flow" },
    el("p", { class: "actions" }, button(texts.say("recovery.download"), () => void download(), { class: "recovery-download" })),
    el("p", {}, texts.say("recovery.offline")),
    commands(texts.say("commands.label"), "integrity ceremony recover --root root.key \\", "  --request recovery-request.sic \\", "  --shares share-1.txt share-2.txt --out recovery-answer.sic"),
    form("recovery-form", [answer.root], texts.say("recovery.store"), texts.say("recovery.storing"), work),
  );
}

function askForm(facts: RecoveryFacts, texts: Texts): HTMLElement {
  const { lost, newcomers } = facts.answer;
  if (newcomers.length === 0) {
    return notice("plain", texts.say("recovery.no-newcomer"), [texts.say("recovery.no-newcomer-do")]);
  }
  const named = (people: RecoveriesAnswer["lost"]) => people.map(({ officerId, name: shown }) => [officerId, name(shown, texts)] as const);
  const from = field(select("recovery-lost", named(lost), lost[0]?.officerId ?? ""), texts.say("recovery.lost"), texts.say("recovery.lost-hint"), texts);
  const to = field(select("recovery-newcomer", named(newcomers), newcomers[0]?.officerId ?? ""), texts.say("recovery.newcomer"), texts.say("recovery.newcomer-hint"), texts);
  const why = field(select("recovery-reason", reasons.map((each) => [String(each), texts.pick("recovery.reason", each)] as const), "1"), texts.say("recovery.why"), null, texts);
  const work = async () => {
    const same = from.input.value === to.input.value;
    to.fault(same ? texts.pick("recovery.refused", "same") : null);
    if (same) {
      to.input.focus();
      return null;
    }
    const fault = await facts.ask({ lost: from.input.value, newcomer: to.input.value, reason: Number(why.input.value) });
    if (fault !== null) {
      return faultNotice(fault);
    }
    await facts.reload();
    facts.say(texts.say("recovery.ask-said"));
    return null;
  };
  return form("recovery-ask", [from.root, to.root, why.root], texts.say("recovery.ask"), texts.say("setup.busy"), work);
}
