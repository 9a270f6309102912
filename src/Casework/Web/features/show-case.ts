// One case file: opens it, says what cannot be trusted, offers the next lawful act.

import type { OpenedCase, OpenedItem } from "@integrity-channel/crypto";
import { equal, Role, SicError } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { decisionOf, headKey, makeRow, type ReadHeads } from "../caserow.ts";
import { clockSteps } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { toBase64 } from "../base64.ts";
import type { DraftAction } from "../drafts.ts";
import { plainDay } from "../days.ts";
import { daysLeft } from "../due.ts";
import { openActions, type OpenActions } from "../lawful.ts";
import type { Texts } from "../texts.ts";
import { threadOf } from "../thread.ts";
import { caseView, type CaseFacts, type Warning } from "../views/casefile.ts";
import { refusedView } from "../views/gate.ts";
import type { View } from "../views/view.ts";
import type { CasesAnswer, WireCase } from "../wire.ts";
import { acknowledgeReport } from "./acknowledge-report.ts";
import { awayFacts, caseFacts } from "./case-facts.ts";
import { caseFiles } from "./case-files.ts";
import { caseOrders } from "./case-orders.ts";
import { closeCase } from "./close-case.ts";
import { openExport } from "./export-case.ts";
import { giveFeedback } from "./give-feedback.ts";
import { candidates, grantAccess } from "./grant-access.ts";
import { casePrinting } from "./print-case.ts";
import { ownerName } from "./list-cases.ts";
import { readCase, readHeads, rememberCase } from "./read-case.ts";
import { writeNote } from "./write-note.ts";
import { replyBox } from "./write-reply.ts";

/** What the actions of one open case work with. */
export interface CaseWork {
  readonly app: App;
  readonly desk: Desk;
  readonly found: WireCase;
  readonly texts: Texts;
  /** The case as last opened: a refused object makes the desk open it anew. */
  readonly opened: () => OpenedCase;
  /** Draws the case again after an act and says what was done. */
  readonly done: (words: string) => void;
}

export async function showCaseFile(app: App, desk: Desk, reportId: string): Promise<View> {
  const { texts } = app;
  const [cases, opened] = await Promise.all([desk.host.listCases(), readOrNull(desk, reportId)]);
  desk.cases = cases;
  const found = cases.cases.find((item) => item.reportId === reportId);
  if (found === undefined || opened === null) {
    return refusedView(texts.say("case.gone-head"), [texts.say("case.gone")], [{ label: texts.say("keys.back"), press: () => void app.home() }], texts);
  }
  if (opened === "broken") {
    return refusedView(texts.say("case.broken-head"), [texts.say("case.broken")], [{ label: texts.say("keys.back"), press: () => void app.home() }], texts);
  }
  const read = readHeads(desk, reportId);
  rememberCase(desk, opened);
  return caseView(assemble(app, desk, cases, found, opened, read), texts);
}

async function readOrNull(desk: Desk, reportId: string): Promise<OpenedCase | "broken" | null> {
  try {
    return await readCase(desk, reportId);
  } catch (error) {
    if (error instanceof SicError) {
      return "broken";
    }
    throw error;
  }
}

function assemble(app: App, desk: Desk, cases: CasesAnswer, found: WireCase, opened: OpenedCase, read: ReadHeads): CaseFacts {
  const { texts } = app;
  const row = makeRow(found, lastDecisionIn(opened), read, desk.session.officerId, cases.day);
  const done = (words: string) => void app.reload().then(() => app.frame.say(words));
  const work: CaseWork = { app, desk, found, texts, done, opened: () => desk.opened.get(found.reportId) ?? opened };
  const writable = desk.self?.kem != null && opened.recipients.some((id) => equal(id, desk.selfId));
  const answer = writable && opened.reporterKey !== null ? replyBox(work) : null;
  const acts: Readonly<Record<DraftAction, () => void>> = {
    acknowledge: () => acknowledgeReport(work),
    reply: () => answer?.focus(),
    note: () => writeNote(work),
    feedback: () => giveFeedback(work),
    close: () => closeCase(work),
    grant: () => grantAccess(work),
    order: () => document.getElementById("orders")?.focus(),
  };
  const stage = texts.pick("stage", row.stage);
  const owner = ownerName(desk, found.owner, texts);
  const recipients = opened.recipients.map((id) => desk.displayOf(id) ?? texts.say("list.unknown-officer")).join(", ");
  const files = caseFiles(work, opened.items);
  const printing = casePrinting(work, opened.items, { stage, owner, readers: recipients });
  return {
    number: found.caseNumber,
    next: nextWords(found, cases.day, texts),
    stage,
    owner,
    recipients,
    warnings: [...caseWarnings(desk, opened, texts), ...coverWarnings(found, texts)],
    thread: threadOf(opened.items, (item) => isFresh(item, read, desk), (id) => desk.displayOf(id), texts, (id) => opened.recipients.some((reader) => equal(reader, id))),
    under: (at) => opened.items.slice(at, at + 1).flatMap((item) => [files(item), printing.itemButton(item)]),
    clock: clockSteps(found, cases.day, texts),
    facts: [...caseFacts(desk, opened, texts), ...awayFacts(desk, found, texts)],
    orders: caseOrders(work, writable),
    today: cases.day,
    actions: writable ? withGrant(openActions(standingOf(desk, found, opened)), candidates(desk, opened).length > 0 && opened.reporterKey !== null) : null,
    answer: answer?.root ?? null,
    paper: printing.paper,
    print: printing.printCase,
    export: writable ? () => openExport(work) : null,
    act: (action) => acts[action](),
    back: () => void app.home(),
    lock: () => app.lock(),
  };
}

