// Opens a mailbox with a code, and sends an answer in it.

import {
  equal, failureOf, openMailbox, parseChain, sealReporterMessage, signRemoval, signReporterLogin, systemEntropy,
  type Bytes, type Directory, type Officer, type OpenedMailbox,
} from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { noFiles } from "../files/chosen.ts";
import type { Visit } from "../memory.ts";
import { filesOnTheWay } from "./report.ts";
import { fetchChain, openList, requestNonce } from "./requests.ts";
import { Sending } from "./sending.ts";

export type OpenOutcome = { state: "opened"; visit: Visit } | { state: "unknown" | "keys" | "network" };

/** Signs in with the code and opens what the server hands out. The secret then belongs to the visit. */
export async function openMailboxOf(app: App, secret: Bytes): Promise<OpenOutcome> {
  const keys = app.keys.state === "accepted" ? app.keys : await app.loadKeys();
  if (keys.state !== "accepted") {
    return { state: keys.state === "refused" ? "keys" : "network" };
  }
  let chain: Bytes;
  let list: Bytes;
  try {
    const nonce = await requestNonce();
    [chain, list] = await Promise.all([fetchChain(), openList(signReporterLogin({ secret, orgId: keys.directory.orgId, origin: location.origin, nonce }))]);
  } catch {
    return { state: "network" };
  }
  try {
    const mailbox = await openMailbox(list, secret, parseChain(chain, { directory: keys.directory }));
    return { state: "opened", visit: { secret, mailbox, answer: "", files: noFiles(), sending: null, answered: null, removing: null, removed: false, closeAsked: false } };
  } catch (problem) {
    return { state: failureOf(problem) === "bad-code" ? "unknown" : "keys" };
  }
}

/** Fetches the mailbox again for the same code; what is typed stays. */
export async function reopen(app: App, visit: Visit): Promise<boolean> {
  const outcome = await openMailboxOf(app, visit.secret);
  if (outcome.state === "opened") {
    visit.mailbox = outcome.visit.mailbox;
  }
  return outcome.state === "opened";
}

/** Officers who get what is written now, and those of the report who no longer can (null: no longer listed at all). */
export function answerReaders(mailbox: Pick<OpenedMailbox, "recipients">, directory: Directory): { read: Officer[]; gone: (Officer | null)[] } {
  const members = mailbox.recipients.map((id) => directory.officers.find((officer) => equal(id, officer.id)) ?? null);
  const reads = (officer: Officer | null): officer is Officer => officer !== null && officer.kem !== null;
  return { read: members.filter(reads), gone: members.filter((officer) => !reads(officer)) };
}

export function sendingOfAnswer(app: App, visit: Visit): Sending {
  const text = visit.answer;
  return new Sending({
    files: filesOnTheWay(app, visit.files),
    keys: () => app.keys,
    refetch: () => app.loadKeys(),
    async seal(directory, day, earlier, files) {
      if (answerReaders(visit.mailbox, directory).read.length === 0) {
        return null;
      }
      return sealReporterMessage({ directory, day, secret: visit.secret, mailbox: visit.mailbox, text, entropy: systemEntropy, ...(earlier === null ? {} : { earlier }), ...await files() });
    },
  });
}

/** Takes answers out of the mailbox; there is nobody to seal anything to. */
export function sendingOfRemoval(app: App, visit: Visit, answers: readonly Bytes[]): Sending {
  return new Sending({
    keys: () => app.keys,
    refetch: () => app.loadKeys(),
    async seal(directory, day, earlier) {
      return signRemoval({ directory, day, secret: visit.secret, mailbox: visit.mailbox, answers, entropy: systemEntropy, ...(earlier === null ? {} : { earlier }) });
    },
  });
}
