// Who will be able to read a report: chosen by the reporter from the verified directory, never by the server.

import { hex, type Directory, type Officer } from "@integrity-channel/crypto";
import type { Draft } from "../memory.ts";

export const confidant = 3;

export interface Readers {
  /** Will be able to open the report. */
  read: Officer[];
  /** Left out by the reporter; no honest client will ever add them. */
  leftOut: Officer[];
  /** Belongs to the readers but has no key now, so nothing can be sealed to them. */
  withoutKey: Officer[];
}

/** The default readers and the invited confidants, without the people involved. */
export function chooseReaders(directory: Directory, draft: Pick<Draft, "involved" | "invited">): Readers {
  const leftOut = directory.officers.filter((officer) => draft.involved.has(hex(officer.id)));
  const wanted = directory.officers.filter((officer) => !leftOut.includes(officer) && (officer.defaultSet || (officer.role === confidant && draft.invited.has(hex(officer.id)))));
  return { read: wanted.filter((officer) => officer.kem !== null), leftOut, withoutKey: wanted.filter((officer) => officer.kem === null) };
}

/** Without a responsible or deputy nobody may decide on a report (art. 47 and 48): then Comité P is the way. */
export function someoneMayDecide(readers: Readers): boolean {
  return readers.read.some((officer) => officer.defaultSet);
}

/** Those who would be asked about on the page: everyone in the directory, default readers first. */
export function people(directory: Directory): Officer[] {
  return [...directory.officers].sort((a, b) => Number(b.defaultSet) - Number(a.defaultSet) || a.role - b.role);
}
