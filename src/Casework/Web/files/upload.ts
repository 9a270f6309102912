// Sends the sealed parts of one container. A part that did not arrive is kept and sent again; what the host holds is never sent twice.
// The sealing makes every part once and in order, so an upload that stopped goes on where it stood.

import type { Bytes, ContainerPart, ContainerSealing, PartAnswer, SealedContainer } from "@integrity-channel/crypto";
import { Cancelled, type Progress } from "./containerparts.ts";

export type SendPart = (uploadId: Bytes, part: ContainerPart) => Promise<PartAnswer>;

export type UploadOutcome = { readonly outcome: "complete"; readonly container: SealedContainer } | { readonly outcome: "refused"; readonly code: number };

/** How often one part is tried before the officer is asked. */
const tries = 3;

export class Upload {
  readonly #sealing: ContainerSealing;
  readonly #uploadId: Bytes;
  readonly #parts: AsyncGenerator<ContainerPart, void, void>;
  readonly #pause: number;
  #waiting: ContainerPart | null = null;
  #sent = 0;

  /** `pause`: milliseconds before the second try of a part; later ones wait longer. */
  constructor(sealing: ContainerSealing, uploadId: Bytes, pause = 1_500) {
    this.#pause = pause;
    this.#sealing = sealing;
    this.#uploadId = uploadId;
    this.#parts = sealing.parts();
  }

  /** Sends what is left. Throws Cancelled between two parts, and what `send` threw on its last try; either way it can be run again. */
  async run(send: SendPart, progress: Progress, signal: AbortSignal): Promise<UploadOutcome> {
    for (;;) {
      progress(this.#sent, this.#sealing.total);
      if (signal.aborted) {
        throw new Cancelled();
      }
      const part = this.#waiting ?? (await this.#parts.next()).value ?? null;
      if (part === null) {
        return { outcome: "complete", container: this.#sealing.container };
      }
      this.#waiting = part;
      const answer = await this.#send(send, part, signal);
      if (answer.outcome === "refused") {
        return answer;
      }
      this.#waiting = null;
      this.#sent += part.bytes.length;
    }
  }

  /** Removes the key; for an upload that nobody will finish, and after its object was accepted. */
  abandon(): void {
    this.#sealing.abandon();
    void this.#parts.return();
  }

  async #send(send: SendPart, part: ContainerPart, signal: AbortSignal): Promise<PartAnswer> {
    for (let tried = 1; ; tried++) {
      try {
        return await send(this.#uploadId, part);
      } catch (error) {
        if (tried === tries || signal.aborted) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, this.#pause * tried));
      }
    }
  }
}

