/** I-11: parts of two objects cannot be exchanged, and no object fits another report, organisation, kind, author or reader. */
import { describe, expect, it } from "vitest";
import { type Bytes, failureOf } from "@integrity-channel/crypto";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { encodeOfficerContent } from "../../src/Crypto/Web/content.ts";
import { ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { openSealed, parseObject, verifyObject } from "../../src/Crypto/Web/sealedobject.ts";
import { craft } from "./craft.ts";
import { hashOfDirectory, Organisation, today, type TestOfficer } from "./organisation.ts";
import { SeededEntropy } from "./seededentropy.ts";

const organisation = new Organisation("swaps");
const [responsible, deputy] = organisation.officers as [TestOfficer, TestOfficer, TestOfficer];
const seen = [{ author: new Uint8Array(16), stream: 0, seq: 0, hash: new Uint8Array(32).fill(9) }];
const recipients = [{ who: responsible.id, kem: responsible.ek }, { who: deputy.id, kem: deputy.ek }];

function reply(text: string, change: { reportId?: Bytes; kind?: 3 | 4 } = {}): Promise<Bytes> {
  const kind = change.kind ?? ObjectKind.reply;
  const place = {
    orgId: organisation.orgId, dirSeq: 1, directoryHash: hashOfDirectory(organisation.directoryBytes()), day: today,
    reportId: change.reportId ?? new Uint8Array(16).fill(1),
  };
  return craft(place, {
    kind, author: { id: responsible.id, signing: responsible.isk }, recipients, header: { seen },
    content: encodeOfficerContent({ kind, text }), entropy: new SeededEntropy(`swaps/${text}/${kind}`),
  });
}

interface Parts { header: Bytes; wraps: Bytes[]; body: Bytes; signature: Bytes }

function partsOf(bytes: Bytes): Parts {
  const { wraps, body, signature } = parseObject(bytes);
  return { header: bytes.slice(0, bytes.length - wraps.length * 1184 - body.length - 64), wraps: [...wraps], body, signature };
}

async function judge({ header, wraps, body, signature }: Parts, reader = 0, signatures = true): Promise<string> {
  try {
    const object = parseObject(concat(header, ...wraps, body, signature));
    if (signatures) verifyObject(object, responsible.isk.publicKey);
    await openSealed(object, object.wraps[reader]!, object.body, (reader === 0 ? responsible : deputy).ek.seed);
    return "opened";
  } catch (error) {
    return failureOf(error);
  }
}

describe("two objects", () => {
  it("I-11 cannot_exchange_bodies_signatures_or_headers", async () => {
    const one = partsOf(await reply("one"));
    for (const other of [await reply("two"), await reply("one", { kind: 4 }), await reply("one", { reportId: new Uint8Array(16).fill(2) })].map(partsOf)) {
      expect(await judge(one)).toBe("opened");
      expect(await judge({ ...one, body: other.body })).toBe("wrong-signature");
      expect(await judge({ ...one, signature: other.signature })).toBe("wrong-signature");
      expect(await judge({ ...one, header: other.header })).toBe("wrong-signature");
      expect(await judge({ ...one, body: other.body, signature: other.signature })).toBe("wrong-signature");
    }
  });

  it("I-11 cannot_exchange_wraps_which_no_signature_covers", async () => {
    const one = partsOf(await reply("one"));
    const two = partsOf(await reply("two"));
    expect(await judge({ ...one, wraps: two.wraps })).toBe("wrong-key");
    expect(await judge({ ...one, wraps: [one.wraps[1]!, one.wraps[0]!] })).toBe("malformed");
    const renamed = concat(one.wraps[0]!.slice(0, 16), one.wraps[1]!.slice(16));
    expect(await judge({ ...one, wraps: [renamed, one.wraps[1]!] })).toBe("wrong-key");
    expect(await judge({ ...one, wraps: [one.wraps[0]!] })).not.toBe("opened");
  });

  /** The control: whole objects open, so the refusals above are those of the exchange; and a reader that leaves a check out does not notice it. */
  it("I-11 would_exchange_signatures_before_a_reader_that_checks_none", async () => {
    const one = partsOf(await reply("one"));
    const two = partsOf(await reply("two"));
    expect(await judge(two)).toBe("opened");
    expect(await judge({ ...one, signature: two.signature })).toBe("wrong-signature");
    expect(await judge({ ...one, signature: two.signature }, 0, false)).toBe("opened");
  });
});
