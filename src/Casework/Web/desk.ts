// Everything an unlocked officer works with. It exists only between unlocking and locking; wiping it leaves no key and no text.

import type { Bytes, Directory, DirectoryHistory, DirectoryWarning, Officer, OpenedCase } from "@integrity-channel/crypto";
import { equal, wipe } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "./base64.ts";
import type { CivilDay } from "./days.ts";
import { Drafts } from "./drafts.ts";
import type { ChosenFiles } from "./files/chosenfiles.ts";
import { readDirectory, type DirectoryReading } from "./features/read-directory.ts";
import { readCase } from "./features/read-case.ts";
import type { Host } from "./host.ts";
import type { Keeper } from "./keeper.ts";
import type { Outbox } from "./outbox.ts";
import type { CasesAnswer, SessionAnswer } from "./wire.ts";

export class Desk {
  /** As the host last told it: changing the passphrase renews it. */
  session: SessionAnswer;
  readonly host: Host;
  readonly keeper: Keeper;
  readonly outbox: Outbox;
  readonly drafts = new Drafts();
  /** Opened cases of this session, for the thread and for searching; in memory only. */
  readonly opened = new Map<string, OpenedCase>();
  /** The files chosen for the reply of each case; a lock forgets them, and the page says so after it. */
  readonly chosen = new Map<string, ChosenFiles>();
  readonly selfId: Bytes;
  cases: CasesAnswer = { day: 0, cases: [] };
  readonly #alsoWiped = new Set<() => void>();
  readonly #end = new AbortController();
  #reading: DirectoryReading & { read: true };

  constructor(session: SessionAnswer, host: Host, keeper: Keeper, outbox: Outbox, reading: DirectoryReading & { read: true }) {
    this.session = session;
    this.host = host;
    this.keeper = keeper;
    this.outbox = outbox;
    this.selfId = fromBase64(session.officerId);
    this.#reading = reading;
  }

  get directory(): Directory {
    return this.#reading.directory;
  }

  get history(): DirectoryHistory {
    return this.#reading.history;
  }

  get warnings(): readonly DirectoryWarning[] {
    return this.#reading.warnings;
  }

  /** The civil day to seal with: the host's, as its last list of keys said. */
  get day(): CivilDay {
    return this.#reading.day;
  }

  officer(id: Bytes): Officer | null {
    return this.directory.officers.find((officer) => equal(officer.id, id)) ?? null;
  }

  get self(): Officer | null {
    return this.officer(this.selfId);
  }

  /** The name on screen of an officer given as base64url, or as bytes; null for one who left the list of keys. */
  displayOf(id: string | Bytes): string | null {
    const wanted = typeof id === "string" ? id : toBase64(id);
    const now = this.directory.officers.find((officer) => toBase64(officer.id) === wanted);
    const before = this.history.directories.toReversed().flatMap((directory) => directory.officers).find((officer) => toBase64(officer.id) === wanted);
    return (now ?? before)?.display ?? null;
  }

  /** Reads the list of keys again. False when it cannot be trusted or the host cannot be reached: nothing may be sealed then. */
  async renewDirectory(): Promise<boolean> {
    const reading = await readDirectory(this.keeper.vault, this.session.zone);
    if (reading.read) {
      this.#reading = reading;
    }
    return reading.read;
  }

  /** Fetches the list of keys and one case again, after the host refused an object as stale or out of order. */
  async readAnew(reportId: string): Promise<boolean> {
    return (await this.renewDirectory()) && (await readCase(this, reportId)) !== null;
  }

  /** Whether the host hands out this very object when the case is read again. */
  async holds(reportId: string, objectHash: Bytes): Promise<boolean> {
    const opened = await readCase(this, reportId);
    return opened !== null && opened.items.some((item) => equal(item.objectHash, objectHash));
  }

  /** Has something else wiped together with the keys. */
  atWipe(act: () => void): void {
    this.#alsoWiped.add(act);
  }

  /** Stops something that runs; wiping this desk stops it too. */
  stopper(): AbortController {
    const stop = new AbortController();
    this.#end.signal.addEventListener("abort", () => stop.abort(), { signal: stop.signal });
    return stop;
  }

  wipe(): void {
    this.#alsoWiped.forEach((act) => act());
    this.#alsoWiped.clear();
    this.#end.abort();
    this.chosen.forEach((chosen, reportId) => {
      if (chosen.files.length > 0) {
        this.outbox.forgotFiles(reportId);
      }
      chosen.choose([]);
    });
    this.opened.forEach(({ items }) => items.forEach(({ files }) => files.forEach(({ container }) => wipe(container.key))));
    this.keeper.wipe();
    this.drafts.wipe();
    this.opened.clear();
    this.cases = { day: 0, cases: [] };
  }
}
