// Sizes in words, counted in thousands as people and their systems write them.

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "198 kB", "2,9 MB". */
export function sizeWords(bytes: number, locale: string): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const style = { style: "unit", unit: units[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: step < 2 ? 0 : 1 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / 1000 ** step);
}
