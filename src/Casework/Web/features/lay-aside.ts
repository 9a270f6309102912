// Lays several cases aside as junk in one act, without opening one, and takes them back. It is a mark in the sealed vault: the host learns nothing of it,
// and the statutory dates run on until a case is closed.

import { layAside, takeBack } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "../base64.ts";
import { reporterSeq } from "../caserow.ts";
import type { Desk } from "../desk.ts";

/** What this officer laid aside: the reporter's last object then, by report. */
export const laidAside = (desk: Desk): ReadonlyMap<string, number> => new Map(desk.keeper.vault.aside.map(({ reportId, seq }) => [toBase64(reportId), seq]));

/** True when it is stored; else it waits in this page and is stored with the next change. */
export async function layCases(desk: Desk, reportIds: readonly string[], aside: boolean): Promise<boolean> {
  const cases = desk.cases.cases;
  const marks = cases.filter(({ reportId }) => reportIds.includes(reportId)).map((found) => ({ reportId: fromBase64(found.reportId), seq: reporterSeq(found) }));
  const listed = new Set(cases.map(({ reportId }) => reportId));
  desk.keeper.change((vault) => (aside ? layAside(vault, marks, (reportId) => listed.has(toBase64(reportId))) : takeBack(vault, marks.map(({ reportId }) => reportId))));
  try {
    await desk.keeper.store();
    return true;
  } catch {
    return false;
  }
}
