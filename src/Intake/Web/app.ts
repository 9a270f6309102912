// What every view may use. main.ts makes the one instance.

import type { Directory, DirectoryWarning } from "@integrity-channel/crypto";
import type { Memory } from "./memory.ts";
import type { Texts } from "./texts.ts";

/** The steps of the page. Only these names ever stand in the browser's history. */
export const steps = ["start", "how", "rights", "comite", "data", "access", "before", "write", "check", "code", "send", "sent", "open", "mailbox", "seen", "file", "left"] as const;
export type Step = (typeof steps)[number];
/** Steps whose views and texts are not part of a first visit. */
export const laterSteps = ["how", "rights", "comite", "data", "access", "open", "mailbox", "seen", "file"] as const satisfies readonly Step[];
export type LaterStep = (typeof laterSteps)[number];

/** The state of the organisation's keys on this visit. */
export type Keys =
  | { state: "loading" }
  | { state: "unreachable" }
  /** No list of keys yet, or nobody in it who receives: the organisation is still being set up. */
  | { state: "closed" }
  | { state: "refused" }
  | { state: "accepted"; directory: Directory; warnings: readonly DirectoryWarning[]; day: number; latestDay: number; earlier?: readonly string[] };
export type AcceptedKeys = Extract<Keys, { state: "accepted" }>;

export interface App {
  readonly texts: Texts;
  readonly languages: readonly string[];
  readonly memory: Memory;
  readonly keys: Keys;
  readonly demo: boolean;
  readonly organisation: string;
  readonly version: string;
  readonly adapters: string;
  /** Bytes that the files of one message may have when sealed; 0 where the host takes none. */
  readonly mostFiles: number;
  /** Shows a step and adds it to the browser's history. */
  go(step: Step): void;
  /** Shows a step in the place of the current one. */
  replace(step: Step): void;
  back(): void;
  /** Builds the current step anew and moves the focus to its heading or to its error summary. */
  refresh(): void;
  /** Fetches and verifies the directory again. */
  loadKeys(): Promise<Keys>;
  /** Loads another language and shows the same step in it. */
  speak(language: string): Promise<void>;
  /** Says something through the page's live region. */
  announce(text: string): void;
  /** Forgets everything, empties the page and leaves for a neutral site. */
  leave(): void;
}

/** A view's content. `column` is one narrow column; `split` adds an aside. */
export interface Screen {
  layout: "column" | "split" | "middle";
  body: Node[];
  /** True when the title must start with the word for error. */
  error?: boolean;
  /** Runs when another step takes this one's place. */
  closed?: () => void;
}

export type View = (app: App) => Screen;
