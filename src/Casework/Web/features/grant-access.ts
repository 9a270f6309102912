// Let a colleague into a case (kind 8): everything that this officer can open is wrapped to that colleague too. Offered for officers of
// the list of keys in force only, and never for one whom the reporter left out (docs/protocol.md section 8).

import type { Officer, OpenedCase, SealedForPut } from "@integrity-channel/crypto";
import { mayBeGranted, openCase, Role, sealGrant, SicError, systemEntropy } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "../base64.ts";
import type { Desk } from "../desk.ts";
import { el } from "../dom.ts";
import { openSealDialog } from "../views/dialog.ts";
import { writing } from "./seal-words.ts";
import { sendObject } from "./send-object.ts";
import type { CaseWork } from "./show-case.ts";

/** Roles that read reports. The chief and the data protection officer never do by a grant (docs/architecture.md, "Who may know what"). */
const readers: readonly number[] = [Role.responsible, Role.deputy, Role.confidant, Role.investigator];

/** Whom this officer could let in; nobody while the report itself does not open. */
export function candidates(desk: Desk, opened: OpenedCase): Officer[] {
  return desk.directory.officers.filter((officer) => readers.includes(officer.role) && mayBeGranted(opened, desk.directory, officer.id));
}

export function grantAccess(work: CaseWork): void {
  const { desk, found, texts, opened } = work;
  const offered = candidates(desk, opened());
  const choice = el("select", { class: "input", id: "newcomer" }, ...offered.map((officer) => el("option", { value: toBase64(officer.id) }, officer.display)));
  const chosen = () => offered.find((officer) => toBase64(officer.id) === choice.value)?.display ?? "";
  openSealDialog(
    {
      title: texts.say("grant.title"),
      lead: [
        el("p", { class: "soft" }, texts.say("grant.lead", { number: found.caseNumber })),
        el("div", { class: "field" }, el("label", { for: "newcomer" }, texts.say("grant.who")), choice),
      ],
      fields: [{ id: "grant-reason", label: texts.say("grant.reason"), hint: texts.say("grant.reason-hint"), value: desk.drafts.get(found.reportId, "grant")?.[0] ?? "", rows: 3 }],
      after: [el("p", { class: "small" }, texts.say("grant.means"))],
      faults: ([reason = ""]) => [reason.trim() === "" ? texts.say("grant.no-reason") : null],
      doubt: () => [texts.say("grant.sure", { who: chosen() })],
      doubtWords: { head: texts.say("grant.sure-head"), act: texts.say("grant.sure-do") },
      send: ([reason = ""]) => sendObject(desk, { reportId: found.reportId, action: "grant", seal: () => sealFor(desk, found.reportId, choice.value, reason) }, texts),
      ...writing(work, "grant", texts.say("grant.sent")),
    },
    texts,
  );
}

/** Sealed from what the host hands out at this moment: a message that came in meanwhile is handed on too. */
async function sealFor(desk: Desk, reportId: string, newcomer: string, reason: string): Promise<SealedForPut> {
  const list = await desk.host.readCase(reportId);
  if (list === null) {
    throw new SicError("not-a-recipient");
  }
  const { vault } = desk.keeper;
  const caseFile = await openCase(list, vault, desk.history);
  const { object, request } = await sealGrant({ vault, caseFile, list, directory: desk.directory, newcomer: fromBase64(newcomer), reason, day: desk.day, entropy: systemEntropy });
  return { ...object, bytes: request };
}
