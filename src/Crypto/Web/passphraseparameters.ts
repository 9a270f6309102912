import { SicError } from "./failure.ts";

/** Of Argon2id with one lane. */
export interface PassphraseParameters {
  readonly memoryKib: number;
  readonly iterations: number;
}

/** Whether the parameters lie between the floor (64 MiB, 3 passes) and the ceiling (1 GiB); throws weak-parameters. */
export function requireStrongParameters({ memoryKib, iterations }: PassphraseParameters): void {
  const strong = memoryKib >= 64 * 1024 && memoryKib <= 1024 * 1024 && iterations >= 3 && iterations <= 64;
  if (!strong) throw new SicError("weak-parameters");
}
