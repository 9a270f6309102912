// Unsent text of one case. It waits in memory while the page is open and inside the sealed vault when the page is locked.
// The vault holds one text a case, so all open actions of a case share one record.

export type DraftAction = "acknowledge" | "reply" | "note" | "feedback" | "close" | "grant" | "order";

const actions: readonly DraftAction[] = ["acknowledge", "reply", "note", "feedback", "close", "grant"];

/** The typed fields of each open action. */
export type CaseDrafts = ReadonlyMap<DraftAction, readonly string[]>;

export const hasText = (fields: readonly string[]): boolean => fields.some((field) => field.trim() !== "");

/** The record's text, or null when nothing is left to keep. */
export function writeDrafts(drafts: CaseDrafts): string | null {
  const kept = [...drafts].filter(([, fields]) => hasText(fields));
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}

/** Reads a record; whatever this page could not have written is left out, never guessed at. */
export function readDrafts(record: string): CaseDrafts {
  let found: unknown;
  try {
    found = JSON.parse(record);
  } catch {
    return new Map();
  }
  if (typeof found !== "object" || found === null) {
    return new Map();
  }
  const entries = Object.entries(found as Record<string, unknown>);
  return new Map(entries.filter((entry): entry is [DraftAction, string[]] => (actions as readonly string[]).includes(entry[0]) && isTexts(entry[1])));
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((field) => typeof field === "string");

/** All unsent texts of the session, by case. */
export class Drafts {
  readonly #cases = new Map<string, Map<DraftAction, readonly string[]>>();
  readonly #known = new Set<string>();
  #changes = 0;

  get(reportId: string, action: DraftAction): readonly string[] | null {
    return this.#cases.get(reportId)?.get(action) ?? null;
  }

  /** Keeps the fields as they stand; empty fields forget the draft. */
  keep(reportId: string, action: DraftAction, fields: readonly string[]): void {
    this.#known.add(reportId);
    this.#changes++;
    const drafts = this.#cases.get(reportId) ?? new Map<DraftAction, readonly string[]>();
    hasText(fields) ? drafts.set(action, [...fields]) : drafts.delete(action);
    drafts.size > 0 ? this.#cases.set(reportId, drafts) : this.#cases.delete(reportId);
  }

  forget(reportId: string, action: DraftAction): void {
    this.keep(reportId, action, []);
  }

  /** Grows with every change, so that a saver knows whether there is something to save. */
  get changes(): number {
    return this.#changes;
  }

  /** Whether this page ever held text of that case; what only another page knows must not be thrown away by this one. */
  knows(reportId: string): boolean {
    return this.#known.has(reportId);
  }

  has(reportId: string): boolean {
    return this.#cases.has(reportId);
  }

  get any(): boolean {
    return this.#cases.size > 0;
  }

  /** The records for the vault, one a case. */
  records(): { reportId: string; text: string }[] {
    return [...this.#cases].flatMap(([reportId, drafts]) => {
      const text = writeDrafts(drafts);
      return text === null ? [] : [{ reportId, text }];
    });
  }

  /** Takes back what a vault kept. What was typed since then stays. */
  restore(records: readonly { reportId: string; text: string }[]): void {
    for (const { reportId, text } of records) {
      for (const [action, fields] of readDrafts(text)) {
        if (this.get(reportId, action) === null) {
          this.keep(reportId, action, fields);
        }
      }
    }
  }

  wipe(): void {
    this.#cases.clear();
  }
}
