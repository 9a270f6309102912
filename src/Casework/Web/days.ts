// Civil days: days since 1970-01-01 in the organisation's zone, as the server counts them. They are shown with UTC, so the
// device's zone and clock change no date on any screen.

/** Days since 1970-01-01. */
export type CivilDay = number;

const millisecondsOfADay = 86_400_000;

const date = (day: CivilDay) => new Date(day * millisecondsOfADay);

/** "vrijdag 20 november 2026" */
export function longDay(day: CivilDay, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date(day));
}

/** "20 november 2026" */
export function plainDay(day: CivilDay, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date(day));
}

/** "20 november", and with its year when that is not the year of `today`. */
export function shortDay(day: CivilDay, today: CivilDay, locale: string): string {
  if (date(day).getUTCFullYear() !== date(today).getUTCFullYear()) {
    return plainDay(day, locale);
  }
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(date(day));
}

/** A day as date fields have it, "2026-11-20". */
export const fieldDay = (day: CivilDay): string => date(day).toISOString().slice(0, 10);

/** The day in a date field; null while it is empty or no date. */
export function readField(value: string): CivilDay | null {
  const milliseconds = /^\d{4}-\d\d-\d\d$/u.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(milliseconds) || fieldDay(milliseconds / millisecondsOfADay) !== value ? null : milliseconds / millisecondsOfADay;
}
