// The files that somebody chose for one message, in memory only.

import type { Cleaned } from "../metadata/clean.ts";
import type { Inspection } from "../metadata/inspect.ts";

export interface ChosenFile {
  /** For labels and names of fields. */
  readonly number: number;
  readonly file: File;
  /** What it tells; null while it is being read. */
  inspection: Inspection | null;
  /** The copy without that; null while it is being made and where it cannot be made. */
  cleaned: Cleaned | null;
  /** Whether the original goes too; it always goes where there is no cleaned copy. */
  original: boolean;
  /** Whether the name is replaced. */
  neutral: boolean;
}

export interface ChosenFiles {
  items: ChosenFile[];
  /** How many were ever chosen: numbers are not used again. */
  counted: number;
}

export function noFiles(): ChosenFiles {
  return { items: [], counted: 0 };
}
