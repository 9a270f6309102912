// Everything a visit holds, in memory only: no storage, no history content. `wipe` forgets it.

import type { Bytes, OpenedMailbox } from "@integrity-channel/crypto";
import { noFiles, type ChosenFiles } from "./files/chosen.ts";
import type { Sending } from "./flow/sending.ts";
import type { TextKey } from "./texts.ts";

/** The number of each question in the sealed report (docs/protocol.md section 6). */
export const questions = { story: 1, where: 2, who: 3, check: 4, category: 5, staff: 6 } as const;
export type AnswerName = "story" | "where" | "who" | "check" | "category";
export type Staff = "yes" | "no" | "unsaid";

/** What the reporter typed and chose before sending. Officers are named by the hexadecimal form of their id. */
export interface Draft {
  staff: Staff;
  involved: Set<string>;
  invited: Set<string>;
  answers: Record<AnswerName, string>;
  files: ChosenFiles;
  recovery: boolean;
}

/** A code that was made, before and after its report was sent. */
export interface OwnCode {
  secret: Bytes;
  groups: readonly string[];
  /** The group (0-6) that must be typed back. */
  asked: number;
  typed: string;
}

/** What stays after sending: the proof of receipt and the day it names. */
export interface Sent {
  receipt: Bytes;
  day: number;
}

/** The choice of answers that the reporter takes away. */
export interface Removing {
  /** Object ids in hexadecimal. */
  readonly chosen: Set<string>;
  /** True once the choice was sent; then an empty one is pointed out. */
  asked: boolean;
  sending: Sending | null;
}

/** An opened mailbox and what is typed in it. */
export interface Visit {
  secret: Bytes;
  mailbox: OpenedMailbox;
  answer: string;
  files: ChosenFiles;
  /** The sending of an answer that has not ended well yet. */
  sending: Sending | null;
  /** The day on which the last answer of this visit was received. */
  answered: number | null;
  /** Answers that are about to be taken away; null while none are. */
  removing: Removing | null;
  /** True after answers were taken away on this visit. */
  removed: boolean;
  /** True after closing was asked while an answer stood unsent. */
  closeAsked: boolean;
}

function emptyDraft(): Draft {
  return { staff: "unsaid", involved: new Set(), invited: new Set(), answers: { story: "", where: "", who: "", check: "", category: "" }, files: noFiles(), recovery: true };
}

export class Memory {
  draft = emptyDraft();
  code: OwnCode | null = null;
  /** The sending of the report, from its start until it was received. */
  sending: Sending | null = null;
  /** What must be mended at the field of the step on screen. */
  problem: TextKey | null = null;
  /** True when a newer directory changed who can read, so that the reporter looks again. */
  readersChanged = false;
  sent: Sent | null = null;
  typedCode = "";
  visit: Visit | null = null;

  /** True when leaving would lose words or an unsent code. */
  get dirty(): boolean {
    const report = this.sent === null && (this.code !== null || this.draft.files.items.length > 0 || Object.values(this.draft.answers).some((text) => text.trim() !== ""));
    return report || (this.visit !== null && (this.visit.answer.trim() !== "" || this.visit.files.items.length > 0));
  }

  /** True when files are chosen: their part of the script and of the texts is needed then. */
  get hasFiles(): boolean {
    return this.draft.files.items.length > 0 || (this.visit !== null && this.visit.files.items.length > 0);
  }

  /** After sending only the code and the proof are still needed. */
  forgetDraft(): void {
    this.draft = emptyDraft();
    this.sending = null;
    this.readersChanged = false;
  }

  /** Takes the problem out, so that it is shown once. */
  takeProblem(): TextKey | null {
    const problem = this.problem;
    this.problem = null;
    return problem;
  }

  /** Gives the code and its parcel up; the text stays. */
  newCode(): void {
    this.code?.secret.fill(0);
    this.code = null;
    this.sending = null;
  }

  closeVisit(): void {
    this.visit?.secret.fill(0);
    this.visit = null;
    this.typedCode = "";
  }

  wipe(): void {
    this.closeVisit();
    this.code?.secret.fill(0);
    this.code = null;
    this.sent = null;
    this.forgetDraft();
  }
}
