// Files first, then the object that names them. What the host lost on the way goes anew without asking: sealed again under a new key, since
// a part can be made only once.

import type { SealedContainer } from "@integrity-channel/crypto";
import type { NotSent, SendOutcome } from "../views/dialog.ts";

export interface FilesFirst {
  /** Brings the container to the host; what it holds of it already is not sent again. */
  readonly upload: () => Promise<SealedContainer | NotSent>;
  readonly send: (container: SealedContainer) => Promise<SendOutcome>;
  /** Gives up what was sent: the next upload seals anew. */
  readonly drop: () => void;
}

/** How often lost files go anew before the officer is asked. */
const mostRenewals = 2;

export async function sendFilesFirst({ upload, send, drop }: FilesFirst): Promise<SendOutcome> {
  for (let renewals = 0; ; renewals++) {
    const uploaded = await upload();
    const outcome = "sent" in uploaded ? uploaded : await send(uploaded);
    if (outcome.sent) {
      return outcome;
    }
    // Bytes that wait for an answer name this container, so it stays; after any other refusal the next try seals anew.
    if (!("sent" in uploaded) && !outcome.frozen) {
      drop();
    }
    if (outcome.filesLost !== true || renewals === mostRenewals) {
      return outcome;
    }
  }
}
