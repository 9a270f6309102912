// Sends one parcel without losing it. The same bytes are sent again until an answer comes; only a definite "stale" makes a new parcel.

import { dropsRecipient, PutRefusal, readPutAnswer, verifyReceipt, wipeSealed, type Bytes, type Directory, type PutAnswer, type SealedContainer, type SealedForPut } from "@integrity-channel/crypto";
import type { Keys } from "../app.ts";
import { ExchangeFailed, putObject } from "./requests.ts";

/** How long to wait before each further attempt, in milliseconds. */
const pauses = [2_000, 5_000, 10_000] as const;
const mostReseals = 3;
/** From here on a code speaks about the host, perhaps before it looked whether the parcel is already there. */
const hostCodes = PutRefusal.storageFull;

export type SendFailure = "network" | "stopped" | "paused" | "busy" | "full" | "closed" | "taken" | "order" | "readers" | "keys" | "proof" | "size" | "file" | "rejected";

const failures: Partial<Record<PutRefusal, SendFailure>> = {
  [PutRefusal.tooLarge]: "size", [PutRefusal.taken]: "taken", [PutRefusal.exists]: "taken", [PutRefusal.wrongOrder]: "order",
  [PutRefusal.storageFull]: "full", [PutRefusal.busy]: "busy", [PutRefusal.notOpen]: "closed",
};

export type SendState =
  | { state: "sealing" }
  | { state: "files"; sent: number; total: number; waiting: boolean }
  | { state: "sending"; sent: number; total: number; attempt: number }
  | { state: "waiting"; attempt: number }
  | { state: "failed"; failure: SendFailure; number: number | null }
  | { state: "received"; receipt: Bytes; day: number };

/** The files of a parcel on their way to the host. They go first; the parcel then names them. */
export interface FilesOnTheWay {
  /** Brings what the host does not have yet, and gives the container once it has all. Throws ExchangeFailed or FilesFailed. */
  bring(directory: Directory, signal: AbortSignal, progress: (sent: number, total: number, waiting: boolean) => void): Promise<SealedContainer>;
  /** Gives the container up: the next `bring` seals and sends a new one. */
  renew(): void;
}

/** Why files did not come to the host. */
export class FilesFailed extends Error {
  readonly failure: SendFailure;
  readonly number: number | null;

  constructor(failure: SendFailure, number: number | null) {
    super(failure);
    this.failure = failure;
    this.number = number;
  }
}

export interface SendWork {
  /**
   * Seals for a directory and day; `earlier` is the parcel that this one replaces. Null when the readers would change.
   * `files` brings the files to the host first, when there are any; it is called after the readers are known.
   */
  seal(directory: Directory, day: number, earlier: SealedForPut | null, files: () => Promise<{ container?: SealedContainer }>): Promise<SealedForPut | null>;
  files?: FilesOnTheWay | null;
  keys(): Keys;
  refetch(): Promise<Keys>;
  put?: typeof putObject;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

interface Parcel {
  readonly sealed: SealedForPut;
  readonly directory: Directory;
}

export class Sending {
  state: SendState = { state: "sealing" };
  /** Called at every change; the view on screen sets it. */
  changed: () => void = () => undefined;
  /** True while a parcel went out and no answer says what became of it: then nothing else may be sent in its place. */
  uncertain = false;
  private parcel: Parcel | null = null;
  private readonly earlier: Parcel[] = [];
  private stopper = new AbortController();
  private readonly work: SendWork;

  constructor(work: SendWork) {
    this.work = work;
  }

  get running(): boolean {
    return this.state.state !== "failed" && this.state.state !== "received";
  }

  /** Ends the exchange under way. What was sealed stays, so that `run` goes on with the same bytes. */
  stop(): void {
    this.stopper.abort();
  }

  /** Ends in the state failed or received; never throws. */
  async run(): Promise<void> {
    this.stopper = new AbortController();
    this.show({ state: "sealing" });
    try {
      this.show(await this.attempt());
    } catch (problem) {
      this.show(failureOf(problem, this.uncertain));
    }
  }

  private async attempt(): Promise<SendState> {
    let problem = this.parcel === null ? await this.seal(this.work.keys()) : null;
    for (let reseals = 0; problem === null; reseals++) {
      const answer = await this.putWithPatience();
      if (answer === null) {
        return failed("network", null);
      }
      if (answer.outcome === "accepted") {
        return this.accepted(answer.receipt);
      }
      const again = answer.code === PutRefusal.stale || (answer.code === PutRefusal.containerMissing && this.work.files != null);
      if (!again || reseals === mostReseals) {
        return await this.refused(answer.code);
      }
      this.show({ state: "sealing" });
      problem = await this.sealAgain(answer.code);
    }
    return problem;
  }

