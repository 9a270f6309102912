// Enrolment with a one-time code: the keys of a person are made in that person's own browser.

import type { Bytes } from "@integrity-channel/crypto";
import { fingerprintOf, readCode, wipe } from "@integrity-channel/crypto";
import { fromBase64 } from "../base64.ts";
import { enrolPerson, showInvitation } from "../host.ts";
import type { InvitationAnswer } from "../wire.ts";
import { joined, makeAccount } from "./make-account.ts";

export class Enrolling {
  #code: Bytes | null = null;
  invitation: InvitationAnswer | null = null;

  /** False where that is no code; throws RequestFailed where the host does not take it. */
  async enterCode(text: string): Promise<boolean> {
    const reading = readCode(text);
    if (reading.state !== "complete") {
      return false;
    }
    this.invitation = await showInvitation(reading.secret);
    this.#code = reading.secret;
    return true;
  }

  get rootFingerprint(): string {
    return this.invitation === null ? "" : fingerprintOf(fromBase64(this.invitation.rootKey));
  }

  /** Makes the account and hands it over; answers what an officer reads to the holders of the root, null for an administrator. The passphrase is wiped. */
  async finish(passphrase: Bytes): Promise<string | null> {
    const [code, invitation] = [this.#code, this.invitation];
    if (code === null || invitation === null) {
      throw new Error("there is no invitation");
    }
    const { orgId, rootKey, ...wish } = invitation;
    const made = await makeAccount({ ...wish, orgId: fromBase64(orgId), rootKey: fromBase64(rootKey) }, passphrase);
    await enrolPerson(joined([code, 0], [made.candidate ?? new Uint8Array(0), 2], [made.file, 4]));
    wipe(code);
    return made.fingerprint;
  }
}
