// Brings the files of one message to the host: sealed on the way, in parts of 1 MiB, a few at once. Of the whole only the
// parts under way are in memory. After a pause, a lost connection or a night's sleep it goes on where it was.

import {
  encodePart, encodePartsQuestion, equal, readHeldParts, readPartAnswer, sealContainer, uploadIdLength, UploadRefusal, wipeContainer,
  type Bytes, type ContainerPart, type ContainerSealing, type ContainerSource, type Directory, type Entropy, type SealedContainer,
} from "@integrity-channel/crypto";
import { ExchangeFailed } from "../flow/requests.ts";
import { FilesFailed, type FilesOnTheWay } from "../flow/sending.ts";

type Exchange = (bytes: Bytes, signal: AbortSignal, progress: (sent: number) => void) => Promise<Bytes>;

export interface UploadWork {
  sources(): readonly ContainerSource[];
  readonly entropy: Entropy;
  /** POST /r/part */
  readonly part: Exchange;
  /** POST /r/parts */
  readonly held: Exchange;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const atOnce = 3;
/** Waiting times before further attempts for one part, in milliseconds: about four minutes together. */
const pauses = [1_000, 3_000, 10_000, 20_000, 30_000, 60_000, 120_000] as const;
const mostRenewals = 2;

/** The host no longer has what it said it had. */
class Lost extends Error {}

type Progress = (sent: number, total: number, waiting: boolean) => void;

export class Upload implements FilesOnTheWay {
  private sealing: ContainerSealing | null = null;
  private orgId: Bytes | null = null;
  private parts: AsyncGenerator<ContainerPart, void, void> | null = null;
  private uploadId: Bytes = new Uint8Array(0);
  /** Made and not known to be stored. */
  private readonly open = new Map<number, ContainerPart>();
  /** Bytes of each open part that are on their way. */
  private readonly moving = new Map<number, number>();
  private storedBytes = 0;
  private made = 0;
  private interrupted = false;
  private complete: SealedContainer | null = null;
  private readonly work: UploadWork;

  constructor(work: UploadWork) {
    this.work = work;
  }

  async bring(directory: Directory, signal: AbortSignal, progress: Progress): Promise<SealedContainer> {
    if (this.orgId !== null && !equal(this.orgId, directory.orgId)) {
      this.renew();
    }
    for (let renewals = 0; ; renewals++) {
      try {
        return this.complete ?? await this.attempt(directory.orgId, signal, progress);
      } catch (problem) {
        const lost = problem instanceof Lost;
        if (lost || (problem instanceof FilesFailed && problem.failure === "file")) {
          this.renew();
        }
        if (!lost || renewals === mostRenewals) {
          throw lost ? new FilesFailed("rejected", null) : problem;
        }
      }
    }
  }

  renew(): void {
    this.sealing?.abandon();
    if (this.complete !== null) {
      wipeContainer(this.complete);
    }
    this.complete = null;
    this.sealing = null;
    this.parts = null;
    this.open.clear();
    this.moving.clear();
    this.storedBytes = 0;
    this.made = 0;
    this.interrupted = false;
  }

  private async attempt(orgId: Bytes, signal: AbortSignal, progress: Progress): Promise<SealedContainer> {
    const sealing = this.start(orgId);
    if (this.interrupted) {
      await this.compareWithHost(sealing.total, signal);
    }
    this.interrupted = true;
    const stopper = new AbortController();
    const stop = (): void => { stopper.abort(); };
    signal.addEventListener("abort", stop);
    if (signal.aborted) {
      stop();
    }
    const again = [...this.open.values()];
    // The first problem counts; the others are only the stopping that it causes.
    const problems: unknown[] = [];
    await Promise.all(Array.from({ length: atOnce }, () => this.worker(again, stopper.signal, progress).catch((problem: unknown) => {
      problems.push(problem);
      stop();
    })));
    signal.removeEventListener("abort", stop);
    if (problems.length > 0) {
      throw problems[0];
    }
    this.complete = sealing.container;
    return sealing.container;
  }

  private start(orgId: Bytes): ContainerSealing {
    if (this.sealing === null) {
      this.orgId = orgId;
      this.uploadId = this.work.entropy.fill(uploadIdLength);
      this.sealing = sealContainer({ files: this.work.sources(), orgId, entropy: this.work.entropy });
      this.parts = this.sealing.parts();
    }
    return this.sealing;
  }