/** Letting somebody in stands in the menu, and only where there is somebody to let in. */
const withGrant = (actions: OpenActions, possible: boolean): OpenActions => (possible ? { ...actions, menu: [...actions.menu, "grant"] } : actions);

const isOpened = (item: OpenedItem) => item.state === "opened" || item.state === "missing-before";

function lastDecisionIn(opened: OpenedCase) {
  const decisions = opened.items.filter(isOpened).flatMap(({ content }) => (content?.kind === 6 ? [decisionOf(content.decision)] : []));
  return decisions.at(-1) ?? null;
}

function standingOf(desk: Desk, found: WireCase, opened: OpenedCase) {
  const role = desk.self?.role;
  return {
    answerable: opened.reporterKey !== null,
    acknowledgedByOfficer: found.acknowledged !== null && !found.acknowledgedByChannel ? true : opened.items.some((item) => item.kind === 4 && item.by === "officer" && item.state !== "not-from-your-officers"),
    feedbackGiven: found.feedback !== null,
    closed: lastDecisionIn(opened) === "closed",
    mayDecide: role === Role.responsible || role === Role.deputy,
  };
}

function isFresh({ header, by }: OpenedItem, read: ReadHeads, desk: Desk): boolean {
  const author = toBase64(header.author);
  return by !== "channel" && author !== desk.session.officerId && header.seq > (read.get(headKey(author, header.stream)) ?? -1);
}

function nextWords({ next }: WireCase, today: number, texts: Texts): CaseFacts["next"] {
  if (next.what === "none" || next.by === null) {
    return { state: "done", words: texts.say("case.next-none") };
  }
  const left = daysLeft(next.by, today, texts);
  const words = left.charAt(0).toLocaleLowerCase(texts.language) + left.slice(1);
  return { state: next.state === "future" ? "now" : next.state, words: texts.say(`case.next-${next.what}`, { left: words }) };
}

/** Every reader of this case is away over one of its dates. */
function coverWarnings({ uncovered, acknowledgeBy, feedbackBy }: WireCase, texts: Texts): Warning[] {
  const lines = uncovered.map((duty) => texts.say(`cover.${duty}`, { date: plainDay(duty === "acknowledge" ? acknowledgeBy : feedbackBy, texts.locale) }));
  return lines.length === 0 ? [] : [{ tone: "near", head: texts.say("cover.head"), lines: [...lines, texts.say("cover.do")] }];
}

function caseWarnings(desk: Desk, opened: OpenedCase, texts: Texts): Warning[] {
  const warnings: Warning[] = [];
  const faults = opened.items.filter((item) => item.state !== "opened" && item.state !== "sent" && item.state !== "removed" && item.state !== "not-recovered").length;
  if (opened.reporterKey === null) {
    warnings.push({ tone: "late", head: texts.say("case.warn-open-head"), lines: [texts.say("case.warn-open")] });
  }
  if (faults > 0) {
    warnings.push({ tone: "late", head: texts.count("case.warn-faults", faults), lines: [] });
  }
  const voided = opened.recoveries.filter(({ counts }) => !counts).map(({ newcomer }) => desk.displayOf(newcomer) ?? texts.say("list.unknown-officer"));
  if (voided.length > 0) {
    warnings.push({ tone: "late", head: texts.say("case.warn-recovery-head", { who: voided.join(", ") }), lines: [texts.say("case.warn-recovery")] });
  }
  const gone = opened.recipients.filter((id) => desk.officer(id)?.kem == null).map((id) => desk.displayOf(id) ?? texts.say("list.unknown-officer"));
  if (gone.length === opened.recipients.length) {
    warnings.push({ tone: "late", head: texts.say("case.warn-nobody-head"), lines: [texts.say("case.warn-nobody")] });
  } else if (gone.length > 0) {
    warnings.push({ tone: "near", head: texts.say("case.warn-gone-head"), lines: [texts.say("case.warn-gone", { who: gone.join(", ") })] });
  }
  if (opened.missing.length > 0 && faults === 0) {
    warnings.push({ tone: "late", head: texts.say("thread.fault.missing-before"), lines: [texts.say("thread.fault-do.missing-before")] });
  }
  return warnings;
}
