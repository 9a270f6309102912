// Seals an officer's words and puts them. Whatever happens, the words stay until the host's receipt was verified.

import type { Bytes, SealedForPut } from "@integrity-channel/crypto";
import { PutRefusal, readPutAnswer, SicError, verifyReceipt, wipeSealed } from "@integrity-channel/crypto";
import type { Desk } from "../desk.ts";
import type { DraftAction } from "../drafts.ts";
import { RequestFailed } from "../http.ts";
import { requestFault } from "../faults.ts";
import { nextStep, type WaitingObject } from "../outbox.ts";
import type { Texts } from "../texts.ts";
import type { NotSent, SendOutcome } from "../views/dialog.ts";

export interface ObjectToSend {
  readonly reportId: string;
  readonly action: DraftAction;
  /** Seals against the newest list and chain that the desk holds; `earlier` keeps key and identifier of a refused one. */
  readonly seal: (earlier?: SealedForPut) => Promise<SealedForPut>;
}

/** A refusal for a stale list or a newer own message is mended once by reading anew and sealing anew. */
const sealings = 2;

export async function sendObject(desk: Desk, object: ObjectToSend, texts: Texts): Promise<SendOutcome> {
  const made: SealedForPut[] = [];
  try {
    return outcomeOf(desk, object, await sendUntilAnswered(desk, object, made), texts);
  } catch (error) {
    if (error instanceof SicError) {
      return refused(texts, texts.say("put.seal"));
    }
    return requestRefused(error, texts);
  } finally {
    made.forEach(wipeSealed);
  }
}

/** Sends what waits, or seals; once more after a refusal that reading anew can mend. `made` collects what holds a key. */
async function sendUntilAnswered(desk: Desk, { reportId, action, seal }: ObjectToSend, made: SealedForPut[]): Promise<Answer> {
  const { outbox } = desk;
  let earlier: SealedForPut | undefined;
  for (let sealing = 1; ; sealing++) {
    let waiting = outbox.get(reportId, action);
    if (waiting === null) {
      earlier = await seal(earlier);
      made.push(earlier);
      waiting = { bytes: earlier.bytes, objectHash: earlier.objectHash };
      outbox.keep(reportId, action, waiting);
    }
    const answer = await put(desk, { reportId, action }, waiting);
    if (typeof answer !== "number" || nextStep(answer) !== "seal-anew") {
      return answer;
    }
    outbox.forget(reportId, action);
    if (sealing === sealings || !(await desk.readAnew(reportId))) {
      return answer;
    }
    earlier = answer === PutRefusal.taken ? undefined : earlier;
  }
}

type Answer = number | "connection" | "receipt" | "signed-out";

function outcomeOf(desk: Desk, { reportId, action }: ObjectToSend, answer: Answer, texts: Texts): SendOutcome {
  if (typeof answer !== "number") {
    return answer === "signed-out" ? signedOut(texts) : unsure(texts, answer);
  }
  const words = texts.pick("put.code", answer, { code: `E-${String(answer).padStart(2, "0")}` });
  switch (nextStep(answer)) {
    case "accepted":
      desk.outbox.forget(reportId, action);
      desk.drafts.forget(reportId, action);
      return { sent: true };
    case "same-bytes":
      return { sent: false, head: texts.say("put.refused"), lines: [words, texts.say("put.kept")], frozen: true };
    default:
      desk.outbox.forget(reportId, action);
      return { ...refused(texts, words), ...(answer === PutRefusal.containerMissing ? { filesLost: true as const } : {}) };
  }
}

/** The host's code, with what it says it took confirmed; or why there is no code to go by. */
async function put(desk: Desk, { reportId, action }: Pick<ObjectToSend, "reportId" | "action">, sealed: WaitingObject): Promise<Answer> {
  try {
    const answer = readPutAnswer(await (action === "grant" ? desk.host.grant(sealed.bytes) : desk.host.put(sealed.bytes)));
    return answer.outcome === "refused" ? answer.code : await confirm(desk, reportId, sealed, answer.receipt);
  } catch (error) {
    if (error instanceof RequestFailed) {
      return error.failure === "signed-out" ? "signed-out" : "connection";
    }
    if (error instanceof SicError) {
      return error.failure === "malformed" ? "connection" : "receipt";
    }
    throw error;
  }
}

/**
 * Only intake's channel key signs receipts, and those are for reporters; casework leaves the place empty. Then the object itself must be
 * in the case when it is read again, which says more than a receipt would.
 */
async function confirm(desk: Desk, reportId: string, sealed: WaitingObject, receipt: Bytes): Promise<Answer> {
  if (receipt.some((byte) => byte !== 0)) {
    verifyReceipt(receipt, desk.directory, sealed.objectHash);
    return 0;
  }
  return (await desk.holds(reportId, sealed.objectHash)) ? 0 : "receipt";
}

function requestRefused(error: unknown, texts: Texts): SendOutcome {
  return { sent: false, ...requestFault(error, texts), frozen: false };
}

const refused = (texts: Texts, line: string): NotSent => ({ sent: false, head: texts.say("put.refused"), lines: [line, texts.say("put.kept")], frozen: false });

const signedOut = (texts: Texts): SendOutcome => ({ sent: false, head: texts.say("fault.signed-out"), lines: [texts.say("fault.signed-out-do")], frozen: true });

const unsure = (texts: Texts, why: "connection" | "receipt"): SendOutcome => ({ sent: false, head: texts.say("put.unsure"), lines: [texts.say(why === "receipt" ? "put.receipt" : "put.unsure-do")], frozen: true });
