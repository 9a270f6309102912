// What was decided in a case of the list: the host knows only that there is a sealed decision, the page opens it.

import { openDecision } from "@integrity-channel/crypto";
import { fromBase64 } from "../base64.ts";
import type { Desk } from "../desk.ts";
import type { WireCase } from "../wire.ts";

/** The values of the decisions that open and verify, oldest first as the host lists them; others are left out here and shown in the case. */
export async function openDecisions(desk: Desk, found: WireCase): Promise<number[]> {
  const opened = await Promise.all(found.decisions.map((entry) => openDecision(fromBase64(entry), desk.keeper.vault, desk.history)));
  return opened.filter((decision) => decision !== null).map((decision) => decision.decision);
}
