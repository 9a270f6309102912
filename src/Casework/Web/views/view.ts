// What a screen is to the frame that shows it.

import type { Child } from "../dom.ts";

/** Single keys of a screen, by `event.key` in lower case. They work outside fields only and can be switched off. */
export type Keys = ReadonlyMap<string, () => void>;

export interface View {
  /** Neutral words for the tab and the browser's history; never content, never a case number. */
  readonly title: string;
  readonly main: readonly Child[];
  readonly keys: Keys;
  /** Gets the focus when the screen appears; without one the main heading gets it. */
  readonly focus?: HTMLElement | null;
  /** The sheet that the browser's own print command prints in place of this screen. */
  readonly paper?: () => HTMLElement;
  /** Room for the bar at the foot of small screens. */
  readonly bar?: boolean;
}
