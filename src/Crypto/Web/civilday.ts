/*
 * A civil day is a date in the organisation's time zone, counted in days since 1970-01-01. Nothing the protocol stores
 * is finer than that.
 */
const millisecondsPerDay = 86_400_000;

export interface CivilDate { readonly year: number; readonly month: number; readonly day: number }

export function civilDay({ year, month, day }: CivilDate): number {
  return Date.UTC(year, month - 1, day) / millisecondsPerDay;
}

export function civilDate(day: number): CivilDate {
  const date = new Date(day * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The civil day of an instant in an IANA time zone; a zone the engine does not know falls back to UTC. */
export function civilDayIn(zone: string, instant: Date): number {
  const options = { calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "numeric", day: "numeric" } as const;
  const format = formatIn(zone, options);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return civilDay({ year: parts["year"]!, month: parts["month"]!, day: parts["day"]! });
}

function formatIn(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
  }
}
