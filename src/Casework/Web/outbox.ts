// What outlives a lock. Sealed objects that were sent and have no answer yet: once bytes were sent, only the same bytes are sent again until
// an answer comes (docs/protocol.md section 9), and they are ciphertext. And for which cases a lock forgot chosen files: no name, no file.

import type { Bytes } from "@integrity-channel/crypto";
import type { DraftAction } from "./drafts.ts";

/** Ciphertext and its hash; the key that sealed it is wiped. */
export interface WaitingObject {
  readonly bytes: Bytes;
  readonly objectHash: Bytes;
}

export class Outbox {
  readonly #waiting = new Map<string, WaitingObject>();
  readonly #filesForgotten = new Set<string>();

  get(reportId: string, action: DraftAction): WaitingObject | null {
    return this.#waiting.get(`${reportId}.${action}`) ?? null;
  }

  keep(reportId: string, action: DraftAction, object: WaitingObject): void {
    this.#waiting.set(`${reportId}.${action}`, object);
  }

  forget(reportId: string, action: DraftAction): void {
    this.#waiting.delete(`${reportId}.${action}`);
  }

  /** A lock forgot the files that were chosen for the reply of this case. */
  forgotFiles(reportId: string): void {
    this.#filesForgotten.add(reportId);
  }

  /** The officer knows: files were chosen anew, or the reply went without. */
  filesAgain(reportId: string): void {
    this.#filesForgotten.delete(reportId);
  }

  filesForgotten(reportId: string): boolean {
    return this.#filesForgotten.has(reportId);
  }

  get any(): boolean {
    return this.#waiting.size > 0;
  }
}

/** What the host's closed list of answers asks of this page. Numbers as in docs/errors.md. */
export type NextStep = "accepted" | "same-bytes" | "seal-anew" | "give-up";

export function nextStep(code: number): NextStep {
  if (code === 0) {
    return "accepted";
  }
  if (code >= 30) {
    return "same-bytes";
  }
  return code >= 20 && code <= 22 ? "seal-anew" : "give-up";
}
