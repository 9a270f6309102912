import { describe, expect, it } from "vitest";
import { createSecret, PutRefusal, sealReport, type Bytes, type Directory, type SealedForPut } from "@integrity-channel/crypto";
import type { Keys } from "../../src/Intake/Web/app.ts";
import { ExchangeFailed } from "../../src/Intake/Web/flow/requests.ts";
import { Sending, type SendWork } from "../../src/Intake/Web/flow/sending.ts";
import { Organisation, today } from "../Crypto.Web/organisation.ts";
import { SeededEntropy } from "../Crypto.Web/seededentropy.ts";

const organisation = new Organisation("sending");
const directory = organisation.directory();
const entropy = new SeededEntropy("sending/objects");
const accepted = (given: Directory, day = today): Keys => ({ state: "accepted", directory: given, warnings: [], day, latestDay: day });

type Reply = "accept" | "nothing" | "forged" | PutRefusal;

/** A host that answers from a list; it remembers every parcel that reached it. */
class FakeHost {
  readonly parcels: Bytes[] = [];
  readonly sealed: SealedForPut[] = [];
  readonly replies: Reply[];

  constructor(...replies: Reply[]) {
    this.replies = replies;
  }

  sending(change: Partial<SendWork> = {}): Sending {
    const secret = createSecret(entropy);
    return new Sending({
      keys: () => accepted(directory),
      refetch: () => Promise.resolve(accepted(directory, today + 1)),
      seal: async (given, day, earlier) => {
        const sealed = await sealReport({
          directory: given, day, secret, recipients: organisation.officers.slice(0, 2).map((officer) => officer.id), excluded: [], recovery: true,
          answers: [{ question: 1, text: "Er klopt iets niet" }], locale: "nl", entropy, ...(earlier === null ? {} : { earlier }),
        });
        this.sealed.push({ ...sealed, dek: sealed.dek.slice() });
        return sealed;
      },
      put: (bytes) => this.answer(bytes),
      pause: () => Promise.resolve(),
      ...change,
    });
  }

  private answer(bytes: Bytes): Promise<Bytes> {
    this.parcels.push(bytes.slice());
    const reply = this.replies.shift() ?? "nothing";
    const answer = new Uint8Array(512);
    if (reply === "nothing") {
      return Promise.reject(new ExchangeFailed("network"));
    }
    if (typeof reply === "number") {
      answer[1] = reply;
    } else {
      const receipt = organisation.receipt(this.sealed.find((sealed) => sealed.bytes.every((byte, at) => byte === bytes[at]))!.objectHash);
      answer.set(receipt, 2);
      answer[100] = reply === "forged" ? answer[100]! ^ 1 : answer[100]!;
    }
    return Promise.resolve(answer);
  }
}

describe("sending", () => {
  it("ends_with_a_receipt_that_was_verified", async () => {
    const host = new FakeHost("accept");
    const sending = host.sending();
    await sending.run();
    expect(sending.state).toMatchObject({ state: "received", day: today });
    expect(sending.uncertain).toBe(false);
  });

  it("sends_the_very_same_bytes_again_until_an_answer_comes", async () => {
    const host = new FakeHost("nothing", "nothing", PutRefusal.busy, "accept");
    const sending = host.sending();
    await sending.run();
    expect(sending.state.state).toBe("received");
    expect(host.parcels).toHaveLength(4);
    expect(host.parcels.every((parcel) => Buffer.compare(parcel, host.parcels[0]!) === 0)).toBe(true);
    expect(host.sealed).toHaveLength(1);
  });

  it("keeps_the_parcel_after_a_failure_and_goes_on_with_it", async () => {
    const host = new FakeHost();
    const sending = host.sending();
    await sending.run();
    expect(sending.state).toMatchObject({ state: "failed", failure: "network" });
    expect(sending.uncertain).toBe(true);
    host.replies.push("accept");
    await sending.run();
    expect(sending.state.state).toBe("received");
    expect(host.sealed).toHaveLength(1);
  });

  it("seals_anew_only_after_a_definite_stale_and_keeps_the_identifiers", async () => {
    const host = new FakeHost("nothing", PutRefusal.stale, "accept");
    const sending = host.sending();
    await sending.run();
    expect(sending.state.state).toBe("received");
    expect(host.sealed).toHaveLength(2);
    expect(host.sealed[1]!.objectId).toEqual(host.sealed[0]!.objectId);
    expect(host.sealed[1]!.bytes).not.toEqual(host.sealed[0]!.bytes);
  });

  it("asks_the_reporter_when_the_readers_would_change", async () => {
    const host = new FakeHost(PutRefusal.stale);
    const sending = host.sending();
    let first = true;
    const work = (sending as unknown as { work: SendWork }).work;
    const seal = work.seal.bind(work);
    work.seal = (given, day, earlier, files) => {
      const now = first;
      first = false;
      return now ? seal(given, day, earlier, files) : Promise.resolve(null);
    };
    await sending.run();
    expect(sending.state).toMatchObject({ state: "failed", failure: "readers" });
    expect(sending.uncertain).toBe(false);
  });

  it("finds_the_earlier_version_when_the_identifiers_are_taken", async () => {
    const host = new FakeHost(PutRefusal.stale, PutRefusal.taken, "accept");
    const sending = host.sending();
    await sending.run();
    expect(sending.state.state).toBe("received");
    expect(Buffer.compare(host.parcels[2]!, host.parcels[0]!)).toBe(0);
  });

  it("claims_nothing_when_the_receipt_is_forged", async () => {
    const sending = new FakeHost("forged").sending();
    await sending.run();
    expect(sending.state).toMatchObject({ state: "failed", failure: "proof" });
    expect(sending.uncertain).toBe(true);
  });

  it.each([[PutRefusal.storageFull, "full"], [PutRefusal.notOpen, "closed"], [PutRefusal.tooLarge, "size"], [PutRefusal.malformed, "rejected"]] as const)("says_what_code_%i_means", async (code, failure) => {
    const sending = new FakeHost(code).sending();
    await sending.run();
    expect(sending.state).toEqual({ state: "failed", failure, number: code });
    expect(sending.uncertain).toBe(false);
  });

  it("stays_uncertain_when_the_host_is_full_after_an_attempt_without_answer", async () => {
    const sending = new FakeHost("nothing", PutRefusal.storageFull).sending();
    await sending.run();
    expect(sending.uncertain).toBe(true);
  });

  it("stops_when_asked_and_says_so", async () => {
    const host = new FakeHost();
    const sending = host.sending({ put: () => Promise.reject(new ExchangeFailed("stopped")) });
    await sending.run();
    expect(sending.state).toMatchObject({ state: "failed", failure: "stopped" });
    expect(sending.uncertain).toBe(true);
  });

  it("refuses_with_keys_that_are_not_in_order", async () => {
    const host = new FakeHost();
    const sending = host.sending({ keys: () => ({ state: "refused" }) });
    await sending.run();
    expect(sending.state).toMatchObject({ state: "failed", failure: "keys" });
    expect(host.parcels).toHaveLength(0);
  });
});