  private async worker(again: ContainerPart[], signal: AbortSignal, progress: Progress): Promise<void> {
    for (let part = await this.next(again); part !== null; part = await this.next(again)) {
      await this.store(part, signal, progress);
      if (signal.aborted) {
        throw new ExchangeFailed("stopped");
      }
    }
  }

  /** A part that has to go again, else the next one that is made. A file that changed or cannot be read ends the container. */
  private async next(again: ContainerPart[]): Promise<ContainerPart | null> {
    const waiting = again.shift();
    if (waiting !== undefined) {
      return waiting;
    }
    let made: IteratorResult<ContainerPart, void> | undefined;
    try {
      made = await this.parts?.next();
    } catch {
      throw new FilesFailed("file", null);
    }
    if (made === undefined || made.done === true) {
      return null;
    }
    this.made++;
    this.open.set(made.value.index, made.value);
    return made.value;
  }

  private async store(part: ContainerPart, signal: AbortSignal, progress: Progress): Promise<void> {
    const body = encodePart(this.uploadId, part);
    const tell = (waiting: boolean): void => {
      const moving = [...this.moving.values()].reduce((sum, sent) => sum + sent, 0);
      progress(Math.min(part.total, this.storedBytes + moving), part.total, waiting);
    };
    await this.patiently(signal, () => { this.moving.delete(part.index); tell(true); }, async () => {
      const answer = readPartAnswer(await this.work.part(body, signal, (sent) => {
        this.moving.set(part.index, Math.min(sent, part.bytes.length));
        tell(false);
      }));
      return answer.outcome === "stored" ? null : answer.code;
    });
    this.moving.delete(part.index);
    this.open.delete(part.index);
    this.storedBytes += part.bytes.length;
    tell(false);
  }

  /** After an interruption: what the host holds need not go again; what it held and lost cannot be made again. */
  private async compareWithHost(total: number, signal: AbortSignal): Promise<void> {
    const question = encodePartsQuestion(this.uploadId, total);
    await this.patiently(signal, () => undefined, async () => {
      const answer = readHeldParts(await this.work.held(question, signal, () => undefined), total);
      if (answer.outcome === "refused") {
        return answer.code;
      }
      for (let index = 0; index < this.made; index++) {
        const open = this.open.get(index);
        if (open === undefined && !answer.indexes.has(index)) {
          throw new Lost();
        }
        if (open !== undefined && answer.indexes.has(index)) {
          this.storedBytes += open.bytes.length;
          this.open.delete(index);
        }
      }
      return null;
    });
  }

  /** Runs an exchange until it brings what it should; waits longer each time. Throws what cannot be waited out. */
  private async patiently(signal: AbortSignal, waiting: () => void, run: () => Promise<UploadRefusal | null>): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      let code: UploadRefusal | null = null;
      let answered = true;
      try {
        code = await run();
      } catch (problem) {
        if (problem instanceof Lost || (problem instanceof ExchangeFailed && problem.reason === "stopped")) {
          throw problem;
        }
        answered = false; // nothing answered, or not the host (a proxy's page)
      }
      if (answered && code === null) {
        return;
      }
      const pause = pauses[attempt];
      if (pause === undefined || (code !== null && !passing.includes(code))) {
        throw code === null ? new ExchangeFailed("network") : refusal(code);
      }
      waiting();
      await this.work.pause(pause, signal);
    }
  }
}

/** Refusals that may pass by themselves. */
const passing: readonly UploadRefusal[] = [UploadRefusal.busy, UploadRefusal.internal, UploadRefusal.uploadsFull];

function refusal(code: UploadRefusal): Error {
  switch (code) {
    case UploadRefusal.partRefused:
      return new Lost();
    case UploadRefusal.tooLarge:
      return new FilesFailed("size", code);
    case UploadRefusal.storageFull:
    case UploadRefusal.uploadsFull:
      return new FilesFailed("full", code);
    case UploadRefusal.busy:
      return new FilesFailed("busy", code);
    default:
      return new FilesFailed("rejected", code);
  }
}
