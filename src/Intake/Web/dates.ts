// Civil days: days since 1970-01-01 in the organisation's zone. Formatting happens in UTC, so the device's zone changes no date.

import type { Texts } from "./texts.ts";

const dayLength = 86_400_000;

export function longDate(texts: Texts, day: number): string {
  return format(texts, day, { day: "numeric", month: "long", year: "numeric" });
}

export function longDateWithWeekday(texts: Texts, day: number): string {
  return format(texts, day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** How long until a date, in words: today, tomorrow, days, or weeks from a fortnight on. */
export function daysLeft(texts: Texts, days: number): string {
  if (days === 0) {
    return texts.of("date.today");
  }
  return days < 14 ? texts.count("date.days", days) : texts.count("date.weeks", Math.floor(days / 7));
}

function format(texts: Texts, day: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(texts.locale, { ...options, timeZone: "UTC" }).format(new Date(day * dayLength));
}
