// What an officer's unlock tells the world: that the list of keys was seen today (sicF), and under which key to seal (sicK).

import type { UnlockedVault } from "@integrity-channel/crypto";
import { createEncryptionKey, equal, signCertificate, signFreshness, systemEntropy, wipe } from "@integrity-channel/crypto";
import type { Desk } from "../desk.ts";
import { RequestFailed } from "../http.ts";

/** A certificate is renewed when fewer days are left: one before the first mail that warns of its end (docs/deadlines.md), so that only who stays away is warned. */
const renewBefore = 92;
/** A certificate runs as long as a directory does by default; the protocol allows 400. */
const runs = 366;

/** False when the host could not be reached; the next unlock tries again. */
export async function publishKeys(desk: Desk): Promise<boolean> {
  try {
    const certified = await publishCertificate(desk);
    const confirmed = await publishFreshness(desk);
    // What was published stands in the list of keys from now on; without reading it anew this page would not seal to itself.
    return !(certified || confirmed) || (await desk.renewDirectory());
  } catch (error) {
    if (error instanceof RequestFailed) {
      return false;
    }
    throw error;
  }
}

async function publishFreshness({ self, keeper, directory, day, host }: Desk): Promise<boolean> {
  const due = self !== null && (self.lastSeenDay === null || self.lastSeenDay < day);
  if (due) {
    await host.publishFreshness(signFreshness({ vault: keeper.vault, directory, day }));
  }
  return due;
}

/** Due when the list of keys shows none of ours, or one that ends soon. */
async function publishCertificate(desk: Desk): Promise<boolean> {
  const { self, day } = desk;
  const inOffice = self !== null && self.from <= day && day <= self.to;
  const due = inOffice && (self.kem === null || self.kem.to - day < renewBefore);
  if (due) {
    const first = self.kem === null ? newestSerial(desk.keeper.vault) : null;
    await certify(desk, first ?? (await addKey(desk)));
  }
  return due;
}

const newestSerial = ({ encryptionKeys }: UnlockedVault): number | null => (encryptionKeys.length === 0 ? null : Math.max(...encryptionKeys.map((key) => key.serial)));

/** A new key: stored in the vault and read back before anyone may seal to it, or its first reports would be lost with this page. */
async function addKey({ keeper }: Desk): Promise<number> {
  const serial = (newestSerial(keeper.vault) ?? 0) + 1;
  const key = createEncryptionKey(serial, systemEntropy);
  keeper.change((vault) => ({ ...vault, encryptionKeys: [...vault.encryptionKeys, key] }));
  await keeper.store();
  return serial;
}

async function certify({ keeper, directory, day, host, selfId }: Desk, serial: number): Promise<void> {
  const stored = await keeper.readBack();
  const key = stored.encryptionKeys.find((found) => found.serial === serial);
  const own = keeper.vault.encryptionKeys.find((found) => found.serial === serial);
  const arrived = key !== undefined && own !== undefined && equal(key.publicKey, own.publicKey);
  wipe(stored.signingSeed, ...stored.encryptionKeys.map((found) => found.seed));
  if (!arrived) {
    throw new RequestFailed("conflict");
  }
  await host.publishCertificate(signCertificate(keeper.vault.signingSeed, { orgId: directory.orgId, officerId: selfId, serial, kemKey: own.publicKey, from: day, to: day + runs }));
}
