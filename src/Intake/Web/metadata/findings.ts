// What a file tells besides its content, in kinds for which the page has words.

/** The kinds of things that a file may tell; each has a text `files.tells.<kind>`. */
export const findingKinds = [
  "place", "author", "editor", "company", "reviewer", "device", "serial", "path", "date", "software", "text",
  "deleted", "history", "attached", "preview", "hidden", "locked",
] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** As it stands in the file, made fit to show; empty where being there is all there is to say. */
  readonly value: string;
}

const mostFindings = 60;
const longestValue = 200;

/** Collects findings: each once, none without end, nothing that could disturb the page. */
export class Findings {
  private readonly found = new Map<string, Finding>();

  add(kind: FindingKind, value = ""): void {
    const shown = presentable(value);
    if (this.found.size < mostFindings && (value === "" || shown !== "")) {
      this.found.set(`${kind} ${shown}`, { kind, value: shown });
    }
  }

  addAll(kind: FindingKind, values: Iterable<string>): void {
    for (const value of values) {
      if (value.trim() !== "") {
        this.add(kind, value);
      }
    }
  }

  /** In the order of the kinds. */
  list(): Finding[] {
    return findingKinds.flatMap((kind) => [...this.found.values()].filter((finding) => finding.kind === kind));
  }
}

/** Without control characters and marks that turn the direction of text, on one line, shortened. */
function presentable(value: string): string {
  const line = value.slice(0, 4 * longestValue).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, " ").replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= longestValue ? line : `${characters.slice(0, longestValue - 1).join("")}\u2026`;
}