  /** After "stale" with the newest directory; after "container missing" with files that are sent anew. */
  private async sealAgain(code: PutRefusal): Promise<SendState | null> {
    if (code === PutRefusal.stale) {
      return this.seal(await this.work.refetch());
    }
    this.work.files?.renew();
    return this.seal(this.work.keys());
  }

  /** Makes the parcel, in the place of one that was answered with "stale". Null when it worked. */
  private async seal(keys: Keys): Promise<SendState | null> {
    if (keys.state !== "accepted") {
      return failed(keys.state === "refused" ? "keys" : "network", null);
    }
    const earlier = this.parcel?.sealed ?? null;
    const sealed = await this.work.seal(keys.directory, keys.day, earlier, () => this.bringFiles(keys.directory, earlier));
    if (this.parcel !== null) {
      this.earlier.push(this.parcel);
    }
    this.parcel = sealed === null ? null : { sealed, directory: keys.directory };
    return sealed === null ? failed("readers", null) : null;
  }

  /** Files that an earlier parcel named may be named again only when everybody who got that parcel still gets this one. */
  private async bringFiles(directory: Directory, earlier: SealedForPut | null): Promise<{ container?: SealedContainer }> {
    const { files } = this.work;
    if (files === undefined || files === null) {
      return {};
    }
    if (earlier !== null && dropsRecipient(earlier, directory)) {
      files.renew();
    }
    const container = await files.bring(directory, this.stopper.signal, (sent, total, waiting) => { this.show({ state: "files", sent, total, waiting }); });
    this.show({ state: "sealing" });
    return { container };
  }

  /** Sends the parcel, again after a pause when nothing answered or the host was busy. Null when no answer came at all. */
  private async putWithPatience(): Promise<PutAnswer | null> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.putOnce(attempt);
      const pause = pauses[attempt - 1];
      const again = answer === null || (answer.outcome === "refused" && answer.code === PutRefusal.busy);
      if (!again || pause === undefined) {
        return answer;
      }
      this.show({ state: "waiting", attempt });
      await (this.work.pause ?? wait)(pause, this.stopper.signal);
    }
  }

  private async putOnce(attempt: number): Promise<PutAnswer | null> {
    const { sealed } = this.current;
    const total = sealed.bytes.length;
    const progress = (sent: number): void => { this.show({ state: "sending", sent: Math.min(sent, total), total, attempt }); };
    progress(0);
    const before = this.uncertain;
    this.uncertain = true;
    try {
      const answer = readPutAnswer(await (this.work.put ?? putObject)(sealed.bytes, this.stopper.signal, progress));
      this.uncertain = answer.outcome === "refused" && answer.code >= hostCodes && before;
      return answer;
    } catch (problem) {
      if (problem instanceof ExchangeFailed && problem.reason === "stopped") {
        throw problem;
      }
      return null; // no answer, or one that is not the host's (a proxy's page): the same bytes may go again
    }
  }

  /** Only a receipt that verifies means received; with any other, nothing is claimed and the same bytes may go again. */
  private accepted(receipt: Bytes): SendState {
    const { sealed, directory } = this.current;
    try {
      const { putDay } = verifyReceipt(receipt, directory, sealed.objectHash);
      [this.current, ...this.earlier].forEach((parcel) => { wipeSealed(parcel.sealed); });
      return { state: "received", receipt, day: putDay };
    } catch {
      this.uncertain = true;
      return failed("proof", null);
    }
  }

  /** A refusal. When the identifiers were taken, an earlier version may have been received after all: its bytes get its receipt. */
  private async refused(code: PutRefusal): Promise<SendState> {
    const taken = code === PutRefusal.taken || code === PutRefusal.exists;
    while (taken && this.earlier.length > 0) {
      this.parcel = this.earlier.pop() ?? null;
      const answer = await this.putOnce(1);
      if (answer?.outcome === "accepted") {
        return this.accepted(answer.receipt);
      }
    }
    return failed(failures[code] ?? "rejected", code);
  }

  private get current(): Parcel {
    if (this.parcel === null) {
      throw new ExchangeFailed("refused");
    }
    return this.parcel;
  }

  private show(state: SendState): void {
    this.state = state;
    this.changed();
  }
}

/** Stopping before a parcel went out can have left nothing behind. */
function failureOf(problem: unknown, uncertain: boolean): SendState {
  if (problem instanceof FilesFailed) {
    return failed(problem.failure, problem.number);
  }
  const reason = problem instanceof ExchangeFailed ? problem.reason : "refused";
  return failed(reason === "refused" ? "rejected" : reason === "stopped" && !uncertain ? "paused" : reason, null);
}

function failed(failure: SendFailure, number: number | null): SendState {
  return { state: "failed", failure, number };
}

export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new ExchangeFailed("stopped"));
      return;
    }
    const stop = (): void => { clearTimeout(timer); reject(new ExchangeFailed("stopped")); };
    const timer = setTimeout(() => { signal.removeEventListener("abort", stop); resolve(); }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
