// Which act comes next in a case, and which others are open. The page offers them; the host and every reader check them again.

import type { DraftAction } from "./drafts.ts";

export interface CaseStanding {
  /** The report opened, so there is a key to answer with. */
  readonly answerable: boolean;
  /** An officer's acknowledgement (kind 4) stands in the thread. */
  readonly acknowledgedByOfficer: boolean;
  readonly feedbackGiven: boolean;
  readonly closed: boolean;
  /** Responsible or deputy: they alone decide (law of 8 December 2022, art. 47 § 3 and 53). */
  readonly mayDecide: boolean;
}

export interface OpenActions {
  /** The next lawful act. */
  readonly primary: DraftAction;
  /** Beside it on wide screens, in the menu on small ones. */
  readonly beside: readonly DraftAction[];
  readonly menu: readonly DraftAction[];
}

export function openActions(standing: CaseStanding): OpenActions {
  if (!standing.answerable) {
    return withoutAnswer(standing);
  }
  const close: readonly DraftAction[] = standing.feedbackGiven && standing.mayDecide && !standing.closed ? ["close"] : [];
  if (!standing.acknowledgedByOfficer && !standing.closed) {
    return { primary: "acknowledge", beside: ["reply", "feedback"], menu: ["note", ...close] };
  }
  if (!standing.feedbackGiven) {
    return { primary: "feedback", beside: ["reply"], menu: ["note"] };
  }
  if (close.length > 0) {
    return { primary: "close", beside: ["reply", "feedback"], menu: ["note"] };
  }
  return { primary: "reply", beside: ["feedback"], menu: ["note"] };
}

/** Anyone can send something that does not open: it can still be noted on, and closed without feedback that nobody could seal. */
function withoutAnswer({ mayDecide, closed }: CaseStanding): OpenActions {
  return mayDecide && !closed ? { primary: "close", beside: [], menu: ["note"] } : { primary: "note", beside: [], menu: [] };
}
