// Makes an account in its owner's browser and hands it to the host: the first administrator at set-up, everybody else with an invitation.

import type { Bytes, EnrolmentMade } from "@integrity-channel/crypto";
import { enrol, systemEntropy, wipe } from "@integrity-channel/crypto";
import { argon2id } from "@integrity-channel/crypto/passphrase";

export interface AccountWish {
  readonly role: number;
  readonly account: string;
  readonly mail: string;
  readonly locale: string;
  readonly display: string;
  readonly orgId: Bytes;
  readonly rootKey: Bytes;
  readonly day: number;
  readonly memoryKib: number;
  readonly iterations: number;
}

/** Takes about a second. The passphrase is wiped here; throws weak-parameters when the host asks for less than the floor. */
export async function makeAccount(wish: AccountWish, passphrase: Bytes): Promise<EnrolmentMade> {
  const { memoryKib, iterations } = wish;
  const salt = systemEntropy.fill(16);
  const argon = await argon2id(passphrase, salt, memoryKib, iterations);
  try {
    return await enrol({ ...wish, parameters: { memoryKib, iterations }, salt, argon, entropy: systemEntropy });
  } finally {
    wipe(argon);
  }
}

/** part[n] ‖ … as the host reads them: fixed bytes, u16- and u32-length vectors. */
export function joined(...parts: readonly (readonly [bytes: Bytes, length: 0 | 2 | 4])[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, [bytes, length]) => sum + length + bytes.length, 0));
  let at = 0;
  for (const [bytes, length] of parts) {
    const view = new DataView(whole.buffer);
    length === 2 ? view.setUint16(at, bytes.length) : length === 4 ? view.setUint32(at, bytes.length) : undefined;
    whole.set(bytes, at + length);
    at += length + bytes.length;
  }
  return whole;
}
