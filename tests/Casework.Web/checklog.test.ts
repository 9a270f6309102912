// What the officers' page makes of the keys log at an unlock, and what it remembers between two.

import type { Bytes } from "@integrity-channel/crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checkLog } from "../../src/Casework/Web/features/check-log.ts";
import type { DirectoryReading } from "../../src/Casework/Web/features/read-directory.ts";
import { forgetLogPin, readLogPin } from "../../src/Casework/Web/pins.ts";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { parseDirectoryStatement } from "../../src/Crypto/Web/directorystatement.ts";
import { sha256 } from "../../src/Crypto/Web/primitives.ts";
import { bundles, openingOf, rootOf, signNote } from "../Crypto.Web/logcases.ts";
import { Organisation, today } from "../Crypto.Web/organisation.ts";

const organisation = new Organisation("check log");
const list = organisation.directoryBytes({ caseworkUses: 6 });
const document = concat(new TextEncoder().encode("sicP"), Uint8Array.of(0, 0, 78, 32), Uint8Array.of(0, 0, list.length >> 8, list.length & 255), list, Uint8Array.of(0, 0)) as Bytes;
const first = concat(openingOf(1, today, 1).slice(0, 37), sha256(list)) as Bytes;
const openings = [first, openingOf(2, today, 2), openingOf(4, today, 3)];

const chain = concat(new TextEncoder().encode("sicH"), Uint8Array.of(0, 1, 1, 0, 0, list.length >> 8, list.length & 255), list) as Bytes;
const readingOf = (uses: number) => ({ read: true, day: today, document, chain, warnings: [], directory: parseDirectoryStatement(organisation.directoryBytes({ caseworkUses: uses })).claimed }) as unknown as DirectoryReading & { read: true };
const memory = () => {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
};

/** A host that serves this log; null where it does not answer. */
function serve(logged: readonly Bytes[] | null, status = 200): void {
  vi.stubGlobal("fetch", (path: string) => {
    if (logged === null) return Promise.reject(new TypeError("no connection"));
    const bytes = path.endsWith("checkpoint") ? signNote(organisation.orgId, logged.length, rootOf(logged), organisation.notices) : path.includes("/entries/") ? bundles(logged).entries : bundles(logged).openings;
    return Promise.resolve(new Response(bytes, { status }));
  });
}

afterEach(() => vi.unstubAllGlobals());

describe("At an unlock", () => {
  it("the_first_log_is_remembered_and_a_grown_one_after_it", async () => {
    const store = memory();
    serve(openings.slice(0, 2));
    expect(await checkLog(readingOf(6), "me", store)).toBe("new-device");
    serve(openings);
    expect(await checkLog(readingOf(6), "me", store)).toBe("same");
    expect(readLogPin(store, "me")).toEqual({ size: 3, root: rootOf(openings) });
  });

  it("a_log_that_went_back_or_began_anew_is_told_until_somebody_says_why", async () => {
    const store = memory();
    serve(openings);
    await checkLog(readingOf(6), "me", store);
    serve(openings.slice(0, 2));
    expect(await checkLog(readingOf(6), "me", store)).toBe("shorter");
    expect(await checkLog(readingOf(6), "me", store)).toBe("shorter");
    serve([first, openings[2]!, openings[1]!]);
    expect(await checkLog(readingOf(6), "me", store)).toBe("forked");
    forgetLogPin(store, "me");
    expect(await checkLog(readingOf(6), "me", store)).toBe("new-device");
  });

  it("a_page_that_kept_no_head_would_not_notice", async () => {
    serve(openings);
    await checkLog(readingOf(6), "me", memory());
    serve([first, openings[2]!, openings[1]!]);
    expect(await checkLog(readingOf(6), "me", memory())).toBe("new-device");
  });

  it("keys_that_are_not_in_the_log_are_told_and_the_head_is_not_kept", async () => {
    const store = memory();
    serve(openings.slice(1));
    expect(await checkLog(readingOf(6), "me", store)).toBe("unlisted");
    expect(readLogPin(store, "me")).toBeNull();
  });

  it("a_host_that_hides_its_log_is_told_and_one_that_is_away_is_not", async () => {
    serve(openings, 404);
    expect(await checkLog(readingOf(6), "me", memory())).toBe("wrong");
    serve(null);
    expect(await checkLog(readingOf(6), "me", memory())).toBe("away");
  });

  it("without_a_key_for_checkpoints_in_the_directory_there_is_no_log_to_ask_for", async () => {
    serve(null);
    expect(await checkLog(readingOf(2), "me", memory())).toBe("none");
  });
});
