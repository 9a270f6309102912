// Sizes and times in words.

import type { Texts } from "../texts.ts";

/** Bytes as people say them: kB below a million, else MB with one decimal. */
export function sizeWords(texts: Texts, bytes: number): string {
  const small = bytes < 1_000_000;
  const number = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: small ? 0 : 1 }).format(small ? Math.max(1, bytes / 1_000) : bytes / 1_000_000);
  return texts.of(small ? "size.kilo" : "size.mega", { number });
}

/** The limit of the host, which is set in whole MiB, as people say it: a little less than what fits. */
export function limitWords(texts: Texts, bytes: number): string {
  return texts.of("size.mega", { number: String(bytes / (1 << 20)) });
}
