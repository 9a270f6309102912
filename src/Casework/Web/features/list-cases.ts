// The list of cases that this officer may read, with the state that only the page can know.

import { civilDayIn } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { decisionOf, makeRow, type Decision } from "../caserow.ts";
import { plainDay } from "../days.ts";
import type { Desk } from "../desk.ts";
import { button, el, notice } from "../dom.ts";
import { forgetLogPin } from "../pins.ts";
import type { Texts } from "../texts.ts";
import { coverNotice, listView } from "../views/list.ts";
import type { View } from "../views/view.ts";
import type { WireCase } from "../wire.ts";
import type { LogVerdict } from "./check-log.ts";
import { openDecisions } from "./open-decisions.ts";
import { laidAside, layCases } from "./lay-aside.ts";
import { readHeads } from "./read-case.ts";
import type { EntryWarnings } from "./sign-in.ts";

export async function showCaseList(app: App, desk: Desk): Promise<View> {
  const { texts } = app;
  desk.cases = await desk.host.listCases();
  const decisions = await Promise.all(desk.cases.cases.map((found) => lastDecision(desk, found)));
  const laid = laidAside(desk);
  const rows = desk.cases.cases.map((found, at) => makeRow(found, decisions[at] ?? null, readHeads(desk, found.reportId), desk.session.officerId, desk.day, laid));
  return listView(
    {
      rows,
      today: desk.cases.day,
      warnings: [...entryNotices(desk, app.entryWarnings, texts), ...coverNotice(rows, (reportId) => void app.openCase(reportId), texts)],
      ownerName: (id) => ownerName(desk, id, texts),
      hasDraft: (reportId) => desk.drafts.has(reportId),
      matches: (reportId, words) => searchText(desk, reportId, texts).includes(words),
      open: (reportId) => void app.openCase(reportId),
      lock: () => app.lock(),
      lay: (reportIds, aside) => layCases(desk, reportIds, aside),
    },
    app.list,
    texts,
  );
}

export function ownerName(desk: Desk, id: string | null, texts: Texts): string {
  return id === null ? texts.say("list.nobody") : (desk.displayOf(id) ?? texts.say("list.unknown-officer"));
}

export async function lastDecision(desk: Desk, found: WireCase): Promise<Decision | null> {
  const values = await openDecisions(desk, found);
  return values.map(decisionOf).findLast((decision) => decision !== null) ?? null;
}

/** The words of an opened case, lower case; empty for one that was not opened in this session. */
function searchText(desk: Desk, reportId: string, texts: Texts): string {
  const items = desk.opened.get(reportId)?.items ?? [];
  const words = items.map(({ content }) => {
    switch (content?.kind) {
      case 1:
        return content.answers.map((answer) => answer.text).join("\n");
      case 2:
      case 3:
      case 4:
      case 6:
      case 7:
        return content.text;
      case 5:
        return `${content.action}\n${content.grounds}`;
      default:
        return "";
    }
  });
  return words.join("\n").toLocaleLowerCase(texts.language);
}

/** Everything that unlocking found: about the keys, the vault and this device's clock. A wrong clock only warns. */
export function entryNotices(desk: Desk, found: EntryWarnings | null, texts: Texts): HTMLElement[] {
  // Of the list of keys as it is now, like the foot of the page: after a long absence this unlock itself may have confirmed it.
  const keys = desk.warnings.map((warning) => texts.say(`warn.${warning}`));
  const pin = found === null ? [] : [...pinNotices(found.pin, texts), ...logNotices(found.log, desk.session.officerId, texts)];
  const device = civilDayIn(desk.session.zone, new Date());
  const clock = Math.abs(device - desk.day) > 1 ? [notice("near", texts.say("warn.clock-head"), [texts.say("warn.clock", { device: plainDay(device, texts.locale), server: plainDay(desk.day, texts.locale) })])] : [];
  const lines = [...keys, ...(found?.unpublished === true ? [texts.say("warn.publish")] : []), ...(found?.draftsLost === true ? [texts.say("warn.drafts-lost")] : [])];
  return [...pin, ...expiryNotice(desk, texts), ...(lines.length > 0 ? [notice("near", texts.say("warn.head"), lines)] : []), ...clock];
}

/** Days before the end of the list of keys from which everybody who signs in is told. */
const expiryWarning = 90;

function expiryNotice({ directory, day }: Desk, texts: Texts): HTMLElement[] {
  const left = directory.expires - day;
  const date = plainDay(directory.expires, texts.locale);
  return left < 0 || left > expiryWarning ? [] : [notice(left > 30 ? "plain" : "near", texts.count("directory.valid", left, { date }), [texts.say("directory.renew")])];
}

/** What the keys log says of this server. Whoever was told of a restored backup begins anew with it. */
function logNotices(verdict: LogVerdict, officerId: string, texts: Texts): HTMLElement[] {
  switch (verdict) {
    case "shorter":
    case "forked": {
      const accept = button(texts.say("warn.log-accept"), () => {
        forgetLogPin(localStorage, officerId);
        accept.replaceWith(el("p", {}, texts.say("warn.log-accepted")));
      });
      return [notice("late", texts.say("warn.log-head"), [texts.say(`warn.log-${verdict}`), texts.say("warn.log-do")], el("p", {}, accept))];
    }
    case "unlisted":
    case "wrong":
      return [notice("late", texts.say("warn.log-head"), [texts.say(`warn.log-${verdict}`), texts.say("warn.log-tell")])];
    default:
      return [];
  }
}

function pinNotices({ verdict, known, given }: EntryWarnings["pin"], texts: Texts): HTMLElement[] {
  switch (verdict) {
    case "older":
      return [notice("late", texts.say("warn.vault-head"), [texts.say("warn.vault", { known: known?.version ?? 0, given })])];
    case "other":
      return [notice("late", texts.say("warn.vault-head"), [texts.say("warn.vault-other", { given })])];
    case "new-device":
      return [notice("plain", texts.say("warn.new-device", { given }))];
    default:
      return [];
  }
}
