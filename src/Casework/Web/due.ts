// Days left, in words: never a figure with a decimal, never a bare minus sign.

import type { CivilDay } from "./days.ts";
import type { Texts } from "./texts.ts";

/** From 14 days on people think in weeks. */
const weeksFrom = 14;

/** "8 dagen te laat", "Vandaag", "Nog 3 dagen", "Nog 12 weken". */
export function daysLeft(by: CivilDay, today: CivilDay, texts: Texts): string {
  const left = by - today;
  if (left < 0) {
    return texts.count("left.late", -left);
  }
  if (left === 0) {
    return texts.say("left.today");
  }
  return left < weeksFrom ? texts.count("left.days", left) : texts.count("left.weeks", Math.floor(left / 7));
}
