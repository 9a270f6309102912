// Fetches one case, opens it in this page, and remembers its heads, so that the next read notices what went missing.

import type { OpenedCase } from "@integrity-channel/crypto";
import { openCase, rememberReport } from "@integrity-channel/crypto";
import { toBase64 } from "../base64.ts";
import { headKey, type ReadHeads } from "../caserow.ts";
import type { Desk } from "../desk.ts";

/** Null when this officer is no reader of it, or it is gone. Throws SicError when the list holds no report that verifies. */
export async function readCase(desk: Desk, reportId: string): Promise<OpenedCase | null> {
  const list = await desk.host.readCase(reportId);
  if (list === null) {
    return null;
  }
  const opened = await openCase(list, desk.keeper.vault, desk.history);
  if (toBase64(opened.reportId) !== reportId) {
    return null;
  }
  desk.opened.set(reportId, opened);
  return opened;
}

/** The heads that this officer has read, from the vault. */
export function readHeads(desk: Desk, reportId: string): ReadHeads {
  const known = desk.keeper.vault.reports.find((report) => toBase64(report.reportId) === reportId);
  return new Map((known?.heads ?? []).map((head) => [headKey(toBase64(head.author), head.stream), head.seq]));
}

/** Keeps what the case showed. Stored in the background; when that fails it is stored with the next change. */
export function rememberCase(desk: Desk, opened: OpenedCase): void {
  const before = readHeads(desk, toBase64(opened.reportId));
  const grown = opened.memory.heads.some((head) => head.seq > (before.get(headKey(toBase64(head.author), head.stream)) ?? -1));
  if (!grown) {
    return;
  }
  desk.keeper.change((vault) => rememberReport(vault, opened.memory));
  desk.keeper.store().catch(() => undefined);
}
