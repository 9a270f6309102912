// The clock panel: the statutory dates of one case with the article behind each, as the list of marks that every page shows.

import type { CivilDay } from "./days.ts";
import { longDay } from "./days.ts";
import { daysLeft } from "./due.ts";
import type { MarkState } from "./dom.ts";
import type { Texts } from "./texts.ts";
import type { WireCase } from "./wire.ts";

export interface ClockStep {
  readonly state: MarkState;
  readonly what: string;
  readonly when: string;
  readonly left: string | null;
  readonly notes: readonly string[];
}

/** Overdue stays visible after a late act: the step is done and its words say late. */
export function clockSteps(found: WireCase, today: CivilDay, texts: Texts): ClockStep[] {
  const long = (day: CivilDay) => longDay(day, texts.locale);
  const open = found.next;
  const due = (what: "acknowledge" | "feedback", by: CivilDay, article: string, target: CivilDay, done: boolean): ClockStep => {
    const running = open.what === what;
    const earlier = target < by && !done ? [texts.say("clock.target", { date: long(target) })] : [];
    return {
      state: done ? "done" : running ? liveState(open.state) : "future",
      what: texts.say(`clock.${what}-by`),
      when: long(by),
      left: running ? daysLeft(by, today, texts) : null,
      notes: [texts.say(`clock.${what}-why`, { article: capital(article, texts.language) }), ...earlier],
    };
  };
  const acknowledged = found.acknowledged;
  return [
    { state: "done", what: texts.say("clock.received"), when: long(found.received), left: null, notes: [] },
    due("acknowledge", found.acknowledgeBy, found.articleAcknowledge, found.acknowledgeWorkTarget, acknowledged !== null),
    event("acknowledged", acknowledged, found.acknowledgeBy, found.acknowledgedByChannel ? [texts.say("clock.by-channel")] : [], texts),
    due("feedback", found.feedbackBy, found.articleFeedback, found.feedbackWorkTarget, found.feedback !== null),
    event("feedback", found.feedback, found.feedbackBy, [], texts),
  ];
}

/** The date that runs now is "now" even while it is far away; far and not running is "future". */
const liveState = (state: WireCase["next"]["state"]): MarkState => (state === "future" ? "now" : state);

function event(what: "acknowledged" | "feedback", on: CivilDay | null, by: CivilDay, notes: readonly string[], texts: Texts): ClockStep {
  if (on === null) {
    return { state: "future", what: texts.say(`clock.${what}`), when: texts.say("clock.not-yet"), left: null, notes: [] };
  }
  const late = on > by;
  return { state: late ? "overdue" : "done", what: texts.say(late ? `clock.${what}-late` : `clock.${what}-in-time`), when: longDay(on, texts.locale), left: null, notes };
}

/** The article begins the line. */
const capital = (words: string, language: string) => words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
