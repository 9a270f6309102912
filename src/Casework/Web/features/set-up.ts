// The set-up of an organisation: everything is typed and verified on this page, and one request makes it.

import type { Bytes, Genesis } from "@integrity-channel/crypto";
import { parseGenesis, readCode, SicError, wipe } from "@integrity-channel/crypto";
import { Carried, readCarried } from "../ceremonytext.ts";
import { beginOrganisation, checkSetUpCode, sendSetUpMail } from "../host.ts";
import type { SetUpAnswer, TestMailAnswer } from "../wire.ts";
import { joined, makeAccount } from "./make-account.ts";

/** What the organisation's settings.json will say. */
export interface OrganisationWords {
  readonly name: Record<string, string>;
  readonly languages: readonly string[];
  readonly zone: string;
  readonly mailRule: "discreet" | "constant";
  readonly externalChannel: Record<string, string>;
}

export interface FirstAccount {
  readonly account: string;
  readonly mail: string;
  readonly locale: string;
}

/** Lives as long as the set-up page; nothing of it is stored anywhere. */
export class SetUp {
  #code: Bytes | null = null;
  #root: { readonly bytes: Bytes; readonly genesis: Genesis } | null = null;
  facts: SetUpAnswer | null = null;
  words: OrganisationWords | null = null;
  /** Set as soon as something would be lost by leaving. */
  begun = false;

  get genesis(): Genesis | null {
    return this.#root?.genesis ?? null;
  }

  /** False where that is no code; throws RequestFailed where the host refuses it. */
  async enterCode(text: string): Promise<boolean> {
    const reading = readCode(text);
    if (reading.state !== "complete") {
      return false;
    }
    this.facts = await checkSetUpCode(reading.secret);
    this.#code = reading.secret;
    this.begun = true;
    return true;
  }

  /** The public file, verified; null where it is none. */
  readRoot(text: string): Genesis | null {
    const bytes = readCarried(Carried.root, text);
    try {
      this.#root = bytes === null ? null : { bytes, genesis: parseGenesis(bytes) };
    } catch (error) {
      if (!(error instanceof SicError)) {
        throw error;
      }
      this.#root = null;
    }
    return this.genesis;
  }

  /** Sends a test mail to the address that the first administrator typed. */
  testMail(to: string): Promise<TestMailAnswer> {
    const [code, language] = [this.#code, this.words?.languages[0]];
    if (code === null || language === undefined) {
      throw new Error("a step of the set-up was left out");
    }
    const text = (words: string) => new TextEncoder().encode(words);
    return sendSetUpMail(joined([code, 0], [text(language), 2], [text(to), 2]));
  }

  /** Makes the account and the organisation. The passphrase is wiped. */
  async finish(first: FirstAccount, passphrase: Bytes): Promise<void> {
    const [code, root, facts, words] = [this.#code, this.#root, this.facts, this.words];
    if (code === null || root === null || facts === null || words === null) {
      throw new Error("a step of the set-up was left out");
    }
    const { orgId, rootKey } = root.genesis;
    const made = await makeAccount({ ...first, role: 0, display: "", orgId, rootKey, day: facts.day, memoryKib: facts.memoryKib, iterations: facts.iterations }, passphrase);
    const settings = new TextEncoder().encode(JSON.stringify(words));
    await beginOrganisation(joined([code, 0], [root.bytes, 2], [settings, 4], [made.file, 4]));
    this.begun = false;
    wipe(code);
  }
}
